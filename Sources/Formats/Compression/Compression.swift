/// Sizes that reading and writing share.
enum Compression {
    /// The size of a buffer of output.
    ///
    /// zlib copies its 32 KiB window after each full buffer, so a few times that makes the copy cheap.
    static let bufferSize = 128 << 10

    /// How much zlib is given at once: it counts in 32 bits.
    static let longestPiece = 1 << 30
}
