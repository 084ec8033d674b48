import Formats
import Foundation
import Support
import Testing

/// 37 documents with what expat says of them.
@Suite(.enabled(if: Vectors.arePresent, Comment(rawValue: Vectors.absence)))
struct XMLVectorTests {
    /// Well-formed, but refused: other encodings, and all that declares entities.
    static let refused = ["latin1", "doctype", "doctype-external", "billion-laughs"]

    /// An element as the reader gives it: name, attributes, and texts and elements in their order.
    indirect enum Node: Equatable {
        case text(String)
        case element(String, [String: String], [Node])
    }

    @Test func `every document is read to its tree or refused, as expat does`() throws {
        let document = try #require(try Vectors.json("xml/xml-cases.json") as? [String: Any])
        let cases = try #require(document["cases"] as? [[String: Any]])
        #expect(cases.count == 37)

        var scores = (read: 0, refused: 0)
        for vector in cases {
            let name = try #require(vector["name"] as? String)
            let encoded = try #require(vector["bytes_base64"] as? String)
            let bytes = Array(try #require(Data(base64Encoded: encoded)))
            let isWellFormed = vector["well_formed"] as? Bool ?? false
            if isWellFormed, !Self.refused.contains(name) {
                let tree = try Self.tree(of: bytes)
                // The tree of the deepest document is left out of the file.
                if let trees = vector["tree"] as? [Any] {
                    #expect(try tree == Self.node(trees[0]), "\(name)")
                }
                #expect(throws: Never.self, "\(name)") { try XMLReader.read(bytes) { _, _ in } }
                scores.read += 1
            } else {
                #expect(throws: DecodingFailure.self, "\(name)") { try Self.tree(of: bytes) }
                #expect(throws: DecodingFailure.self, "\(name)") { try XMLReader.read(bytes) { _, _ in } }
                scores.refused += 1
            }
        }
        #expect(scores == (read: 15, refused: 22))
    }

    static func tree(of bytes: [UInt8]) throws -> Node {
        try XMLReader.read(bytes) { name, reader in try element(String(name), &reader) }
    }

    private static func element(_ name: String, _ reader: inout XMLReader) throws -> Node {
        var attributes: [String: String] = [:]
        try reader.attributes { name, value in attributes[String(name)] = value }
        var children: [Node] = []
        func append(_ text: String) {
            if case .text(let before) = children.last {
                children[children.count - 1] = .text(before + text)
            } else if !text.isEmpty {
                children.append(.text(text))
            }
        }
        try reader.content(
            text: { append(String($0)) },
            child: { name, reader in children.append(try element(String(name), &reader)) })
        return .element(name, attributes, children)
    }

    private static func node(_ value: Any) throws -> Node {
        if let text = value as? String { return .text(text) }
        let parts = try #require(value as? [Any])
        let children = try #require(parts[2] as? [Any])
        return .element(
            try #require(parts[0] as? String), try #require(parts[1] as? [String: String]),
            try children.map(node))
    }
}
