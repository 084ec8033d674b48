import Formats
import Foundation
import Support
import Testing

@Suite(.enabled(if: Vectors.arePresent, Comment(rawValue: Vectors.absence)))
struct GzipVectorTests {
    struct Case {
        var name, sha256: String
        var gzip: [UInt8]
        var length: Int

        init(_ fields: [String: Any]) throws {
            name = try #require(fields["name"] as? String)
            sha256 = try #require(fields["sha256"] as? String)
            length = try #require(fields["length"] as? Int)
            let text = try #require(fields["gzip_base64"] as? String)
            gzip = try [UInt8](#require(Data(base64Encoded: text)))
            try #require(fields["expect"] as? String == "ok")
        }
    }

    static func cases() throws -> [Case] {
        let document = try #require(try Vectors.json("gzip/gzip-cases.json") as? [String: Any])
        let list = try #require(document["gzip"] as? [[String: Any]])
        try #require(list.count == 27)
        return try list.map(Case.init)
    }

    /// The plain bytes, fed in chunks of one size.
    func inflate(_ bytes: [UInt8], by size: Int) throws(DecodingFailure) -> [UInt8] {
        var plain: [UInt8] = []
        var inflater = Inflater()
        var offset = 0
        while offset < bytes.count {
            let end = min(offset + size, bytes.count)
            try inflater.feed(bytes.span.extracting(offset..<end)) { plain.append(contentsOf: $0) }
            offset = end
        }
        try inflater.finish()
        return plain
    }

    @Test func `every good stream gives its bytes`() throws {
        for one in try Self.cases() {
            let plain = try one.gzip.inflated()

            #expect(plain.count == one.length, "\(one.name)")
            #expect(SHA256.hash(of: plain.span).hex == one.sha256, "\(one.name)")
        }
    }

    @Test func `the size of the chunks changes nothing`() throws {
        for one in try Self.cases() {
            let whole = try one.gzip.inflated()
            let sizes = one.gzip.count < 3000 ? [1, 2, 3, 5, 8, 17, 18, 19, 63, 64] : [13, 1000, 65_537]

            for size in sizes {
                #expect(try inflate(one.gzip, by: size) == whole, "\(one.name) by \(size)")
            }
        }
    }

    @Test func `a stream cut anywhere but between members is an error`() throws {
        for one in try Self.cases() where one.gzip.count < 200 && !one.name.contains("multi") {
            guard one.name != "zero-padding-after-member" else { continue }
            for count in 0..<one.gzip.count {
                #expect(throws: DecodingFailure.self, "\(one.name) at \(count)") {
                    try Array(one.gzip.prefix(count)).inflated()
                }
            }
        }
    }

    @Test func `deflated data without its wrapping reads as raw`() throws {
        let one = try #require(try Self.cases().first { $0.name == "dynamic-400k" })
        let raw = Array(one.gzip.dropFirst(10).dropLast(8))

        let plain = try raw.inflated(.raw)

        #expect(SHA256.hash(of: plain.span).hex == one.sha256)
    }

    @Test func `checksums agree`() throws {
        let list = try #require(try Vectors.json("gzip/checksums.json") as? [[String: String]])
        #expect(list.count == 9)
        for one in list {
            let bytes = try [UInt8](#require(Data(base64Encoded: one["data_base64"] ?? "-")))
            let expected = try #require(UInt32(one["crc32"] ?? "", radix: 16))

            #expect(CRC32(of: bytes.span).value == expected)
            #expect(SHA256.hash(of: bytes.span).hex == one["sha256"])
        }
    }
}
