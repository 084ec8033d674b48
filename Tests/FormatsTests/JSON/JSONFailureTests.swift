import Formats
import Testing

struct JSONFailureTests {
    @Test func `a failure tells line, column and path`() {
        let page = """
            {
              "MetricDataResults": [
                {"Id": "ä", "Values": [1]},
                {"Id": "b", "Values": [1, 2, "x"]}
              ]
            }
            """

        let failure = #expect(throws: DecodingFailure.self) {
            try JSONReader.read(Array(page.utf8)) { reader in
                try reader.object { _, reader in
                    try reader.array {
                        try $0.object { key, reader in
                            if key == "Values" { _ = try reader.doubles() }
                        }
                    }
                }
            }
        }

        #expect(
            failure
                == DecodingFailure(
                    "expected a number", at: Place(line: 4, column: 34),
                    path: "$.MetricDataResults[1].Values[2]"))
    }

    @Test(arguments: [
        (#"{"a.b":{"":tru}}"#, #"$["a.b"][""]"#, "expected a value"),
        (#"{"a":1,}"#, "$", "expected a key in quotes"),
        (#"{"a":[1,2,]}"#, "$.a[2]", "expected a value"),
        (#"{"a":{"b":1},"c" 2}"#, "$.c", "expected ':'"),
        (#"["x,{\"[",01]"#, "$[1]", "expected ',' or ']'"),
        (#"{"a":"\ud800"}"#, "$.a", "an escape that JSON does not have"),
        (#"{"a":-}"#, "$.a", "a digit is missing"),
        (#"{"a":1"#, "$.a", "the text ends too early"),
        ("[1] 2", "$", "text after the value"),
        ("", nil, "the text is empty"),
    ])
    func `a failure names what is wrong and the way there`(text: String, path: String?, reason: String) {
        let failure = #expect(throws: DecodingFailure.self) { try JSON(Array(text.utf8)) }

        #expect(failure?.reason == reason)
        #expect(failure?.path == path)
    }

    @Test func `a value taken twice is a failure`() {
        #expect(throws: DecodingFailure.self) {
            try JSONReader.read(Array("[1,2]".utf8)) { reader in
                try reader.array { element in
                    _ = try element.int()
                    _ = try element.int()
                }
            }
        }
    }

    @Test func `what a closure throws keeps its words`() {
        struct Unknown: Error, CustomStringConvertible { let description = "unknown status" }

        let failure = #expect(throws: DecodingFailure.self) {
            try JSONReader.read(Array("[1]".utf8)) { reader in try reader.array { _ in throw Unknown() } }
        }

        #expect(failure == DecodingFailure("unknown status"))
    }
}
