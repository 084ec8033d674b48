import Formats
import Testing

struct XMLWriterTests {
    @Test func `elements nest, and attributes and texts are escaped`() {
        var writer = XMLWriter()
        writer.declaration()
        writer.element("Tags", [("xmlns", "http://a/?b&c=\"d\"")]) { writer in
            writer.element("Key", text: "<a & b>")
            writer.element("Empty") { _ in }
        }

        #expect(
            String(decoding: writer.bytes, as: UTF8.self) == """
                <?xml version="1.0" encoding="UTF-8"?>
                <Tags xmlns="http://a/?b&amp;c=&quot;d&quot;"><Key>&lt;a &amp; b&gt;</Key><Empty></Empty></Tags>
                """)
    }

    @Test(arguments: ["plain", "", " \t\r\n ", "]]>", "\r\n", "ü😹", "&amp;", "<![CDATA[x]]>", "\"'"])
    func `a text and an attribute come back as they were`(_ text: String) throws {
        var writer = XMLWriter()
        writer.element("a", [("b", text)], text: text)

        let (read, attribute) = try XMLReader.read(writer.bytes) { _, reader in
            let attribute = try reader.attribute("b")
            return (try reader.text(), attribute)
        }

        #expect(read == text)
        #expect(attribute == text)
    }
}
