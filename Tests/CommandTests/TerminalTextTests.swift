import Testing

@testable import stocktake

struct TerminalTextTests {
    @Test(arguments: [
        ("plain", "plain"), ("a\nb\tc\r", "a\\nb\\tc\\r"), ("\u{1B}[31mred\u{7}", "\\u001b[31mred\\u0007"),
        ("\u{9B}31m", "\\u009b31m"), ("\u{7F}", "\\u007f"), ("a\u{202E}b", "a\\u202eb"),
        ("\u{2028}", "\\u2028"), ("Größe 表", "Größe 表"), ("👩\u{200D}👧", "👩\u{200D}👧"), ("\r\n", "\\r\\n"),
    ])
    func `what a terminal would obey is written out`(_ text: String, _ shown: String) {
        #expect(TerminalText.visible(text) == shown)
    }

    @Test func `what is written keeps its line ends, and nothing else that a terminal obeys`() {
        let bytes = Array("a,\"b\u{1B}]0;x\u{7}\"\r\nc\td\r\u{85}\n".utf8)

        #expect(
            String(decoding: TerminalText.visible(bytes), as: UTF8.self)
                == "a,\"b\\u001b]0;x\\u0007\"\r\nc\td\\r\\u0085\n")
    }

    @Test(arguments: [
        ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("表", 2), ("한글", 4), ("⚠\u{FE0F}", 2), ("👍🏽", 2),
        ("…", 1), ("ｱ", 1),
    ])
    func `letters are as wide as terminals draw them`(_ text: String, _ width: Int) {
        #expect(TerminalText.width(text) == width)
    }

    @Test(arguments: [
        ("orders-production", 9, "orde…tion"), ("nobody reads it at all", 10, "nobody re…"),
        ("short", 5, "short"),
        ("表表表表", 5, "表…表"), ("abc", 1, "…"), ("abc", 0, ""), ("abc", 2, "a…"),
    ])
    func `names lose their middle and sentences their end`(_ text: String, _ room: Int, _ shown: String) {
        let shortened = TerminalText.shortened(text, to: room)

        #expect(shortened == shown)
        #expect(TerminalText.width(shortened) <= room)
    }

    @Test(arguments: [
        ("12.3456", "12.35"), ("-0.005", "-0.01"), ("0.001", "<0.01"), ("-0.0001", ">-0.01"),
        ("0.00", "0.00"),
        ("7", "7.00"), ("1.995", "2.00"), ("99999999999999999999.5", "99999999999999999999.50"),
        ("n/a", "n/a"),
    ])
    func `amounts are rounded to the cent, and what is less is told to be something`(
        _ text: String, _ shown: String
    ) {
        #expect(ShownValue.rounded(text) == shown)
    }
}
