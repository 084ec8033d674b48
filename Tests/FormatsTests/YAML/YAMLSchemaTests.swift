import Testing

@testable import Formats

/// YAML 1.2.2, section 10.3: what plain scalars mean.
struct YAMLSchemaTests {
    @Test(arguments: ["", "~", "null", "Null", "NULL"])
    func `null has five spellings`(text: String) throws {
        #expect(try YAML(text: "a: \(text)\n")["a"]?.isNull == true)
    }

    @Test(arguments: [
        ("true", true), ("True", true), ("TRUE", true), ("false", false), ("False", false), ("FALSE", false),
    ])
    func `booleans have three spellings each`(text: String, value: Bool) throws {
        #expect(try YAML(text: text).bool == value)
    }

    @Test(arguments: [
        ("0", 0), ("12", 12), ("+12", 12), ("-19", -19), ("007", 7), ("0o14", 12), ("0x3A", 58),
        ("0xff", 255),
        ("9223372036854775807", Int.max),
    ])
    func `integers are decimal, octal or hexadecimal and keep their text`(text: String, value: Int) throws {
        let node = try YAML(text: text)

        #expect(node.value == .integer(text))
        #expect(node.int == value)
        #expect(node.double == Double(value))
    }

    @Test(arguments: [
        ("0.", 0), ("-0.0", -0.0), (".5", 0.5), ("+12e03", 12000), ("-2E+05", -200_000), ("1.5e-3", 0.0015),
        (".inf", .infinity), ("-.Inf", -.infinity), ("+.INF", .infinity),
    ])
    func `floats keep their text`(text: String, value: Double) throws {
        let node = try YAML(text: text)

        #expect(node.value == .float(text))
        #expect(node.double == value)
        #expect(node.int == nil)
    }

    @Test(arguments: [".nan", ".NaN", ".NAN"])
    func `not a number is a number`(text: String) throws {
        #expect(try YAML(text: text).double?.isNaN == true)
    }

    @Test(arguments: [
        "yes", "no", "on", "off", "nUll", "tRue", "0o8", "0o", "0x", "0xG", "-0x1", "1_000", "1e", "e1", ".",
        "+",
        "-", "1.2.3", "..5", ".e1", "+.nan", "12:30:45", "2001-11-23", "0b1", "1 2", "NaN", "inf",
    ])
    func `what 1.1 or a look alike would take is text`(text: String) throws {
        #expect(try YAML(text: "- \(text)x").sequence?.first?.string == "\(text)x")
        #expect(YAMLSchema.value(ofPlain: text) == .string(text))
    }

    @Test(arguments: ["'1'", "\"true\"", "|-\n  null\n", "! 1", "!!str 1"])
    func `quotes, blocks and tags make text`(text: String) throws {
        #expect(try YAML(text: text).string != nil)
    }

    @Test func `a number beyond 64 bits keeps its digits`() throws {
        let node = try YAML(text: "[123456789012345678901, 0xFFFFFFFFFFFFFFFFF, 0o7777777777777777777777777]")
        let nodes = try #require(node.sequence)

        #expect(
            nodes.map(\.number) == [
                "123456789012345678901", "0xFFFFFFFFFFFFFFFFF", "0o7777777777777777777777777",
            ])
        #expect(nodes.map(\.int) == [nil, nil, nil])
        #expect(
            nodes.map(\.double) == [1.2345678901234568e20, 0x1p68, 0x1p75])
    }

    @Test func `a tag decides, whatever the quotes say`() throws {
        let node = try YAML(
            text: "[!!int '12', !!float 12, !!bool \"true\", !!null '', !!str , !!float '.inf']")

        #expect(
            node.sequence?.map(\.value) == [
                .integer("12"), .float("12"), .bool(true), .null, .string(""), .float(".inf"),
            ])
    }

    @Test(arguments: [
        "!!int x", "!!int 1.5", "!!float x", "!!bool yes", "!!null x", "!!map x", "!!seq {}", "!!str []",
    ])
    func `a value that does not fit its tag is an error`(text: String) {
        #expect(throws: DecodingFailure.self) { try YAML(text: text) }
    }
}
