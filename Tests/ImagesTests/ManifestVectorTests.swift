import Foundation
import Images
import Support
import Testing

/// The documents that the image specification tests its schemas with, and those that it shows.
@Suite(.enabled(if: Vectors.arePresent, Comment(rawValue: Vectors.absence)))
struct ManifestVectorTests {
    private typealias Object = [String: Any]

    /// Valid by the schema, but named by other hashes than a registry of AWS knows.
    private static let otherHashes = ["expected pass: test bounds of algorithm field in digest."]

    /// Invalid by the schema, but harmless: what is needed of it can be told, and no registry would be asked.
    private static let harmless = [
        "expected failure: mediaType does not match pattern",
        "expected failure: empty layer, expected at least one",
        "expected failure: in the optional field platform platform.architecture is missing, expected required",
        "expected failure: invalid referenced manifest media type",
        "expected failure: empty referenced manifest media type",
    ]

    private static func documents() throws -> Object {
        try #require(Vectors.json("oci/oci-documents.json") as? Object)
    }

    @Test(arguments: [("manifest", 12), ("index", 12)])
    func `what the specification calls valid is read, and what it calls broken is refused`(
        schema: String, count: Int
    ) throws {
        let tests = try #require((Self.documents()["schema_tests"] as? Object)?[schema] as? [Object])
        #expect(tests.count == count)
        for test in tests {
            let comment = try #require(test["comment"] as? String)
            let bytes = Array(try #require(test["document"] as? String).utf8)
            let isValid = try #require(test["expect"] as? String) == "valid"
            let isRead = (isValid || Self.harmless.contains(comment)) && !Self.otherHashes.contains(comment)

            let manifest = try? Manifest(bytes)

            #expect((manifest != nil) == isRead, "\(comment)")
            guard let manifest else { continue }
            try expect(manifest, says: #require(JSONSerialization.jsonObject(with: Data(bytes)) as? Object))
        }
    }

    @Test func `the specification's examples are read`() throws {
        let examples = try #require(Self.documents()["examples"] as? [Object])
        var read = 0
        for example in examples {
            guard let type = example["mediaType"] as? String,
                type.contains("manifest") || type.contains("index"),
                let document = example["document"] as? Object
            else { continue }
            // One example's digests have 63 digits: a slip of the specification.
            let text = try JSONSerialization.data(withJSONObject: document)
            guard let manifest = try? Manifest(Array(text), mediaType: type) else {
                #expect(
                    String(decoding: text, as: UTF8.self).contains("b5b2b2c507a0944348e0303114d8d93aaaa0817"))
                continue
            }
            read += 1
            try expect(manifest, says: document)
        }
        #expect(read >= 6)
    }

    private func expect(_ manifest: Manifest, says document: [String: Any]) throws {
        let config = document["config"] as? Object
        let layers = document["layers"] as? [Object]
        let manifests = document["manifests"] as? [Object]

        #expect(manifest.kind == (manifests == nil ? .image : .index))
        #expect(manifest.mediaType == document["mediaType"] as? String)
        #expect(manifest.config?.digest.description == config?["digest"] as? String)
        #expect(manifest.config?.size == config?["size"] as? Int)
        #expect(manifest.layers.map(\.digest.description) == (layers ?? []).map { $0["digest"] as? String })
        #expect(manifest.layers.map(\.size) == (layers ?? []).map { $0["size"] as? Int })
        #expect(
            manifest.children.map(\.digest.description) == (manifests ?? []).map { $0["digest"] as? String })
        #expect(manifest.children.map(\.size) == (manifests ?? []).map { $0["size"] as? Int })
        #expect(manifest.children.map(\.mediaType) == (manifests ?? []).map { $0["mediaType"] as? String })
        #expect(
            manifest.children.map(\.architecture)
                == (manifests ?? []).map { ($0["platform"] as? Object)?["architecture"] as? String })
        #expect(
            manifest.subject?.description == (document["subject"] as? Object)?["digest"] as? String)
        if let type = document["artifactType"] as? String { #expect(manifest.artifactType == type) }
        #expect(try Manifest(packed: manifest.packed) == manifest)
    }
}
