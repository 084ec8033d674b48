import Formats

/// Where reports lie: a bucket, or a local folder that is laid out like one.
protocol BillShelf: Sendable {
    /// The names of the folders within a folder, sorted.
    func folders(in path: String) async throws -> [String]

    /// A small file, whole; nil where there is none.
    func document(_ path: String) async throws -> ShelvedDocument?

    /// Hands over the bytes of a file, a piece at a time, and says when it was last changed, where that means
    /// anything.
    func read(
        _ path: String, to consume: @escaping @Sendable ([UInt8]) async throws -> Void
    ) async throws -> Timestamp?
}

/// A file that was read whole.
struct ShelvedDocument: Equatable, Sendable {
    var bytes: [UInt8]
    /// Changes when the file is written again, even with the same bytes.
    var stamp: String
    var modified: Timestamp?
}
