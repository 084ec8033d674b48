import Images
import Support
import Testing

/// The tables that Docker's `distribution/reference` tests itself with.
@Suite(.enabled(if: Vectors.arePresent, Comment(rawValue: Vectors.absence)))
struct ImageReferenceVectorTests {
    private typealias Object = [String: Any]

    private static func table(_ name: String) throws -> Any {
        try #require((Vectors.json("oci/reference-cases.json") as? Object)?[name])
    }

    @Test func `what is parsed without defaults is the same with them`() throws {
        let cases = try #require(Self.table("parse") as? [[String: String]])
        #expect(cases.count == 48)
        for test in cases {
            let input = try #require(test["input"])
            let reference = ImageReference(input)
            guard test["error"] == nil else {
                #expect(reference == nil, "\(input)")
                continue
            }
            let name = try #require(test["repository"])
            let domain = test["domain"] ?? ""
            // A domain without dot and port is taken for a folder of Docker's registry.
            let isHost = domain.contains { ".:".contains($0) }
            let full = isHost ? name : "docker.io/" + (domain.isEmpty ? "library/" : "") + name

            #expect(reference.map { $0.registry + "/" + $0.repository } == full, "\(input)")
            #expect(reference?.tag == test["tag"], "\(input)")
            #expect(reference?.digest?.description == test["digest"], "\(input)")
        }
    }

    @Test func `names that Docker takes are taken, and no others`() throws {
        let names = try #require(Self.table("normalize") as? [String: [String]])
        for (list, isValid, count) in [
            ("valid_names", true, 27), ("valid_remote", true, 8), ("invalid_names", false, 14),
            ("invalid_remote", false, 13),
        ] {
            let list = try #require(names[list])
            #expect(list.count == count)
            for name in list { #expect((ImageReference(name) != nil) == isValid, "\(name)") }
        }
    }

    @Test func `a name is the same however short it is written`() throws {
        let cases = try #require(Self.table("repository_info") as? [[String: String]])
        #expect(cases.count == 20)
        for test in cases {
            for form in ["FamiliarName", "FullName", "AmbiguousName"] {
                guard let name = test[form], !name.isEmpty else { continue }
                let reference = try #require(ImageReference(name), "\(name)")

                #expect(reference.registry == test["Domain"], "\(name)")
                #expect(reference.repository == test["RemoteName"], "\(name)")
                #expect(reference.familiarName == test["FamiliarName"], "\(name)")
                #expect(reference.description == test["FullName"], "\(name)")
            }
        }
    }

    @Test func `any reference means what it means to Docker`() throws {
        let cases = try #require(Self.table("parse_any") as? [[String: String]])
        #expect(cases.count == 14)
        for test in cases {
            let text = try #require(test["Reference"])
            let equivalent = try #require(test["Equivalent"])
            let isDigest = equivalent.hasPrefix("sha256:")

            #expect(ImageReference(text)?.description == (isDigest ? nil : equivalent), "\(text)")
        }
    }

    @Test func `names are split where Docker splits them`() throws {
        let cases = try #require(Self.table("normalized_split") as? [[String: String]])
        #expect(cases.count == 11)
        for test in cases {
            let input = try #require(test["input"])
            let reference = try #require(ImageReference(input))

            #expect(reference.registry == test["domain"])
            #expect(reference.repository == test["path"])
        }
    }
}
