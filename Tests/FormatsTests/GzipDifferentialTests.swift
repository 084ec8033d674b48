import CZlib
import Formats
import Testing

/// The product beside zlib called directly.
struct GzipDifferentialTests {
    static let strategies = [Z_DEFAULT_STRATEGY, Z_FILTERED, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED]

    static func outcome(_ bytes: [UInt8], _ container: Container, by size: Int) -> Zlib.Outcome {
        var outcome = Zlib.Outcome()
        var inflater = Inflater(container)
        do throws(DecodingFailure) {
            for start in stride(from: 0, to: bytes.count, by: size) {
                let chunk = bytes.span.extracting(start..<min(start + size, bytes.count))
                try inflater.feed(chunk) { outcome.plain.append(contentsOf: $0) }
            }
            try inflater.finish()
        } catch {
            outcome.failure = error.reason
        }
        return outcome
    }

    /// Runs, text of few letters, repeats from far back and noise, in turn.
    static func plain(_ count: Int, _ random: inout Xorshift) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let length = Int(random.next() % 400) + 1
            switch random.next() % 4 {
            case 0: bytes += [UInt8](repeating: UInt8(random.next() % 256), count: length)
            case 1: for _ in 0..<length { bytes.append(UInt8(97 + random.next() % 6)) }
            case 2 where bytes.count > length:
                let reach = min(bytes.count, 32_768)
                let start = bytes.count - reach + Int(random.next() % UInt64(reach))
                bytes += bytes[start..<min(start + length, bytes.count)]
            default: for _ in 0..<length { bytes.append(UInt8(random.next() % 256)) }
            }
        }
        return bytes
    }

    @Test(arguments: 0...9 as ClosedRange<CInt>, strategies)
    func `a good stream of any level and strategy gives what zlib gives`(level: CInt, strategy: CInt) {
        var random = Xorshift(state: UInt64(level * 10 + strategy) + 1)
        for (count, memory) in [(0, 8), (1, 9), (3_000, 1), (70_000, 8), (400_000, 9)] as [(Int, CInt)] {
            let plain = Self.plain(count, &random)
            let bytes = Zlib.deflated(plain, .gzip, level: level, strategy: strategy, memory: memory)

            for size in [max(1, bytes.count), 4096, 41] {
                #expect(Self.outcome(bytes, .gzip, by: size) == Zlib.Outcome(plain: plain))
            }
        }
    }

    @Test(arguments: [Container.gzip, .raw], strategies)
    func `a damaged stream is refused as zlib refuses it, after the same bytes`(
        container: Container, strategy: CInt
    ) {
        var random = Xorshift(state: UInt64(strategy) + 77)
        for round in 0..<150 {
            let plain = Self.plain(Int(random.next() % 3000), &random)
            let level = CInt(round % 10)
            var bytes = Zlib.deflated(plain, container, level: level, strategy: strategy, memory: 1)
            for _ in 0...(random.next() % 3) {
                bytes[Int(random.next() % UInt64(bytes.count))] ^= UInt8(1 << (random.next() % 8))
            }
            if random.next() % 4 == 0 { bytes.removeLast(Int(random.next() % UInt64(bytes.count))) }

            let expected = Zlib.inflated(bytes, container)
            for size in [max(1, bytes.count), 1, 7, 60] {
                #expect(Self.outcome(bytes, container, by: size) == expected)
            }
        }
    }
}
