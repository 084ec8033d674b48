import Testing

@testable import Formats

struct YAMLFailureTests {
    struct Example: CustomTestStringConvertible {
        var text: String
        var reason: String
        var line: Int
        var column: Int

        var testDescription: String { reason }

        init(_ text: String, _ reason: String, _ line: Int, _ column: Int) {
            (self.text, self.reason, self.line, self.column) = (text, reason, line, column)
        }
    }

    static let blocks = [
        Example("a: b: c\n", "a block mapping cannot begin on this line", 1, 5),
        Example("a: - b\n", "a block collection cannot begin on this line", 1, 4),
        Example("&a - b\n", "the properties of a block collection stand on the line above it", 1, 4),
        Example("a:\n\tb: 1\n", "a tab cannot indent a key", 2, 2),
        Example("a:\n    b: 1\n  c: 2\n", "indented more than the mapping's keys", 3, 3),
        Example("- - a\n - b\n", "indented more than the sequence's entries", 2, 2),
        Example("a: 1\n- b\n", "expected a key, found an entry of a sequence", 2, 1),
        Example("a: 1\nb\n", "expected ':' behind a key", 2, 2),
        Example("a\n b: 1\n", "a key without '?' must stand on one line", 2, 3),
        Example("a: 'b' c\n", "unexpected text behind a value", 1, 8),
        Example("a: 'b'# c\n", "a comment without a space before it", 1, 7),
        Example("- a\nb: 1\n", "unexpected content after the end of the document's root", 2, 1),
        Example("|x\n", "unexpected text behind '|' or '>'", 1, 2),
        Example(">\n   \n a\n", "indented less than the empty lines above", 3, 2),
        Example("a: |\n\tb\n", "a tab cannot indent what follows a block scalar", 2, 1),
    ]

    static let flows = [
        Example("[a\n", "a flow collection that is not closed", 1, 1),
        Example("{a: [b\n---\n", "a flow collection that is not closed", 1, 5),
        Example("[a b: c, d e\n f: g]", "a key without '?' must stand on one line", 2, 3),
        Example("[a}\n", "expected ',' or ']'", 1, 3),
        Example("{a: b c: d}\n", "expected ',' or '}'", 1, 8),
        Example("[a, , b]\n", "expected a value", 1, 5),
        Example("a: [\nb]\n", "indented less than the flow collection needs", 2, 1),
        Example("'a\n", "a quoted value that is not closed", 1, 1),
        Example("a: \"b\nc\"\n", "indented less than the quoted value needs", 2, 1),
        Example(#""\q""#, "an escape that YAML does not have", 1, 3),
        Example(#""\x4""#, "expected 2 hexadecimal digits", 1, 5),
        Example(#""\ud800""#, "a number that is no character", 1, 8),
        Example(#""\ud800\u0041""#, "half of a surrogate pair", 1, 14),
        Example(#""\UFFFFFFFF""#, "a number that is no character", 1, 12),
    ]

    static let properties = [
        Example("&a &b c\n", "a second anchor for one node", 1, 6),
        Example("!a !b c\n", "a second tag for one node", 1, 6),
        Example("& a\n", "expected a name behind '&' or '*'", 1, 2),
        Example("&a *b\n", "an alias has no anchor or tag of its own", 1, 4),
        Example("&a\n  *b\n", "an alias has no anchor or tag of its own", 2, 5),
        Example("!a{} b\n", "expected a space behind a property", 1, 3),
        Example("!e!x a\n", "a tag's handle that no %TAG directive declares", 1, 4),
        Example("!! a\n", "expected the rest of a tag behind its handle", 1, 3),
        Example("!<a b\n", "expected '!<', a tag and '>'", 1, 4),
        Example("!a%2 b\n", "expected two hexadecimal digits behind '%'", 1, 3),
    ]

    static let directives = [
        Example("%YAML 1.2\n", "directives without a document", 2, 1),
        Example("%YAML 1.2\na: 1\n", "expected '---' after the directives", 2, 1),
        Example("%YAML 1.2\n%YAML 1.2\n---\n", "a second %YAML directive", 2, 6),
        Example("%YAML one\n---\n", "expected a version such as 1.2", 1, 10),
        Example("%TAG e tag:e\n---\n", "expected a handle such as !e!", 1, 7),
        Example("%TAG !e!\n---\n", "expected the prefix that the handle stands for", 1, 9),
        Example("%TAG !e! }a\n---\n", "expected the prefix that the handle stands for", 1, 10),
        Example("% YAML 1.2\n---\n", "expected a directive's name behind '%'", 1, 2),
        Example("%TAG !e! a\n%TAG !e! b\n---\n", "a second %TAG directive for one handle", 2, 9),
    ]

    @Test(arguments: blocks + flows + properties + directives)
    func `a failure tells what is wrong and where`(example: Example) {
        let place = Place(line: example.line, column: example.column)

        #expect(throws: DecodingFailure(example.reason, at: place)) { try YAML(text: example.text) }
    }

    @Test func `a key may have 1024 characters, and with ? or in braces any number`() throws {
        let longest = String(repeating: "ä", count: 1024)
        let reason = "a key without '?' longer than 1024 characters"

        #expect(try YAML(text: "\(longest): 1")[longest]?.int == 1)
        #expect(try YAML(text: "? \(longest)ä\n: 1")[longest + "ä"]?.int == 1)
        #expect(try YAML(text: "{\(longest)ä: 1}")[longest + "ä"]?.int == 1)
        #expect(throws: DecodingFailure(reason, at: Place(line: 1, column: 1026))) {
            try YAML(text: "\(longest)ä: 1")
        }
    }
}
