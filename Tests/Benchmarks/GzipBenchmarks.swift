import CZlib
import Formats

extension Benchmark {
    static let gzip: [Benchmark] = [
        inflate("gzip.inflate") { Rows.bill },
        inflateByZlib("gzip.inflate.zlib") { Rows.bill },
        inflate("gzip.inflate.bill") { Rows.wideBill },
        inflateByZlib("gzip.inflate.bill.zlib") { Rows.wideBill },
        deflate("gzip.deflate.1", .fastest),
        deflate("gzip.deflate.6", .balanced),
    ]

    private static func inflate(
        _ name: String, _ plain: @escaping @Sendable () -> [UInt8]
    ) -> Benchmark {
        Benchmark(name: name) {
            let compressed = plain().deflated()
            return {
                var count = 0
                var inflater = Inflater()
                try inflater.feed(compressed.span) { count += $0.count }
                try inflater.finish()
                return Amount(count: Double(count), unit: "B")
            }
        }
    }

    private static func inflateByZlib(
        _ name: String, _ plain: @escaping @Sendable () -> [UInt8]
    ) -> Benchmark {
        Benchmark(name: name) {
            let compressed = plain().deflated()
            return { Amount(count: Double(inflateByZlibAlone(compressed)), unit: "B") }
        }
    }

    private static func deflate(_ name: String, _ level: Deflater.Level) -> Benchmark {
        Benchmark(name: name) {
            let plain = Rows.bill
            return {
                var count = 0
                var deflater = Deflater(level: level)
                deflater.feed(plain.span) { count += $0.count }
                deflater.finish { count += $0.count }
                return Amount(count: Double(plain.count), unit: "B")
            }
        }
    }

    /// What zlib does with no layer above it: the plain bytes of one member.
    private static func inflateByZlibAlone(_ compressed: [UInt8]) -> Int {
        var stream = z_stream()
        guard zlib_inflate_begin(&stream, 31) == Z_OK else { return 0 }
        defer { inflateEnd(&stream) }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 128 << 10) { output in
            compressed.withUnsafeBufferPointer { input in
                stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.avail_in = UInt32(input.count)
                repeat {
                    stream.next_out = output.baseAddress
                    stream.avail_out = UInt32(output.count)
                } while CZlib.inflate(&stream, Z_NO_FLUSH) == Z_OK
                return Int(stream.total_out)
            }
        }
    }
}

/// Input like what the product reads.
enum Rows {
    /// 88 MB of a whole Cost and Usage Report, in 90 columns.
    static var wideBill: [UInt8] {
        var bill = Bill()
        return Bill.header + bill.lines(100_000)
    }

    /// 32 MB of lines like those of a cost and usage report: repetitive words, and numbers that differ.
    static let bill: [UInt8] = {
        var random: UInt64 = 1
        var text: [UInt8] = []
        let size = 32_000_000
        text.reserveCapacity(size + 200)
        while text.count < size {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let day = 1 + random >> 33 % 28
            let line =
                "2026-11-\(day)T00:00:00Z,11112222\(random >> 51),AmazonDynamoDB,eu-central-1,"
                + "TimedStorage-ByteHrs,0.\(random >> 40),0.00\(random >> 44),USD\n"
            text.append(contentsOf: line.utf8)
        }
        return text
    }()
}
