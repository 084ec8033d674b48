import CZlib

/// What reading and writing share.
package enum Compression {
    /// The version of the zlib library, such as `1.2.13`.
    package static var libraryVersion: String { String(cString: zlibVersion()) }

    /// The size of a buffer of output.
    ///
    /// zlib copies its 32 KiB window after each full buffer, so a few times that makes the copy cheap.
    static let bufferSize = 128 << 10

    /// How much zlib is given at once: it counts in 32 bits.
    static let longestPiece = 1 << 30
}
