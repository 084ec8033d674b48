import CZlib

/// Four things hold for any bytes: what they inflate to, and why they are refused, is what zlib says, however
/// they are cut; the same holds of a good stream of any level and strategy, whole and with a byte changed; what
/// is deflated in pieces is inflated again in others; and a gzip stream with one byte changed never gives
/// other bytes without a failure.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 2 else { return 0 }
    let cuts = Int(data[0]) % 40 + 1
    let container = data[1] & 1 == 0 ? Container.gzip : .raw
    let level = data[1] & 2 == 0 ? Deflater.Level.fastest : .balanced
    let bytes = Array(UnsafeBufferPointer(start: data + 2, count: count - 2))

    precondition(inflated(bytes, container, by: bytes.count) == inflated(bytes, container, by: cuts))
    compare(bytes, container, cuts)
    compareDeflated(bytes, container, cuts, Int(data[1]))

    let compressed = deflated(bytes, container, level, by: cuts)
    precondition(compressed == bytes.deflated(container, level: level))
    let back = inflated(compressed, container, by: cuts % 7 + 1)
    precondition(back == Outcome(plain: bytes, failure: nil))

    var changed = compressed
    changed[cuts * 7 % changed.count] ^= data[1] | 1
    let result = inflated(changed, container, by: cuts)
    precondition(result == inflated(changed, container, by: changed.count))
    precondition(container == .raw || result.failure != nil || result.plain == bytes)
    return 0
}

/// The product and zlib say the same.
func compare(_ bytes: [UInt8], _ container: Container, _ cuts: Int) {
    let expected = Zlib.inflated(bytes, container)
    guard expected.plain.count <= 1 << 20 else { return }
    for size in [bytes.count, cuts, 1] {
        let outcome = inflated(bytes, container, by: size)
        precondition(outcome.plain == expected.plain, "other bytes than zlib's")
        precondition(outcome.failure?.reason == expected.failure, "another verdict than zlib's")
    }
}

/// A good stream of text as long as the windows need it, then the same with one byte changed.
func compareDeflated(_ bytes: [UInt8], _ container: Container, _ cuts: Int, _ choice: Int) {
    var plain = bytes
    for turn in 0..<(choice >> 5) where plain.count < 60_000 { plain += plain.dropFirst(turn * 3) }
    let level = CInt((choice >> 2) % 10)
    let strategy = CInt((cuts + choice) % 5)
    let memory = CInt(1 + cuts % 9)
    var stream = Zlib.deflated(plain, container, level: level, strategy: strategy, memory: memory)
    precondition(inflated(stream, container, by: cuts) == Outcome(plain: plain, failure: nil))
    compare(stream, container, cuts)
    stream[cuts * 13 % stream.count] ^= UInt8(choice) | 1
    compare(stream, container, cuts)
    compare(stream + [0, 0] + stream, container, cuts)
}

struct Outcome: Equatable {
    var plain: [UInt8] = []
    var failure: DecodingFailure?
}

func inflated(_ bytes: [UInt8], _ container: Container, by size: Int) -> Outcome {
    var outcome = Outcome()
    var inflater = Inflater(container, ceiling: 1 << 20)
    do throws(DecodingFailure) {
        for start in stride(from: 0, to: bytes.count, by: size) {
            let chunk = bytes.span.extracting(start..<min(start + size, bytes.count))
            try inflater.feed(chunk) { outcome.plain.append(contentsOf: $0) }
        }
        try inflater.finish()
    } catch {
        outcome.failure = error
    }
    return outcome
}

func deflated(_ bytes: [UInt8], _ container: Container, _ level: Deflater.Level, by size: Int) -> [UInt8] {
    var compressed: [UInt8] = []
    var deflater = Deflater(container, level: level)
    for start in stride(from: 0, to: bytes.count, by: size) {
        let chunk = bytes.span.extracting(start..<min(start + size, bytes.count))
        deflater.feed(chunk) { compressed.append(contentsOf: $0) }
    }
    deflater.finish { compressed.append(contentsOf: $0) }
    return compressed
}

/// What zlib says of bytes, with the rules for members that the product adds.
enum Zlib {
    struct Outcome: Equatable {
        var plain: [UInt8] = []
        var failure: String?
    }

    /// Inflates member after member.
    static func inflated(_ bytes: [UInt8], _ container: Container) -> Outcome {
        var outcome = Outcome()
        var rest = bytes[...]
        if rest.isEmpty { outcome.failure = "compressed data is empty" }
        while !rest.isEmpty {
            let used = inflateOne(Array(rest), container, &outcome)
            if outcome.failure != nil { break }
            rest = rest.dropFirst(used)
            if container == .gzip { rest = rest.drop { $0 == 0 } }
            if let first = rest.first, container == .raw || first != 0x1F {
                outcome.failure = "data after the end of compressed data"
                break
            }
        }
        return outcome
    }

    /// Inflates one member and says how many bytes it took.
    private static func inflateOne(
        _ bytes: [UInt8], _ container: Container, _ outcome: inout Outcome
    ) -> Int {
        var stream = z_stream()
        precondition(zlib_inflate_begin(&stream, container == .gzip ? 31 : -15) == Z_OK)
        defer { inflateEnd(&stream) }
        var input = bytes
        var output = [UInt8](repeating: 0, count: 100_000)
        let room = UInt32(output.count)
        return input.withUnsafeMutableBufferPointer { input in
            stream.next_in = input.baseAddress
            stream.avail_in = UInt32(input.count)
            var status = Z_OK
            repeat {
                output.withUnsafeMutableBufferPointer { output in
                    stream.next_out = output.baseAddress
                    stream.avail_out = room
                    status = CZlib.inflate(&stream, Z_NO_FLUSH)
                }
                outcome.plain.append(contentsOf: output.prefix(Int(room - stream.avail_out)))
            } while status == Z_OK && (stream.avail_in > 0 || stream.avail_out == 0)
            if status == Z_OK || status == Z_BUF_ERROR {
                outcome.failure = "compressed data is cut short"
            } else if status != Z_STREAM_END {
                let message = stream.msg.map { String(cString: $0) } ?? "?"
                outcome.failure = "compressed data is damaged: " + message
            }
            return input.count - Int(stream.avail_in)
        }
    }

    /// Deflates with any level, strategy and size of memory, which sets how long blocks are.
    static func deflated(
        _ bytes: [UInt8], _ container: Container, level: CInt, strategy: CInt, memory: CInt
    ) -> [UInt8] {
        var stream = z_stream()
        let window: CInt = container == .gzip ? 31 : -15
        let size = CInt(MemoryLayout<z_stream>.size)
        let status = deflateInit2_(
            &stream, level, Z_DEFLATED, window, memory, strategy, ZLIB_VERSION, size)
        precondition(status == Z_OK)
        defer { deflateEnd(&stream) }
        var input = bytes
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))) + 64)
        let room = UInt32(output.count)
        input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = room
                precondition(CZlib.deflate(&stream, Z_FINISH) == Z_STREAM_END)
            }
        }
        return Array(output.prefix(Int(room - stream.avail_out)))
    }
}
