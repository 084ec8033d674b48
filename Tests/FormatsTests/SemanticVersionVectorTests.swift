import Formats
import Foundation
import Support
import Testing

@Suite(.enabled(if: Vectors.arePresent, Comment(rawValue: Vectors.absence)))
struct SemanticVersionVectorTests {
    static func list(_ name: String) throws -> [Any] {
        let document = try #require(try Vectors.json("semver-glob/semver-cases.json") as? [String: Any])
        return try #require(document[name] as? [Any])
    }

    /// Whether JavaScript takes a value for true.
    static func isTrue(_ value: Any?) -> Bool {
        switch value {
        case let number as NSNumber: number.doubleValue != 0
        case let text as String: !text.isEmpty
        case nil, is NSNull: false
        default: true
        }
    }

    /// The dialect that node-semver's options ask for: `true`, or an object whose `loose` is true.
    static func dialect(_ options: Any?) -> SemanticVersion.Dialect {
        let loose = (options as? [String: Any]).map { $0["loose"] } ?? (options is NSNumber ? options : nil)
        return isTrue(loose) ? .npmLoose : .npm
    }

    @Test func `the standard's versions are valid, and print as they were`() throws {
        let texts = try #require(try Self.list("valid") as? [String])
        #expect(texts.count == 31)
        for text in texts {
            #expect(try SemanticVersion(text).description == text)
        }
    }

    @Test func `what the standard rejects is rejected`() throws {
        let texts = try #require(try Self.list("invalid") as? [String])
        #expect(texts.count == 36)
        for text in texts {
            #expect(throws: DecodingFailure.notVersion, "\(text)") { try SemanticVersion(text) }
        }
    }

    @Test func `versions come in the order of the standard`() throws {
        let texts = try #require(try Self.list("precedence_ascending") as? [String])
        #expect(texts.count == 11)
        let versions = try texts.map { text throws in try SemanticVersion(text) }
        for (left, right) in zip(versions, versions.dropFirst()) {
            #expect(left < right && !(right < left) && left != right)
        }
        #expect(versions.reversed().sorted() == versions)
    }

    @Test func `node-semver's comparisons and equalities hold`() throws {
        let comparisons = try #require(try Self.list("comparisons") as? [[String: Any]])
        #expect(comparisons.count == 31)
        for one in comparisons {
            let dialect: SemanticVersion.Dialect = one["loose"] as? Bool == true ? .npmLoose : .npm
            let greater = try SemanticVersion(one["greater"] as? String ?? "", dialect)
            let lesser = try SemanticVersion(one["lesser"] as? String ?? "", dialect)
            #expect(lesser < greater && !(greater < lesser) && lesser != greater)
        }
        let equalities = try #require(try Self.list("equality") as? [[String: Any]])
        #expect(equalities.count == 37)
        for one in equalities {
            let dialect: SemanticVersion.Dialect = one["loose"] as? Bool == true ? .npmLoose : .npm
            let left = try SemanticVersion(one["a"] as? String ?? "", dialect)
            let right = try SemanticVersion(one["b"] as? String ?? "", dialect)
            #expect(left == right && !(left < right) && !(right < left) && left.hashValue == right.hashValue)
        }
    }

    @Test func `node-semver's versions have their parts`() throws {
        let cases = try #require(try Self.list("valid_versions") as? [[Any]])
        #expect(cases.count == 22)
        for one in cases {
            let version = try SemanticVersion(one[0] as? String ?? "", .npm)
            let parts: [Any] = try #require(one[4] as? [Any])
            let words: [String] = parts.map { "\($0)" }
            let core = [version.major, version.minor, version.patch].map { Int($0) }

            #expect(core == one[1...3].compactMap { $0 as? Int })
            #expect(version.prerelease.map(\.text) == words)
            #expect(version.build == one[5] as? [String])
        }
    }

    @Test func `what node-semver rejects is rejected`() throws {
        let cases = try #require(try Self.list("invalid_versions") as? [[Any]])
        let texts = cases.compactMap { $0[0] as? String }
        #expect(cases.count == 10)
        #expect(texts.count == 9)  // the tenth is an object of JavaScript
        for (text, one) in zip(texts, cases) {
            let dialect = one.count > 2 ? Self.dialect(one[2]) : .npm
            #expect(throws: DecodingFailure.notVersion, "\(text)") { try SemanticVersion(text, dialect) }
        }
    }

    @Test func `node-semver's ranges contain what they contain there`() throws {
        let cases = try #require(try Self.list("ranges") as? [[String: Any]])
        #expect(cases.count == 223)
        for one in cases {
            let text = try #require(one["range"] as? String)
            let candidate = try #require(one["version"] as? String)
            // Loose mode drops the alternatives that it cannot read: not here.
            guard text != "== 1.0.0 || foo" else { continue }
            let dialect = Self.dialect(one["options"])
            let all = (one["options"] as? [String: Any])?["includePrerelease"]
            let range = try VersionRange(text, dialect, prereleases: Self.isTrue(all) ? .all : .named)
            let version = try? SemanticVersion(candidate, dialect)

            let isIncluded = version.map(range.contains) ?? false
            #expect(isIncluded == one["included"] as? Bool, "\(text) on \(candidate)")
        }
    }
}
