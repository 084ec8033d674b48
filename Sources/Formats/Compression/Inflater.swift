import CZlib

/// A stream of compressed bytes being read: chunks go in, plain bytes are lent out.
///
/// Chunks may have any size, down to one byte: where they are cut changes neither the plain bytes nor the
/// verdict. Memory does not grow with the input: zlib's 40 KiB and one buffer.
///
///     gzip:  member (zeros* member)* zeros*        member: header, deflated data, CRC-32, length
///     raw:   deflated data
///
/// Where readers of gzip differ, this one refuses rather than lose data:
/// - no bytes at all are an error, as in GNU gzip: an empty object is a failed upload, not an empty report;
/// - members are joined, and zeros after a member are padding, as in CPython;
/// - any other byte after a member is an error, as in CPython: GNU gzip drops what follows with a warning;
/// - a member that ends early is an error, whatever came out of it already;
/// - the CRC-32 and the length of each member are compared, and the CRC-16 of its header where it has one;
/// - reserved flags are an error, as RFC 1952 (2.3.1.2) demands: they may move where the data begins.
package struct Inflater: ~Copyable {
    private enum State {
        case atStart, inside, betweenMembers, ended
    }

    private let container: Container
    private let ceiling: Int
    /// On the heap, because zlib keeps the address of the stream that it was given.
    private let stream: UnsafeMutablePointer<z_stream>
    private let output: UnsafeMutableBufferPointer<UInt8>
    private var state = State.atStart
    private var failure: DecodingFailure?
    /// How many plain bytes came out so far.
    package private(set) var count = 0

    /// Begins a stream that may not give more than `ceiling` plain bytes, however small it is.
    package init(_ container: Container = .gzip, ceiling: Int = .max) {
        self.container = container
        self.ceiling = ceiling
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        output = .allocate(capacity: Compression.bufferSize)
        let status = zlib_inflate_begin(stream, container.windowBits)
        precondition(status == Z_OK, "zlib cannot begin: out of memory")
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        output.deallocate()
    }

    /// Reads the next bytes, and lends the plain bytes that they complete, in pieces.
    ///
    /// After a failure every further call fails in the same way.
    package mutating func feed(
        _ chunk: Span<UInt8>, to sink: (Span<UInt8>) throws(DecodingFailure) -> Void
    ) throws(DecodingFailure) {
        if let failure { throw failure }
        do {
            try chunk.withUnsafeBufferPointer { input throws(DecodingFailure) in
                try read(input, sink)
            }
        } catch {
            failure = error
            throw error
        }
    }

    /// Says that there are no more bytes: a failure unless the stream ends here.
    package func finish() throws(DecodingFailure) {
        if let failure { throw failure }
        switch state {
        case .atStart: throw DecodingFailure("compressed data is empty")
        case .inside: throw DecodingFailure("compressed data is cut short")
        case .betweenMembers, .ended: break
        }
    }

    private mutating func read(
        _ input: UnsafeBufferPointer<UInt8>, _ sink: (Span<UInt8>) throws(DecodingFailure) -> Void
    ) throws(DecodingFailure) {
        var rest = input[...]
        while let byte = rest.first {
            switch state {
            case .atStart:
                state = .inside
            case .inside:
                let piece = UnsafeBufferPointer(rebasing: rest.prefix(Compression.longestPiece))
                rest = rest.dropFirst(try inflate(piece, sink))
            case .betweenMembers where byte == 0:
                rest = rest.dropFirst()
            case .betweenMembers where byte == 0x1F:
                inflateReset(stream)
                state = .inside
            case .betweenMembers, .ended:
                throw DecodingFailure("data after the end of compressed data")
            }
        }
    }

    /// Inflates until the input or the member ends, and says how many bytes of the input it used.
    private mutating func inflate(
        _ input: UnsafeBufferPointer<UInt8>, _ sink: (Span<UInt8>) throws(DecodingFailure) -> Void
    ) throws(DecodingFailure) -> Int {
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.pointee.avail_in = UInt32(input.count)
        var status = Z_OK
        repeat {
            stream.pointee.next_out = output.baseAddress
            stream.pointee.avail_out = UInt32(output.count)
            status = CZlib.inflate(stream, Z_NO_FLUSH)
            try lend(output.count - Int(stream.pointee.avail_out), to: sink)
        } while status == Z_OK && (stream.pointee.avail_in > 0 || stream.pointee.avail_out == 0)

        switch status {
        case Z_STREAM_END: state = container == .gzip ? .betweenMembers : .ended
        case Z_OK, Z_BUF_ERROR: break  // BUF_ERROR: nothing was held back when all input had been read
        case Z_MEM_ERROR: throw DecodingFailure("no memory left to inflate with")
        default: throw DecodingFailure(complaint)
        }
        return input.count - Int(stream.pointee.avail_in)
    }

    private mutating func lend(
        _ produced: Int, to sink: (Span<UInt8>) throws(DecodingFailure) -> Void
    ) throws(DecodingFailure) {
        let allowed = min(produced, ceiling - count)
        count += allowed
        if allowed > 0 { try sink(UnsafeBufferPointer(rebasing: output[..<allowed]).span) }
        if allowed < produced { throw DecodingFailure("compressed data grows beyond \(ceiling) bytes") }
    }

    /// What zlib says is wrong: one of its fixed sentences, never a piece of the input.
    private var complaint: String {
        guard let message = stream.pointee.msg else { return "compressed data is damaged" }
        return "compressed data is damaged: " + String(cString: message)
    }
}
