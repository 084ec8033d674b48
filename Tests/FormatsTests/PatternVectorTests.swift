import Formats
import Support
import Testing

@Suite(.enabled(if: Vectors.arePresent, Comment(rawValue: Vectors.absence)))
struct PatternVectorTests {
    static func cases(_ name: String) throws -> [[String: Any]] {
        let document = try #require(try Vectors.json("semver-glob/glob-cases.json") as? [String: Any])
        let group = try #require(document[name] as? [String: Any])
        return try #require(group["cases"] as? [[String: Any]])
    }

    @Test func `doublestar's patterns match what they match there`() throws {
        let cases = try Self.cases("doublestar")
        #expect(cases.count == 166)
        for one in cases {
            let pattern = try #require(one["pattern"] as? String)
            let path = try #require(one["path"] as? String)
            let glob = try? Glob(pattern)

            #expect((glob == nil) == (one["bad_pattern"] as? Bool), "\(pattern)")
            #expect((glob?.matches(path) ?? false) == (one["match"] as? Bool), "\(pattern) on \(path)")
        }
    }

    @Test func `patterns of policies match, with and without regard to case`() throws {
        let cases = try Self.cases("iam_style")
        #expect(cases.count == 13)
        for one in cases {
            let pattern = try #require(one["pattern"] as? String)
            let text = try #require(one["text"] as? String)
            let exact = Wildcard(pattern, .starsAndMarks)
            let loose = Wildcard(pattern, .starsAndMarks, .ignoringCase)

            #expect(exact.matches(text) == one["match_case_sensitive"] as? Bool, "\(pattern) on \(text)")
            #expect(loose.matches(text) == one["match_case_insensitive"] as? Bool, "\(pattern) on \(text)")
        }
    }
}
