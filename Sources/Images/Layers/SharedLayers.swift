/// The blobs that more than one repository has: their sizes and who has them, in flat arrays.
struct SharedLayers: Sendable {
    private(set) var sizes: [Int] = []
    private var starts: [Int32] = [0]
    private var holders: [Int32] = []

    mutating func add(_ size: Int, in repositories: ArraySlice<Int32>) {
        // What weighs nothing makes nothing more alike.
        guard size > 0 else { return }
        sizes.append(size)
        holders.append(contentsOf: repositories)
        starts.append(Int32(holders.count))
    }

    func holders(of blob: Int) -> ArraySlice<Int32> { holders[Int(starts[blob])..<Int(starts[blob + 1])] }

    /// The blobs from the one that fewest have to the one that most have.
    var rarestFirst: [Int] {
        sizes.indices.sorted { left, right in
            (holders(of: left).count, left) < (holders(of: right).count, right)
        }
    }
}
