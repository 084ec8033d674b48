import Formats
import Testing

struct XMLFailureTests {
    private func failure(
        _ text: String, _ root: (Span<UInt8>, inout XMLReader) throws -> Void = { _, _ in }
    ) -> DecodingFailure? {
        #expect(throws: DecodingFailure.self) { try XMLReader.read(Array(text.utf8), root) }
    }

    @Test func `a failure tells line, column and path`() {
        let found = failure("<r>\n <!-- <x> --><a b='>'/>\n <c><d>x</d></c></r>") { _, reader in
            try reader.children { name, reader in
                if name == "c" { try reader.children { _, reader in _ = try reader.int() } }
            }
        }

        #expect(found == DecodingFailure("expected an integer", at: Place(line: 3, column: 7), path: "r/c/d"))
    }

    @Test(arguments: [
        ("<!DOCTYPE a><a/>", "a DOCTYPE, which is not read"),
        ("<a>&nbsp;</a>", "a reference that XML does not have"),
        ("<a>&#x110000;</a>", "a reference that XML does not have"),
        ("<a b='1' b='2'/>", "an attribute that appears twice"),
        ("<a></b>", "an end tag that does not match its start tag"),
        ("<a><b></a></b>", "an end tag that does not match its start tag"),
        ("<a/><b/>", "text after the root element"),
        ("<a><!-- -- --></a>", "'--' in a comment"),
        ("<a>", "the text ends too early"),
        ("<?xml version='1.0' encoding='UTF-16'?><a/>", "an encoding that is not UTF-8"),
        ("<?xml encoding='UTF-8' version='1.0'?><a/>", "a wrong XML declaration"),
        (" <?xml version='1.0'?><a/>", "an XML declaration that is not at the start"),
        ("", "the text is empty"),
        ("<!-- -->", "the text has no element"),
    ])
    func `a failure names what is wrong`(text: String, reason: String) {
        #expect(failure(text)?.reason == reason)
    }

    @Test func `UTF-16 and Latin-1 are refused by name`() {
        for bytes: [UInt8] in [
            [0xFE, 0xFF, 0, 0x3C], [0xFF, 0xFE, 0x3C, 0], [0, 0x3C, 0, 0x61], [0x3C, 0, 0x61, 0],
        ] {
            let found = #expect(throws: DecodingFailure.self) { try XMLReader.read(bytes) { _, _ in } }
            #expect(found?.reason == "an encoding that is not UTF-8")
        }
        #expect(
            failure("<?xml version='1.0' encoding='ISO-8859-1'?><a/>")?.reason
                == "an encoding that is not UTF-8")
    }

    @Test func `an element taken twice is a failure`() {
        let found = failure("<a><b>1</b></a>") { _, reader in
            try reader.children { _, reader in
                _ = try reader.text()
                _ = try reader.text()
            }
        }

        #expect(found?.reason == "an element that was read before")
    }

    @Test func `text is not expected to hold elements`() {
        #expect(
            failure("<a>x<b/></a>") { _, reader in _ = try reader.text() }?.reason
                == "an element inside of a text")
    }
}
