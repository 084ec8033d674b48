/// Which of some things are next to which, in two flat arrays.
///
///     pairs     (0, 5) (0, 7) (2, 5)
///     starts    0 2 2 3
///     ends      5 7 5
struct Adjacency {
    private var starts: [Int32]
    private var ends: [Int32]

    /// The neighbours of each of `count` things, in the order of the pairs.
    init(_ count: Int, _ pairs: [(from: Int32, to: Int32)]) {
        starts = Array(repeating: 0, count: count + 1)
        ends = Array(repeating: 0, count: pairs.count)
        for pair in pairs { starts[Int(pair.from) + 1] += 1 }
        for index in 0..<count { starts[index + 1] += starts[index] }
        var next = starts
        for pair in pairs {
            ends[Int(next[Int(pair.from)])] = pair.to
            next[Int(pair.from)] += 1
        }
    }

    subscript(_ index: Int) -> ArraySlice<Int32> {
        ends[Int(starts[index])..<Int(starts[index + 1])]
    }
}
