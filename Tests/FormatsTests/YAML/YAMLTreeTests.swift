import Testing

@testable import Formats

struct YAMLTreeTests {
    @Test func `a mapping keeps the order of its keys and finds them`() throws {
        let node = try YAML(text: "zone: eu\naccount: 12\nlist: [1, two]\n")
        let mapping = try #require(node.mapping)

        #expect(mapping.map(\.key.string) == ["zone", "account", "list"])
        #expect(node["zone"]?.string == "eu")
        #expect(node["account"]?.int == 12)
        #expect(node["list"]?.sequence?.map(\.value) == [.integer("1"), .string("two")])
        #expect(node["region"] == nil)
    }

    @Test func `a mapping of many keys finds each of them, and still keeps their order`() throws {
        let names = (0..<100).map { "key\($0 * 37 % 100)" }
        let node = try YAML(text: names.map { "\($0): \($0)\n" }.joined())
        let mapping = try #require(node.mapping)

        #expect(mapping.map(\.key.string) == names)
        #expect(names.allSatisfy { node[$0]?.string == $0 })
        #expect(node["key100"] == nil)
    }

    @Test func `keys and values know their line and column`() throws {
        let node = try YAML(text: "# comment\nstage:\n  - &a name: \"x\"\n    größe: !big [1,\n      2]\n")
        let entry = try #require(node["stage"]?.sequence?.first?.mapping?.entry(of: "größe"))

        #expect(node.place == Place(line: 2, column: 1))
        #expect(node["stage"]?.place == Place(line: 3, column: 3))
        #expect(entry.key.place == Place(line: 4, column: 5))
        #expect(entry.value.place == Place(line: 4, column: 17))
        #expect(entry.value.sequence?.last?.place == Place(line: 5, column: 7))
    }

    @Test func `a column counts characters, not bytes`() throws {
        let node = try YAML(text: "[ä, 🙂, b]")

        #expect(node.sequence?.map(\.place.column) == [2, 5, 8])
    }

    @Test func `lines end with CR, LF or both`() throws {
        let node = try YAML(text: "a: 1\r\nb: |\r\n  x\r\n  y\rc: 'd\r\n  e'\n")

        #expect(node["b"]?.string == "x\ny\n")
        #expect(node["c"]?.string == "d e")
        #expect(node.mapping?.entry(of: "c")?.key.place == Place(line: 5, column: 1))
    }

    @Test func `a tag that the core schema lacks is kept, and makes a scalar text`() throws {
        let node = try YAML(text: "- !Ref 12\n- !Join [a]\n- !!binary aGk=\n- !!str 12\n- ! 12\n")
        let nodes = try #require(node.sequence)

        #expect(nodes.map(\.tag) == ["!Ref", "!Join", "tag:yaml.org,2002:binary", nil, nil])
        #expect(nodes[0].value == .string("12"))
        #expect(nodes[3].value == .string("12"))
        #expect(nodes[4].value == .string("12"))
    }

    @Test(arguments: [
        ("a: 1\nb: 2\na: 3\n", Place(line: 3, column: 1)),
        ("{a: 1, 'a': 2}", Place(line: 1, column: 8)),
        ("&a b: 1\n*a : 2\n", Place(line: 2, column: 1)),
        ("[a]: 1\n[a]: 2\n", Place(line: 2, column: 1)),
        ("? {a: 1, b: 2}\n? {b: 2, a: 1}\n", Place(line: 2, column: 3)),
        ("~: 1\nnull: 2\n", Place(line: 2, column: 1)),
        ("0: \n1: \n2: \n3: \n4: \n5: \n6: \n7: \n8: \n9: \n3: \n", Place(line: 11, column: 1)),
    ])
    func `a key that is there already is an error, with its place`(text: String, place: Place) {
        #expect(throws: DecodingFailure("a key that is there already", at: place)) {
            try YAML(text: text)
        }
    }

    @Test func `keys of different kinds differ, even if JSON could not tell them apart`() throws {
        let node = try YAML(text: "1: a\n'1': b\ntrue: c\n'true': d\n")

        #expect(node.mapping?.count == 4)
        #expect(node["1"]?.string == "b")
    }

    @Test func `keys that differ by a tag alone differ, too`() throws {
        let node = try YAML(text: "!local key: 1\nkey: 2\n")

        #expect(node.mapping?.map(\.value.int) == [1, 2])
        #expect(node["key"]?.int == 2)
    }

    @Test func `a bracket that closes may stand right under its key`() throws {
        let node = try YAML(text: "branches: [\n  main\n]\nenv: {\n  a: 1\n}\n")

        #expect(node["branches"]?.sequence?.map(\.string) == ["main"])
        #expect(node["env"]?["a"]?.int == 1)
    }

    @Test func `JSON is YAML`() throws {
        let node = try YAML(text: #"{"a":[1,-2.5e3,true,null,"\ud83d\ude42\/\u00e4"],"b":{"c":[]}}"#)

        #expect(
            node["a"]?.sequence?.map(\.value) == [
                .integer("1"), .float("-2.5e3"), .bool(true), .null, .string("🙂/ä"),
            ])
        #expect(node["b"]?["c"]?.sequence == [])
    }
}
