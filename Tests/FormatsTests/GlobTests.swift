import Formats
import Testing

struct GlobTests {
    func matches(_ pattern: String, _ path: String) throws(DecodingFailure) -> Bool {
        try Glob(pattern).matches(path)
    }

    @Test(arguments: [
        ("clusters/{prod,staging}/**/*.yaml", "clusters/prod/app.yaml", true),
        ("clusters/{prod,staging}/**/*.yaml", "clusters/staging/a/b/app.yaml", true),
        ("clusters/{prod,staging}/**/*.yaml", "clusters/dev/app.yaml", false),
        ("{apps/**,infra}/kustomization.yaml", "apps/kustomization.yaml", true),
        ("{apps/**,infra}/kustomization.yaml", "apps/a/b/kustomization.yaml", true),
        ("{apps/**,infra}/kustomization.yaml", "infra/a/kustomization.yaml", false),
        ("{a/,b}**/c", "a/x/y/c", true), ("{a/,b}**/c", "bx/c", true), ("{a/,b}**/c", "bx/y/c", false),
        ("a/***", "a/b/c", false), ("a/***", "a/b", true), ("a**/b", "ax/b", true), ("a**/b", "a/x/b", false),
        ("{*,/b/a}/**/", "/b/a", true), ("**/**/", "/a", false), ("/**/**/", "/a", false),
        ("**/", "a", false), ("/**", "", true),
        ("**/**", "a", true), ("a/**/**/b", "a/b", true),
        ("a{}b", "ab", true), ("{,a}**/c", "x/y/c", true), ("[a-c/]", "/", false), ("[!a]", "/", false),
        ("a,b", "a,b", true), ("{a,{b,c{d,e}}}", "ce", true), ("\\{a\\}", "{a}", true),
        ("a\\/b", "a/b", true),
    ])
    func `a pattern matches whole paths`(pattern: String, path: String, isMatch: Bool) throws {
        #expect(try matches(pattern, path) == isMatch)
    }

    @Test(arguments: [
        ("ab\\", "a \\ with nothing after it", 3), ("a[", "a [ that is not closed", 2),
        ("a[]", "a class of nothing", 2),
        ("a[b-", "a [ that is not closed", 2), ("[z-a]", "a range of a class that runs backwards", 1),
        ("{a", "a { that is not closed", 1), ("a}", "a } that closes nothing", 2),
        ("{a,{b}", "a { that is not closed", 1),
        ("[\\", "a \\ with nothing after it", 2), ("[a-\\", "a \\ with nothing after it", 4),
    ])
    func `a bad pattern is reported with its place`(pattern: String, reason: String, column: Int) {
        #expect(throws: DecodingFailure(reason, at: Place(line: 1, column: column))) { try Glob(pattern) }
    }

    @Test func `many stars and many alternatives do not take for ever`() throws {
        let text = String(repeating: "a", count: 2000)
        let braces = String(repeating: "{a,aa}", count: 60)
        let deep = String(repeating: "**/", count: 40) + "b"

        #expect(try !matches(String(repeating: "a*", count: 60) + "b", text))
        #expect(try !matches(braces + "b", text))
        #expect(try matches(braces, String(repeating: "a", count: 90)))
        #expect(try !matches(deep, String(repeating: "a/", count: 300)))
        #expect(try matches(deep, String(repeating: "a/", count: 300) + "b"))
    }

    @Test func `braces nest as deep as they like`() throws {
        let depth = 10_000
        let pattern = String(repeating: "{", count: depth) + "a" + String(repeating: "}", count: depth)

        #expect(try matches(pattern, "a"))
    }

    @Test func `a slow matcher of every expansion agrees`() throws {
        var random = SplitMix64(state: 6)
        var matched = 0
        for _ in 0..<20_000 {
            let length = Int.random(in: 1...9, using: &random)
            let pattern = (0..<length).map { _ in "aab//***?{,}".randomElement(using: &random) ?? "a" }
            guard let glob = try? Glob(String(pattern)) else { continue }
            let path = (0..<Int.random(in: 0...7, using: &random)).map { _ in
                "aab//".randomElement(using: &random) ?? "a"
            }
            let isMatch = SlowGlob.expansions(pattern).contains {
                SlowGlob.matches($0[...], path[...], isStart: true)
            }

            #expect(glob.matches(String(path)) == isMatch, "\(String(pattern)) on \(String(path))")
            matched += isMatch ? 1 : 0
        }

        #expect(matched > 500)
    }
}

/// Globs without classes or escapes, by writing out all alternatives and trying everything.
///
/// Two stars side by side are first made one sign: those that only come together when a brace is written out
/// are not `**`.
enum SlowGlob {
    static func expansions(_ pattern: [Character]) -> [[Character]] {
        written(Array(String(pattern).replacing("**", with: "\u{2020}")))
    }

    /// The first brace that has none inside is written out, until there are no more.
    private static func written(_ pattern: [Character]) -> [[Character]] {
        guard let close = pattern.firstIndex(of: "}"),
            let open = pattern[..<close].lastIndex(of: "{")
        else { return [pattern] }
        let inside = pattern[(open + 1)..<close].split(separator: ",", omittingEmptySubsequences: false)
        return inside.flatMap { written(Array(pattern[..<open] + $0 + pattern[(close + 1)...])) }
    }

    static func matches(_ pattern: ArraySlice<Character>, _ path: ArraySlice<Character>, isStart: Bool)
        -> Bool
    {
        if path.isEmpty, pattern.elementsEqual("/\u{2020}") || pattern.elementsEqual("/\u{2020}/") {
            return true
        }
        guard let first = pattern.first else { return path.isEmpty }
        let rest = pattern.dropFirst()
        if isStart, first == "\u{2020}", rest.isEmpty { return true }
        if isStart, first == "\u{2020}", rest.first == "/" {
            let starts = [path] + path.indices.filter { path[$0] == "/" }.map { path[($0 + 1)...] }
            return starts.contains { matches(rest.dropFirst(), $0, isStart: true) }
        }
        switch first {
        case "*", "\u{2020}":
            if matches(rest, path, isStart: false) { return true }
            guard let next = path.first, next != "/" else { return false }
            return matches(["*"] + rest, path.dropFirst(), isStart: false)
        case "?":
            return (path.first.map { $0 != "/" } ?? false) && matches(rest, path.dropFirst(), isStart: false)
        default:
            return path.first == first && matches(rest, path.dropFirst(), isStart: first == "/")
        }
    }
}
