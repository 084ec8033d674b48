import Foundation
import Formats
import Testing

struct Base64Tests {
    @Test(arguments: 0..<70)
    func `bytes of any length are written as Foundation writes them, and come back`(_ count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 83 + count) }

        let text = Base64.text(of: bytes.span)

        #expect(text == Data(bytes).base64EncodedString())
        #expect(try Base64.bytes(of: text.utf8.span) == bytes)
        #expect(try Base64.bytes(of: text.replacing("=", with: "").utf8.span) == bytes)
        #expect(try Base64.bytes(of: (" " + text.map { "\($0)\n" }.joined()).utf8.span) == bytes)
    }

    @Test(arguments: ["A", "AB=C", "A===", "AB===", "AAA_", "AAA-", "AB", "ABC", "====", "Zm9v!"])
    func `what is no base64 is a failure, and so are bits that would be lost`(_ text: String) {
        #expect(throws: DecodingFailure.self) { try Base64.bytes(of: text.utf8.span) }
    }
}
