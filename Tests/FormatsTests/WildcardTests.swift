import Formats
import Testing

struct WildcardTests {
    @Test(arguments: [
        ("", "", true), ("", "a", false), ("*", "", true), ("*", "a/b", true), ("prod-*", "prod-1", true),
        ("prod-*", "prod", false), ("*-rc", "1-rc", true), ("*-rc", "1-rc2", false), ("a*b*c", "abcbc", true),
        ("a*b*c", "abcb", false), ("**", "anything", true), ("a**", "a", true), ("v?", "v1", false),
        ("v?", "v?", true),
        ("*aab", "aaaab", true), ("a", "A", false),
    ])
    func `stars alone stand for others in tags`(pattern: String, text: String, isMatch: Bool) {
        #expect(Wildcard(pattern, .stars).matches(text) == isMatch)
    }

    @Test(arguments: [
        ("?", "a", true), ("?", "", false), ("?", "ab", false), ("?", "☺", true), ("??", "☺", false),
        ("?*", "", false),
        ("*?", "☺", true), ("a?c", "a☺c", true), ("*?b", "☺b", true), ("*??b", "☺b", false),
        ("?\u{301}", "e\u{301}", true),
    ])
    func `a mark stands for one character of Unicode`(pattern: String, text: String, isMatch: Bool) {
        #expect(Wildcard(pattern, .starsAndMarks).matches(text) == isMatch)
    }

    @Test func `case is ignored for ASCII only`() {
        #expect(Wildcard("S3:get*", .starsAndMarks, .ignoringCase).matches("s3:GETOBJECT"))
        #expect(!Wildcard("Ä", .starsAndMarks, .ignoringCase).matches("ä"))
        #expect(!Wildcard("[", .starsAndMarks, .ignoringCase).matches("{"))
    }

    @Test func `many stars do not take for ever`() {
        let pattern = String(repeating: "a*", count: 100) + "b"
        let text = String(repeating: "a", count: 3000)

        #expect(!Wildcard(pattern, .stars).matches(text))
        #expect(Wildcard(pattern, .stars).matches(text + "b"))
    }

    @Test func `a slow matcher that tries everything agrees`() {
        var random = SplitMix64(state: 5)
        for _ in 0..<5000 {
            let pattern = (0..<Int.random(in: 0...6, using: &random)).map { _ in
                "ab*?".randomElement(using: &random) ?? "a"
            }
            let text = (0..<Int.random(in: 0...7, using: &random)).map { _ in
                "ab".randomElement(using: &random) ?? "a"
            }
            let isMatch = Self.slow(pattern[...], text[...])

            #expect(
                Wildcard(String(pattern), .starsAndMarks).matches(String(text)) == isMatch,
                "\(pattern) \(text)")
        }
    }

    static func slow(_ pattern: ArraySlice<Character>, _ text: ArraySlice<Character>) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        let rest = pattern.dropFirst()
        if first == "*" { return slow(rest, text) || (!text.isEmpty && slow(pattern, text.dropFirst())) }
        return !text.isEmpty && (first == "?" || first == text.first) && slow(rest, text.dropFirst())
    }
}
