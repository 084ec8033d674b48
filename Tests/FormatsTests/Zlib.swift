import CZlib
import Formats

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
