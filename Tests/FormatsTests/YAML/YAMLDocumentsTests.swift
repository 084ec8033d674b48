import Testing

@testable import Formats

struct YAMLDocumentsTests {
    /// The documents of a stream in a line each: their text, or the place and reason of their failure.
    private func lines(_ text: String) -> [String] { lines(Array(text.utf8)) }

    private func lines(_ bytes: [UInt8]) -> [String] {
        YAML.Documents(bytes).map { document in
            switch document {
            case .success(let node): JSONText.of(node)
            case .failure(let failure): "\(failure)"
            }
        }
    }

    @Test func `a stream has a document for each --- and none for comments alone`() {
        #expect(lines("") == [])
        #expect(lines("# nothing\n...\n") == [])
        #expect(
            lines("a\n---\nb\n...\nc\n--- # empty\n---\n") == [#""a""#, #""b""#, #""c""#, "null", "null"])
    }

    @Test func `a bad document does not hide the good ones around it`() {
        let text = "---\na: 1\n---\nb: [1\n---\nc: 3\n...\nd: 'x\n---\ne: 5\n"

        #expect(
            lines(text) == [
                #"{"a":1.0}"#, "a flow collection that is not closed at line 4, column 4", #"{"c":3.0}"#,
                "a quoted value that is not closed at line 8, column 4", #"{"e":5.0}"#,
            ])
    }

    @Test func `a document that is bad as a tree does not hide the others either`() {
        #expect(
            lines("--- {a: 1, a: 2}\n--- *x\n--- good\n") == [
                "a key that is there already at line 1, column 12",
                "an alias without an anchor before it at line 2, column 5", #""good""#,
            ])
    }

    @Test func `a document that begins and fails on one line is left behind`() {
        #expect(
            lines("--- ]\n--- }\n--- ok\n") == [
                "expected a value at line 1, column 5", "expected a value at line 2, column 5", #""ok""#,
            ])
    }

    @Test func `text behind a document's end spoils neither that document nor the next`() {
        #expect(
            lines("a: 1\n... text\n---\nb\n") == [
                #"{"a":1.0}"#, "unexpected text behind a directive or a '...' at line 2, column 5", #""b""#,
            ])
    }

    @Test func `directives that are wrong spoil the document that they introduce`() {
        #expect(
            lines("%YAML 2.0\n---\na\n---\nb\n") == [
                "a version of YAML other than 1 at line 1, column 10", #""b""#,
            ])
    }

    @Test func `a byte order mark may begin every document`() {
        #expect(lines("\u{FEFF}a: 1\n...\n\u{FEFF}# c\n\u{FEFF}b: 2\n") == [#"{"a":1.0}"#, #"{"b":2.0}"#])
        #expect(lines("\u{FEFF}%YAML 1.2\n---\nx\n") == [#""x""#])
    }

    @Test(
        arguments: [
            [0xFE, 0xFF, 0, 0x61], [0xFF, 0xFE, 0x61, 0], [0x61, 0, 0x3A, 0], [0, 0x61, 0, 0x3A],
            [0, 0, 0xFE, 0xFF],
        ] as [[UInt8]])
    func `UTF-16 and UTF-32 are refused by name`(bytes: [UInt8]) {
        #expect(
            lines(bytes) == [
                "not UTF-8 but UTF-16 or UTF-32; save the file as UTF-8 at line 1, column 1"
            ])
    }

    @Test(
        arguments: [
            ([0x80], "text that is not UTF-8"), ([0xC0, 0x80], "text that is not UTF-8"),
            ([0xE0, 0x80, 0x80], "text that is not UTF-8"), ([0xED, 0xA0, 0x80], "text that is not UTF-8"),
            ([0xF4, 0x90, 0x80, 0x80], "text that is not UTF-8"), ([0xF5, 0x80], "text that is not UTF-8"),
            ([0xE2, 0x82], "text that is not UTF-8"), ([0x01], "a control character"),
            ([0x00], "a control character"), ([0x1B], "a control character"),
        ] as [([UInt8], String)])
    func `a byte that YAML does not have spoils its document alone`(bytes: [UInt8], reason: String) {
        let stream = Array("--- a\n--- [b,\n 'c".utf8) + bytes + Array("']\n--- d\n".utf8)

        #expect(lines(stream) == [#""a""#, "\(reason) at line 3, column 4", #""d""#])
    }

    @Test func `a tag's handle is that of the document's directives`() throws {
        let text =
            "%TAG !e! tag:e.com,2000:\n%TAG !! !local-\n---\n- !e!x%21y 1\n- !!z 2\n...\n---\n!!str 3\n"
        let documents = try YAML.Documents(Array(text.utf8)).map { try $0.get() }

        #expect(documents.first?.sequence?.map(\.tag) == ["tag:e.com,2000:x!y", "!local-z"])
        #expect(documents.last?.value == .string("3"))
    }

    @Test func `a configuration is one document`() {
        #expect(throws: DecodingFailure("a second document", at: Place(line: 2, column: 5))) {
            try YAML(text: "a: 1\n--- b\n")
        }
        #expect((try? YAML(text: "# only a comment\n"))?.isNull == true)
        #expect((try? YAML(text: "--- a\n...\n# end\n"))?.string == "a")
    }
}
