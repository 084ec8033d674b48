import Formats
import Foundation
import Support
import Testing

/// JSONTestSuite, with Foundation's reader as the judge of the file of cases itself.
@Suite(.enabled(if: Vectors.arePresent, Comment(rawValue: Vectors.absence)))
struct JSONVectorTests {
    struct Case {
        let name: String
        let bytes: [UInt8]
        let expectation: String
        let value: Any?
    }

    static func cases() throws -> [Case] {
        let document = try #require(try Vectors.json("json/JSONTestSuite.json") as? [String: Any])
        let parsing = try #require(document["parsing"] as? [[String: Any]])
        return try parsing.map { entry in
            let encoded = try #require(entry["bytes_base64"] as? String)
            return Case(
                name: try #require(entry["name"] as? String),
                bytes: Array(try #require(Data(base64Encoded: encoded))),
                expectation: try #require(entry["expect"] as? String),
                value: entry["value"])
        }
    }

    @Test func `every text of the accept list is read, with the right value`() throws {
        let accepted = try Self.cases().filter { $0.expectation == "accept" }
        #expect(accepted.count == 95)

        for vector in accepted {
            let tree = try JSON(vector.bytes)
            let expected = try #require(vector.value)
            #expect(matches(tree, expected), "\(vector.name): \(tree) is not \(expected)")
            try JSONReader.read(vector.bytes) { reader in try reader.skip() }
        }
    }

    @Test func `every text of the reject list is refused, read or skipped`() throws {
        let rejected = try Self.cases().filter { $0.expectation == "reject" }
        #expect(rejected.count == 188)

        for vector in rejected {
            #expect(throws: DecodingFailure.self, "\(vector.name)") { try JSON(vector.bytes) }
            #expect(throws: DecodingFailure.self, "\(vector.name)") {
                try JSONReader.read(vector.bytes) { reader in try reader.skip() }
            }
        }
    }

    @Test func `a text that may go either way goes the same way read or skipped`() throws {
        let free = try Self.cases().filter { $0.expectation == "either" }
        #expect(free.count == 35)

        for vector in free {
            let isRead = (try? JSON(vector.bytes)) != nil
            let isSkipped = (try? JSONReader.read(vector.bytes) { reader in try reader.skip() }) != nil
            #expect(isRead == isSkipped, "\(vector.name)")
        }
    }

    @Test func `numbers of any size are read, broken surrogates and broken UTF-8 are refused`() throws {
        for vector in try Self.cases() where vector.expectation == "either" {
            let isAccepted = (try? JSON(vector.bytes)) != nil
            let isExpected = vector.name.contains("number") || vector.name.contains("500_nested")
            #expect(isAccepted == isExpected, "\(vector.name)")
        }
    }

    private func matches(_ tree: JSON, _ expected: Any) -> Bool {
        switch tree {
        case .null: expected is NSNull
        case .bool(let value): isBoolean(expected) && expected as? Bool == value
        case .number(let value): !isBoolean(expected) && (expected as? NSNumber)?.doubleValue == value.double
        case .string(let value): expected as? String == value
        case .array(let elements): matches(elements, expected as? [Any])
        case .object(let members): matches(members, expected as? [String: Any])
        }
    }

    private func matches(_ elements: [JSON], _ expected: [Any]?) -> Bool {
        guard let expected, elements.count == expected.count else { return false }
        return zip(elements, expected).allSatisfy { matches($0, $1) }
    }

    private func matches(_ members: [JSON.Member], _ expected: [String: Any]?) -> Bool {
        let last = Dictionary(members.map { ($0.key, $0.value) }) { $1 }
        guard let expected, last.count == expected.count else { return false }
        return last.allSatisfy { key, value in expected[key].map { matches(value, $0) } ?? false }
    }

    private func isBoolean(_ value: Any) -> Bool {
        (value as? NSNumber).map { String(cString: $0.objCType) == "c" } ?? false
    }
}
