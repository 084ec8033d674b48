/// A stream of compressed bytes being read: chunks go in, plain bytes are lent out.
///
/// Chunks may have any size, down to one byte: where they are cut changes neither the plain bytes nor the
/// verdict. Memory does not grow with the input: 160 KiB of plain bytes, and 48 KiB of tables.
///
/// Written here, because on bills it is faster than zlib's; what is accepted, what is refused and in which
/// words is as in zlib, and a fuzzer compares the two.
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
        case atStart, header, blocks, checksum, length, betweenMembers, ended
    }

    private let container: Container
    private let ceiling: Int
    private var input = DeflatedInput()
    private var header = GzipHeader()
    private var blocks = DeflatedBlocks()
    private var window = InflatedWindow()
    private var checksum = CRC32()
    private var memberStart = 0
    private var state = State.atStart
    private var failure: DecodingFailure?
    /// How many plain bytes came out so far.
    package private(set) var count = 0

    /// Begins a stream that may not give more than `ceiling` plain bytes, however small it is.
    package init(_ container: Container = .gzip, ceiling: Int = .max) {
        self.container = container
        self.ceiling = ceiling
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
        case .header, .blocks, .checksum, .length: throw DecodingFailure("compressed data is cut short")
        case .betweenMembers, .ended: break
        }
    }

    private mutating func read(
        _ bytes: UnsafeBufferPointer<UInt8>, _ sink: (Span<UInt8>) throws(DecodingFailure) -> Void
    ) throws(DecodingFailure) {
        input.bytes = bytes
        input.offset = 0
        defer { input.bytes = UnsafeBufferPointer(start: nil, count: 0) }
        while !input.isEmpty {
            switch state {
            case .atStart: beginMember()
            case .header:
                if try header.read(&input) { state = .blocks }
            case .blocks: try inflate(sink)
            case .checksum: try readChecksum()
            case .length: try readLength()
            case .betweenMembers where bytes[input.offset] == 0: input.offset += 1
            case .betweenMembers where bytes[input.offset] == 0x1F: beginMember()
            case .betweenMembers, .ended: throw DecodingFailure("data after the end of compressed data")
            }
        }
    }

    private mutating func beginMember() {
        header = GzipHeader()
        blocks.begin()
        window.begin()
        checksum = CRC32()
        memberStart = count
        state = container == .gzip ? .header : .blocks
    }

    /// Inflates until the input or the deflated data ends, and lends what came out before it says what failed.
    private mutating func inflate(
        _ sink: (Span<UInt8>) throws(DecodingFailure) -> Void
    ) throws(DecodingFailure) {
        var pause = DeflatedBlocks.Pause.windowFull
        while pause == .windowFull {
            do throws(DecodingFailure) {
                pause = try blocks.run(&input, &window)
            } catch {
                try lend(to: sink)
                throw error
            }
            try lend(to: sink)
            if window.isFull { window.slide() }
        }
        if pause == .ended { state = container == .gzip ? .checksum : .ended }
    }

    private mutating func lend(
        to sink: (Span<UInt8>) throws(DecodingFailure) -> Void
    ) throws(DecodingFailure) {
        let fresh = window.fresh()
        let allowed = min(fresh.count, ceiling - count)
        count += allowed
        if allowed > 0 {
            let piece = UnsafeBufferPointer(rebasing: fresh[..<allowed]).span
            if container == .gzip { checksum.update(piece) }
            try sink(piece)
        }
        if allowed < fresh.count { throw DecodingFailure("compressed data grows beyond \(ceiling) bytes") }
    }

    private mutating func readChecksum() throws(DecodingFailure) {
        guard input.has(32) else { return }
        guard input.take(32) == UInt64(checksum.value) else { throw .damaged("incorrect data check") }
        state = .length
    }

    private mutating func readLength() throws(DecodingFailure) {
        guard input.has(32) else { return }
        let length = UInt32(truncatingIfNeeded: count - memberStart)
        guard input.take(32) == UInt64(length) else { throw .damaged("incorrect length check") }
        state = .betweenMembers
    }
}
