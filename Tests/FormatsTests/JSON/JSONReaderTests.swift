import Formats
import Testing

struct JSONReaderTests {
    @Test func `an object is read by its keys and what is not asked for is skipped`() throws {
        let page = #"{"a":1,"Skipped":{"deep":[1,{"x":"]"}]},"Values":[1.5,2],"Name":"x\ty","Left":[1]}"#

        let (values, name) = try JSONReader.read(Array(page.utf8)) { reader in
            var values: [Double] = []
            var name: String?
            try reader.object { key, reader in
                switch key {
                case "Values": values = try reader.doubles()
                case "Name": name = try reader.string()
                case "Skipped": try reader.skip()
                default: break
                }
            }
            return (values, name)
        }

        #expect(values == [1.5, 2])
        #expect(name == "x\ty")
    }

    @Test func `a key of one character and a key with escapes are recognised`() throws {
        let found = try JSONReader.read(Array(#"{"a":1,"\u0062c":2}"#.utf8)) { reader in
            var found: [Int] = []
            try reader.object { key, reader in
                switch key {
                case "a", "bc": found.append(try reader.int())
                default: break
                }
            }
            return found
        }

        #expect(found == [1, 2])
    }

    @Test func `nothing is also a value`() throws {
        let names = try JSONReader.read(Array(#"["x", null]"#.utf8)) { reader in
            try reader.list { element in try element.optional { try $0.string() } }
        }

        #expect(names == ["x", nil])
    }

    @Test func `the raw text of a value is handed on unchanged`() throws {
        let raw = try JSONReader.read(Array(#"[ {"b" : 1.0} , 2]"#.utf8)) { reader in
            try reader.list { try $0.raw() }
        }

        #expect(raw.map { String(decoding: $0, as: UTF8.self) } == [#"{"b" : 1.0}"#, "2"])
    }

    @Test(arguments: [
        ("9223372036854775807", Int.max), ("-9223372036854775808", .min), ("0", 0), ("-0", 0),
        ("12345678", 12_345_678),
    ])
    func `integers are read to the last bit`(text: String, value: Int) throws {
        #expect(try JSONReader.read(Array(text.utf8)) { try $0.int() } == value)
    }

    @Test(arguments: [
        "9223372036854775808", "-9223372036854775809", "100000000000000000000", "1.0", "1e3", "\"1\"",
    ])
    func `what is no integer or does not fit is refused`(text: String) {
        #expect(throws: DecodingFailure.self) { try JSONReader.read(Array(text.utf8)) { try $0.int() } }
    }

    @Test func `a value is of one kind`() throws {
        let kinds = try JSONReader.read(Array(#"[{},[],"",-1,true,null]"#.utf8)) { reader in
            try reader.list { try $0.kind() }
        }

        #expect(kinds == [.object, .array, .string, .number, .bool, .null])
    }

    @Test func `half a megabyte of brackets is refused, not a crash`() {
        for bracket in ["[", "{\"a\":", "[{\"\":"] {
            let bytes = Array(String(repeating: bracket, count: 500_000).utf8)
            let failure = #expect(throws: DecodingFailure.self) { try JSON(bytes) }
            #expect(failure?.reason == "nested too deeply")
        }
    }

    @Test func `a page of 100000 numbers is read straight into memory`() throws {
        let expected = (0..<100_000).map { Double($0) / 16 }
        let page =
            #"{"MetricDataResults":[{"Values":[\#(expected.map(\.description).joined(separator: ","))]}]}"#

        let values = try JSONReader.read(Array(page.utf8)) { reader in
            var values: [Double] = []
            try reader.object { key, reader in
                guard key == "MetricDataResults" else { return }
                try reader.array { try $0.object { _, reader in values = try reader.doubles() } }
            }
            return values
        }

        #expect(values == expected)
    }
}
