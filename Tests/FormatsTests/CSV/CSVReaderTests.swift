import Formats
import Testing

struct CSVReaderTests {
    private func rows(
        _ text: String, _ columns: CSVColumns = .all, where condition: CSVCondition? = nil
    ) throws -> [[String?]] {
        try ChunkedCSV.rows(of: Array(text.utf8), chunk: 1 << 20, columns, where: condition)
    }

    @Test func `columns are picked by name, in the order asked for`() throws {
        let text = "a,b,c,d\n1,2,3,4\n5,6,7,8\n"

        #expect(try rows(text, .named(["d", "b"])) == [["d", "b"], ["4", "2"], ["8", "6"]])
        #expect(
            try rows(text, .named(["c"], optional: ["x", "a"]))
                == [["c", "x", "a"], ["3", nil, "1"], ["7", nil, "5"]])
    }

    @Test func `a missing or repeated column is a failure that names it`() {
        #expect(throws: DecodingFailure("a column is missing", at: Place(line: 1, column: 1), path: "x")) {
            try rows("a,b\n", .named(["x"]))
        }
        #expect(throws: DecodingFailure("a column appears twice", at: Place(line: 1, column: 1), path: "a")) {
            try rows("a,b,a\n", .named(["a"]))
        }
    }

    @Test func `nothing and the empty text are told apart`() throws {
        #expect(try rows("a,b\n,\"\"\n") == [["a", "b"], [nil, ""]])
    }

    @Test func `a byte order mark and empty lines are passed over`() throws {
        #expect(try rows("\u{FEFF}a,b\r\n\r\n1,2\r\n\n") == [["a", "b"], ["1", "2"]])
    }

    @Test func `an empty line of a file with one column is a row`() throws {
        #expect(try rows("a\n\n1\n") == [["a"], [nil], ["1"]])
    }

    @Test func `lines may end in lone CR if the header does`() throws {
        #expect(try rows("a,b\r1,\"x\ry\"\r3,4") == [["a", "b"], ["1", "x\ry"], ["3", "4"]])
        #expect(try rows("a,b\n1,x\ry\n") == [["a", "b"], ["1", "x\ry"]])
    }

    @Test func `another delimiter makes commas text`() throws {
        var reader = CSVReader(.all, delimiter: UInt8(ascii: "\t"))
        var fields: [String] = []

        try reader.read(Array("a\tb\n1,5\t\"x\ty\"\n".utf8).span) { row in
            fields = [row[0].string, row[1].string]
        }

        #expect(fields == ["1,5", "x\ty"])
    }

    @Test func `a condition keeps rows by one column, quoted or not`() throws {
        let text = "n,code,note\n1,A,x\n2,B,\"A,\nA\"\n3,\"A\",\"q\"\"q\"\n\"4,\",A,\n\"5\n,A,\",B,z\n"
        let onlyA = CSVCondition("code") { $0 == "A" }

        #expect(
            try rows(text, .named(["n", "note"]), where: onlyA)
                == [["n", "note"], ["1", "x"], ["3", "q\"q"], ["4,", nil]])
    }

    @Test func `fields compare with literals without becoming text`() throws {
        var reader = CSVReader(.named(["b"]))
        var matches: [Bool] = []

        try reader.read(Array("a,b\n1,x\n2,\"x\"\n3,xy\n".utf8).span) { row in matches.append(row[0] == "x") }

        #expect(matches == [true, true, false])
    }

    @Test func `a quote that is never closed does not take the file into memory`() {
        var reader = CSVReader(.all, recordLimit: 1000)
        let chunk = Array(repeating: UInt8(ascii: "x"), count: 100)

        let failure = #expect(throws: DecodingFailure.self) {
            try reader.read(Array("a,b\n1,2\n\"".utf8).span) { _ in }
            while true { try reader.read(chunk.span) { _ in } }
        }

        #expect(failure == DecodingFailure("a record that is too long", at: Place(line: 3, column: 1)))
    }
}
