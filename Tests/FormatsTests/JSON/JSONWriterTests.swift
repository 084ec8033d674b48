import Formats
import Testing

struct JSONWriterTests {
    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test func `a document is written as it is told`() {
        var writer = JSONWriter()

        writer.object { writer in
            writer.field("name", "stocktake")
            writer.key("amounts")
            writer.array { writer in
                writer.double(0.1)
                writer.double(100)
                writer.double(.infinity)
                writer.int(.min)
            }
            writer.key("none")
            writer.object { _ in }
            writer.field("isDone", true)
        }

        #expect(
            text(writer.bytes)
                == #"{"name":"stocktake","amounts":[0.1,100,null,-9223372036854775808],"none":{},"isDone":true}"#
        )
    }

    @Test func `pretty text has one value a line`() {
        let tree: JSON = ["a": [1, []], "b": ["c": nil]]

        #expect(
            text(tree.bytes(.pretty)) == """
                {
                  "a": [
                    1,
                    []
                  ],
                  "b": {
                    "c": null
                  }
                }
                """)
    }

    @Test func `keys keep their order, or are sorted by their bytes at every level`() {
        let tree: JSON = ["é": 1, "b": ["z": 1, "a": 2], "B": 3]

        #expect(text(tree.bytes()) == #"{"é":1,"b":{"z":1,"a":2},"B":3}"#)
        #expect(text(tree.bytes(keys: .sorted)) == #"{"B":3,"b":{"a":2,"z":1},"é":1}"#)
    }

    @Test func `only what must be escaped is escaped`() {
        let tree: JSON = "\"\\/\u{8}\u{C}\n\r\t\u{0}\u{1F}\u{7F}é\u{2028}😹"

        #expect(text(tree.bytes()) == #""\"\\/\b\f\n\r\t\u0000\u001f"# + "\u{7F}é\u{2028}😹\"")
    }

    @Test func `numbers keep the digits they were read with`() throws {
        let source = Array("[0.10,1E+2,-0,123456789012345678901234567890]".utf8)

        #expect(try JSON(source).bytes() == source)
    }

    @Test func `a tree answers by key and index`() throws {
        let tree = try JSON(Array(#"{"a":[10,{"b":"x"}],"k":1,"k":2}"#.utf8))

        #expect(tree["a"]?[0]?.number?.int == 10)
        #expect(tree["a"]?[1]?["b"]?.string == "x")
        #expect(tree["k"]?.number?.double == 2)
        #expect(tree["a"]?[2] == nil)
        #expect(tree["absent"] == nil)
    }
}
