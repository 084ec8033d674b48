import Formats
import Testing

struct CSVFailureTests {
    @Test(arguments: [
        ("a,b\n1,2\n3\n", "too few fields", Place(line: 3, column: 2)),
        ("a,b\n1,2,3\n", "too many fields", Place(line: 2, column: 5)),
        (
            "a,b\n\"x\ny\",1\n1,x\"y\n", "a quote in a field that does not start with one",
            Place(line: 4, column: 4)
        ),
        ("a,b\n\"x\ny\",\"z\"w\"\"\n", "text behind a closing quote", Place(line: 3, column: 7)),
        ("a,b\n1,\"2\n3", "a quote without end", Place(line: 2, column: 3)),
        ("", "the text has no header", Place(line: 1, column: 1)),
    ])
    func `a broken record is refused with its place`(text: String, reason: String, place: Place) {
        for size in [1, 2, 3, 1000] {
            #expect(throws: DecodingFailure(reason, at: place)) {
                try ChunkedCSV.rows(of: Array(text.utf8), chunk: size)
            }
        }
    }

    @Test func `a row makes failures that name line and column`() {
        var reader = CSVReader(.named(["cost"]))

        #expect(throws: DecodingFailure("no amount", at: Place(line: 4, column: 1), path: "cost")) {
            try reader.read(Array("id,cost\n\"1\n\",2\n3,x\n".utf8).span) { row in
                if row[0] == "x" { throw row.failure("no amount", in: 0) }
            }
        }
    }
}
