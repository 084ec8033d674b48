import Testing

@testable import Formats

/// Streams that are meant to hurt: work that grows with the square of them would take hours.
struct YAMLLimitTests {
    @Test(
        .timeLimit(.minutes(1)),
        arguments: ["[", "{", "- ", "? ", "a: ", "\"", "'a", "[a]: ", "&a ", "!a ", "*a "])
    func `a megabyte of one pattern is refused`(pattern: String) {
        let documents = read(repeated(pattern, for: 1 << 20))

        #expect(documents.count == 1)
        #expect(documents.allSatisfy { $0.failure?.place != nil })
    }

    @Test(.timeLimit(.minutes(1))) func `a megabyte of quotes is text of half as many`() {
        let text = try? read(repeated("'", for: 1 << 20)).first?.get().string

        #expect(text?.utf8.count == (1 << 19) - 1)
    }

    static let patterns = [
        "[[", "]", "-\n", "?\n", ": ", "a:\n", "\"a\n", "'a'\n", "|\n", ">\n", "a\n", " \n", "\t", "#",
        "&a\n", "!!", "%A\n", "---\n", "--- [\n", "...\n", "%YAML 1.2\n", "[a, b: c]: d\n", "{? ", "{a, ",
        ", ", "a,",
        "[a: ", "\\", "\"\\", "\u{FEFF}", "ä", "- |\n \n", "- >+\n\n", "--- \u{1}\n", "--- |\n a\n",
        "- a: 'b\n   c'\n", "--- *a\n", "a:\n - b\n",
    ]

    @Test(.timeLimit(.minutes(1)), arguments: patterns)
    func `any pattern repeated is read or refused in time`(pattern: String) {
        let bytes = repeated(pattern, for: 1 << 16)

        #expect(read(bytes).count <= bytes.count / pattern.utf8.count + 1)
    }

    @Test(.timeLimit(.minutes(1)), arguments: ["[", "{a: ", "- ", "? "])
    func `a key of nested brackets is no worse`(open: String) {
        let key = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
        let line = open + key + ": " + key + "\n"

        #expect(read(repeated(line, for: 1 << 16)).count == 1)
    }

    @Test(.timeLimit(.minutes(1)))
    func `keys that are deep collections are refused before they are compared on every level`() {
        let wide = (0..<10000).map { "k\($0)" }.joined(separator: ", ")
        var text = "{\(wide)}"
        for _ in 0..<200 { text = "{? \(text), a, b, c, d, e, f, g, h, i}" }
        let reason = "aliases and keys that stand for more than 1000000 nodes"

        #expect { try YAML(text: text) } throws: { ($0 as? DecodingFailure)?.reason == reason }
    }

    @Test(.timeLimit(.minutes(1))) func `indentation that grows with every line is refused`() {
        let lines = (0..<1400).map { String(repeating: " ", count: $0) + "a:\n" }

        #expect(throws: DecodingFailure("nested deeper than 256 levels", at: Place(line: 257, column: 258))) {
            try YAML(text: lines.joined())
        }
    }

    @Test func `nesting of 256 levels is read`() throws {
        let flow = String(repeating: "[", count: 256) + String(repeating: "]", count: 256)
        let block = (0..<256).map { String(repeating: " ", count: $0) + "a:\n" }.joined()

        #expect(try YAML(text: flow).sequence?.count == 1)
        #expect(try YAML(text: block).mapping?.count == 1)
        #expect(throws: DecodingFailure("nested deeper than 256 levels", at: Place(line: 1, column: 257))) {
            try YAML(text: "[" + flow + "]")
        }
    }

    private func repeated(_ pattern: String, for size: Int) -> [UInt8] {
        Array(String(repeating: pattern, count: size / pattern.utf8.count).utf8)
    }

    private func read(_ bytes: [UInt8]) -> [Result<YAML, DecodingFailure>] {
        Array(YAML.Documents(bytes))
    }
}
