import Formats
import Testing

struct GzipTests {
    /// "hello\n" by GNU gzip -n.
    static let hello: [UInt8] = [
        0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03,
        0xCB, 0x48, 0xCD, 0xC9, 0xC9, 0xE7, 0x02, 0x00,
        0x20, 0x30, 0x3A, 0x36, 0x06, 0x00, 0x00, 0x00,
    ]

    static func changed(_ index: Int, to byte: UInt8) -> [UInt8] {
        var bytes = hello
        bytes[index] = byte
        return bytes
    }

    func failure(_ bytes: [UInt8], _ container: Container = .gzip) -> String? {
        do {
            _ = try bytes.inflated(container)
            return nil
        } catch {
            return error.reason
        }
    }

    @Test func `a stream gives its bytes`() throws {
        #expect(try Self.hello.inflated() == Array("hello\n".utf8))
    }

    @Test func `members are joined, and zeros between and after them skipped`() throws {
        let joined = Self.hello + Self.hello + [0, 0, 0] + Self.hello + [UInt8](repeating: 0, count: 512)

        #expect(try joined.inflated() == Array("hello\nhello\nhello\n".utf8))
    }

    @Test(
        arguments: [
            ([], "compressed data is empty"),
            (Array(hello.dropLast()), "compressed data is cut short"),
            (hello + hello.dropLast(20), "compressed data is cut short"),
            (hello + [0x1F], "compressed data is cut short"),
            (hello + [0x2A], "data after the end of compressed data"),
            (hello + [0, 0, 0x2A], "data after the end of compressed data"),
            ([0, 0, 0, 0], "compressed data is damaged: incorrect header check"),
            (changed(0, to: 0x50), "compressed data is damaged: incorrect header check"),
            (changed(2, to: 7), "compressed data is damaged: unknown compression method"),
            (changed(3, to: 0x20), "compressed data is damaged: unknown header flags set"),
            (changed(3, to: 0x80), "compressed data is damaged: unknown header flags set"),
            (changed(18, to: 0x21), "compressed data is damaged: incorrect data check"),
            (changed(22, to: 0x07), "compressed data is damaged: incorrect length check"),
        ] as [([UInt8], String)])
    func `a bad stream is refused`(bytes: [UInt8], reason: String) {
        #expect(failure(bytes) == reason)
    }

    @Test func `a wrong CRC of the header is refused`() {
        let header: [UInt8] = [0x1F, 0x8B, 0x08, 0x02, 0x00, 0x00, 0x00, 0x00, 0x00, 0xFF]
        let body = Self.hello.dropFirst(10)

        #expect(failure(header + [0x90, 0xC9] + body) == nil)
        #expect(failure(header + [0x90, 0xC8] + body) == "compressed data is damaged: header crc mismatch")
    }

    @Test(
        arguments: [
            ([0x07], "invalid block type"),
            ([0x01, 0x05, 0x00, 0x00, 0x00], "invalid stored block lengths"),
            ([0x03, 0x02, 0x00], "invalid distance too far back"),
            ([0xFD, 0x00, 0x00], "too many length or distance symbols"),
            ([0x04, 0x00, 0x24, 0x00], "invalid code lengths set"),
        ] as [([UInt8], String)])
    func `raw data that is damaged is refused`(bytes: [UInt8], reason: String) {
        #expect(failure(bytes, .raw) == "compressed data is damaged: " + reason)
    }

    @Test func `raw data ends where it says`() {
        #expect(failure([0x03, 0x00], .raw) == nil)
        #expect(failure([0x03], .raw) == "compressed data is cut short")
        #expect(failure([0x03, 0x00, 0x00], .raw) == "data after the end of compressed data")
    }

    @Test func `a bomb is stopped at the ceiling, after exactly that many bytes`() {
        let bomb = [UInt8](repeating: 0, count: 3_000_000).deflated()
        var count = 0
        var inflater = Inflater(ceiling: 1_000_001)

        #expect(throws: DecodingFailure("compressed data grows beyond 1000001 bytes")) {
            try inflater.feed(bomb.span) { count += $0.count }
        }
        #expect(count == 1_000_001)
        #expect(throws: Never.self) { try bomb.inflated(ceiling: 3_000_000) }
    }

    @Test func `a failed stream stays failed`() {
        let bad = DecodingFailure("compressed data is damaged: incorrect header check")
        var inflater = Inflater()

        #expect(throws: bad) { try inflater.feed([0x00, 0x00].span) { _ in } }
        #expect(throws: bad) { try inflater.feed(Self.hello.span) { _ in } }
        #expect(throws: bad) { try inflater.finish() }
    }

    @Test func `the failure of who reads the plain bytes comes back`() {
        let theirs = DecodingFailure("not a CSV file")
        var inflater = Inflater()

        #expect(throws: theirs) {
            try inflater.feed(Self.hello.span) { _ throws(DecodingFailure) in throw theirs }
        }
    }

    @Test func `a header holds no time, and Unix as its system`() {
        #expect([].deflated(level: .fastest).prefix(10) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 4, 3])
        #expect([].deflated(level: .balanced).prefix(10) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3])
        #expect([].deflated(level: .smallest).prefix(10) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 3])
    }

    @Test(arguments: [Deflater.Level.fastest, .balanced, .smallest], [Container.gzip, .raw])
    func `what is deflated is inflated again, whatever the chunks`(
        level: Deflater.Level, container: Container
    ) throws {
        let plain = (0..<140_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) }
        let whole = plain.deflated(container, level: level)
        #expect(whole.count < plain.count)
        #expect(try whole.inflated(container) == plain)

        for size in [7, 1000, 131_072, 131_073] {
            var compressed: [UInt8] = []
            var deflater = Deflater(container, level: level)
            for start in stride(from: 0, to: plain.count, by: size) {
                let chunk = plain.span.extracting(start..<min(start + size, plain.count))
                deflater.feed(chunk) { compressed.append(contentsOf: $0) }
            }
            deflater.finish { compressed.append(contentsOf: $0) }

            #expect(compressed == whole, "by \(size)")
        }
    }

    @Test func `an empty piece does not disturb a checksum`() {
        var checksum = CRC32()
        checksum.update("1234".utf8.span)
        checksum.update([UInt8]().span)
        checksum.update("56789".utf8.span)

        #expect(checksum.value == 0xCBF4_3926)
    }
}
