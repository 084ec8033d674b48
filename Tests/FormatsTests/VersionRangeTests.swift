import Formats
import Testing

struct VersionRangeTests {
    @Test(arguments: [
        ("^1.2.3", "1.9.0", true), ("^1.2.3", "2.0.0", false), ("^0.2.3", "0.3.0", false),
        ("^0.0", "0.0.9", true),
        ("~1.2", "1.2.9", true), ("~1.2", "1.3.0", false), ("1.x", "1.5.0", true), (">1", "1.9.9", false),
        (">1", "2.0.0", true), ("<=1.2", "1.2.9", true), ("1.0 - 2.3", "2.3.9", true),
        ("1.0 - 2.3", "2.4.0", false),
        ("", "0.0.0", true), ("1.2.3 || >=3 <4", "3.5.0", true), ("1.2.3 || >=3 <4", "2.0.0", false),
        (">*", "1.0.0", false), ("<*", "1.0.0", false), ("^*", "7.0.0", true),
        ("1.2.3-rc.1", "1.2.3-rc.1", true),
        (">=1.2.3-rc.1", "1.2.3-rc.2", true), (">=1.2.3-rc.1", "1.2.4-rc.2", false), ("x.3", "9.0.0", true),
    ])
    func `a range contains its versions`(range: String, version: String, isIncluded: Bool) throws {
        #expect(try VersionRange(range).contains(SemanticVersion(version)) == isIncluded)
    }

    @Test(arguments: [
        "foo", "1.2.3.4", "^", ">", "1.2.3 -2", "1 - ", "1 - 2 3", "1 2 - 3", "01.2.3", "1.2.3-01", "1.02",
        "1..2",
        "^1.2.3beta", "1.2.3 | 2", "|||", "9007199254740992", "1.2.3-", "1.2.3+", "xyz", ">= 1.0.0 foo",
    ])
    func `what is no range is refused`(text: String) {
        #expect(throws: DecodingFailure.notRange) { try VersionRange(text) }
    }

    @Test func `unfinished versions are contained when all are asked for`() throws {
        let version = try SemanticVersion("1.3.0-rc.1")

        #expect(try !VersionRange("^1.2.0").contains(version))
        #expect(try VersionRange("^1.2.0", prereleases: .all).contains(version))
        #expect(try !VersionRange("^1.3.0", prereleases: .all).contains(version))
        #expect(try VersionRange("1.3", prereleases: .all).contains(version))
    }

    @Test func `a version of the standard has no prefix, and its numbers any size`() throws {
        #expect(throws: DecodingFailure.notVersion) { try SemanticVersion("v1.2.3") }
        #expect(throws: DecodingFailure.notVersion) { try SemanticVersion(" 1.2.3") }
        #expect(
            try SemanticVersion("1.2.3-rc.9")
                < SemanticVersion("1.2.3-rc.100000000000000000000000000000000000000000"))
        #expect(throws: DecodingFailure.notVersion) {
            try SemanticVersion("100000000000000000000000000000000000000.0.0")
        }
    }
}
