import Formats
import Foundation
import Support
import Testing

@Suite(.enabled(if: Vectors.arePresent, Comment(rawValue: Vectors.absence)))
struct HashVectorTests {
    static func bytes(_ hex: Any?) throws -> [UInt8] {
        let digits = Array(try #require(hex as? String).utf8)
        return try stride(from: 0, to: digits.count, by: 2).map { index in
            let pair = String(decoding: digits[index..<index + 2], as: UTF8.self)
            return try #require(UInt8(pair, radix: 16))
        }
    }

    @Test func `NIST's short messages give their digests`() throws {
        let document = try #require(try Vectors.json("hashes/sha256-cavp.json") as? [String: Any])
        let messages = try #require(document["ShortMsg"] as? [[String: Any]])
        #expect(messages.count == 65)
        for message in messages {
            let bytes = try Self.bytes(message["msg_hex"])

            #expect(SHA256.hash(of: bytes.span).hex == message["md"] as? String)
        }
    }

    @Test func `the messages of RFC 4231 give their tags`() throws {
        let document = try #require(try Vectors.json("hashes/hmac-sha256.json") as? [String: Any])
        let messages = try #require(document["rfc4231"] as? [[String: Any]])
        #expect(messages.count == 6)
        for message in messages {
            let key = try Self.bytes(message["key_hex"])
            let hmac = HMAC(key: key.span)
            let bytes = try Self.bytes(message["msg_hex"])

            #expect(hmac.tag(of: bytes.span).hex == message["tag"] as? String)
        }
    }
}
