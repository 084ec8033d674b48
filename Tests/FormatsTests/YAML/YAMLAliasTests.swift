import Testing

@testable import Formats

struct YAMLAliasTests {
    @Test func `an alias stands for the last node of its name`() throws {
        let node = try YAML(text: "[&a 1, *a, &a 2, *a]")

        #expect(node.sequence?.map(\.value) == [.integer("1"), .integer("1"), .integer("2"), .integer("2")])
    }

    @Test(arguments: [
        ("[*a, &a 1]", "an alias without an anchor before it", 2),
        ("[&b 1, *a]", "an alias without an anchor before it", 8),
        ("&a [1, *a]", "an alias to a node that contains it", 8),
        ("[&a 1, &a {b: *a}]", "an alias to a node that contains it", 15),
    ])
    func `an alias without a whole node before it is an error`(text: String, reason: String, column: Int) {
        #expect(throws: DecodingFailure(reason, at: Place(line: 1, column: column))) { try YAML(text: text) }
    }

    @Test func `anchors end with their document`() throws {
        var documents = YAML.Documents(Array("--- &a 1\n--- *a\n".utf8))

        #expect(try documents.next()?.get().int == 1)
        #expect(
            throws: DecodingFailure("an alias without an anchor before it", at: Place(line: 2, column: 5))
        ) {
            try documents.next()?.get()
        }
    }

    @Test func `a merge key adds what a mapping lacks, behind its own keys`() throws {
        let text = """
            base: &base {image: a, tag: 1, env: x}
            job:
              tag: 2
              <<: *base
              name: n
            """
        let job = try #require(try YAML(text: text)["job"]?.mapping)

        #expect(job.map(\.key.string) == ["tag", "name", "image", "env"])
        #expect(job["tag"]?.int == 2)
        #expect(job["image"]?.string == "a")
    }

    @Test func `of several mappings to merge the first wins`() throws {
        let text = "- &a {x: 1, y: 1}\n- &b {y: 2, z: 2}\n- <<: [*b, *a, {z: 3, w: 3}]\n"
        let merged = try #require(try YAML(text: text).sequence?.last?.mapping)

        #expect(merged.map(\.key.string) == ["y", "z", "x", "w"])
        #expect(merged.map(\.value.int) == [2, 2, 1, 3])
    }

    @Test func `a merged mapping brings what was merged into it`() throws {
        let node = try YAML(text: "- &a {x: 1}\n- &b {<<: *a, y: 2}\n- {<<: *b, z: 3}\n")

        #expect(node.sequence?.last?.mapping?.map(\.value.int) == [3, 2, 1])
    }

    @Test func `in quotes << is a key like any other`() throws {
        #expect(try YAML(text: "'<<': 1\n")["<<"]?.int == 1)
    }

    @Test(arguments: [("<<: 1\n", 5), ("<<: [{a: 1}, 2]\n", 14), ("<<:\n", 4)])
    func `only mappings can be merged`(text: String, column: Int) {
        #expect(
            throws: DecodingFailure(
                "'<<' takes a mapping or a list of mappings", at: Place(line: 1, column: column))
        ) { try YAML(text: text) }
    }

    @Test func `a second merge key is a key that is there already`() {
        #expect(throws: DecodingFailure("a key that is there already", at: Place(line: 2, column: 1))) {
            try YAML(text: "<<: {a: 1}\n<<: {b: 1}\n")
        }
    }

    @Test(.timeLimit(.minutes(1))) func `a billion laughs are refused at once`() {
        var text = "- &l0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
        for level in 1...9 {
            let aliases = Array(repeating: "*l\(level - 1)", count: 10).joined(separator: ", ")
            text += "- &l\(level) [\(aliases)]\n"
        }

        // Level 4 is 111 111 nodes: the eighth alias to it is one too many.
        let place = Place(line: 6, column: 43)
        #expect(throws: DecodingFailure("aliases and keys that stand for more than 1000000 nodes", at: place))
        {
            try YAML(text: text)
        }
    }

    @Test(.timeLimit(.minutes(1))) func `a bomb of merge keys is refused, too`() {
        var text = "- &m0 {" + (0..<1000).map { "k\($0): 1" }.joined(separator: ", ") + "}\n"
        for level in 1...2000 { text += "- &m\(level) {<<: *m\(level - 1), n\(level): 1}\n" }

        #expect(throws: DecodingFailure.self) { try YAML(text: text) }
    }

    @Test(.timeLimit(.minutes(1))) func `aliases cannot make a tree deeper than text can be`() {
        var text = "- &a0 [x]\n"
        for level in 1...1000 { text += "- &a\(level) [[[*a\(level - 1)]]]\n" }

        #expect(throws: DecodingFailure("nested deeper than 256 levels", at: Place(line: 86, column: 11))) {
            try YAML(text: text)
        }
    }

    @Test(.timeLimit(.minutes(1))) func `a hundred thousand anchors and aliases are read`() throws {
        var text = ""
        for number in 0..<100_000 { text += "&a\(number) \(number): *a\(number)\n" }
        let mapping = try #require(try YAML(text: text).mapping)

        #expect(mapping.count == 100_000)
        #expect(mapping.last?.value.int == 99_999)
    }
}
