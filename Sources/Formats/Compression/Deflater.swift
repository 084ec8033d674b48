import CZlib

/// A stream of bytes being compressed: plain chunks go in, compressed bytes are lent out.
///
/// One version of zlib gives the same output for the same bytes and level, whenever and in whatever chunks
/// they come: the gzip header holds neither a name nor a time (mtime 0), and names the system as Unix (3).
package struct Deflater: ~Copyable {
    /// How much time to spend for how much space.
    package enum Level: CInt, Sendable {
        case fastest = 1
        case balanced = 6
        case smallest = 9
    }

    /// On the heap, because zlib keeps the address of the stream that it was given.
    private let stream: UnsafeMutablePointer<z_stream>
    private let output: UnsafeMutableBufferPointer<UInt8>

    package init(_ container: Container = .gzip, level: Level = .balanced) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        output = .allocate(capacity: Compression.bufferSize)
        let status = zlib_deflate_begin(stream, level.rawValue, container.windowBits)
        precondition(status == Z_OK, "zlib cannot begin: out of memory")
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
        output.deallocate()
    }

    /// Compresses the next bytes, and lends what is ready.
    ///
    /// It fails only if the closure does; what the closure refused is then lost.
    package mutating func feed<Failure: Error>(
        _ chunk: Span<UInt8>, to sink: (Span<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        try chunk.withUnsafeBufferPointer { input throws(Failure) in
            var rest = input[...]
            while !rest.isEmpty {
                let piece = UnsafeBufferPointer(rebasing: rest.prefix(Compression.longestPiece))
                try deflate(piece, Z_NO_FLUSH, sink)
                rest = rest.dropFirst(piece.count)
            }
        }
    }

    /// Ends the stream, and lends its last bytes.
    ///
    /// Nothing may be fed afterwards.
    package mutating func finish<Failure: Error>(
        to sink: (Span<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        try deflate(UnsafeBufferPointer(start: nil, count: 0), Z_FINISH, sink)
    }

    private mutating func deflate<Failure: Error>(
        _ input: UnsafeBufferPointer<UInt8>, _ flush: CInt, _ sink: (Span<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.pointee.avail_in = UInt32(input.count)
        repeat {
            stream.pointee.next_out = output.baseAddress
            stream.pointee.avail_out = UInt32(output.count)
            let status = CZlib.deflate(stream, flush)
            precondition(status != Z_STREAM_ERROR, "a finished stream was fed")
            let produced = output.count - Int(stream.pointee.avail_out)
            if produced > 0 { try sink(UnsafeBufferPointer(rebasing: output[..<produced]).span) }
        } while stream.pointee.avail_out == 0
    }
}
