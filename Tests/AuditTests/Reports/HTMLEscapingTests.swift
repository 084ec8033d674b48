import Formats
import Foundation
import Testing

@testable import Audit

/// Names come from whoever may make a table.
struct HTMLEscapingTests {
    private static let hostile =
        "</script><script>alert(1)</script><!--<img src=x onerror=alert(2)>\" ' & \u{2028}\u{0}"

    @Test func `a hostile name never becomes markup, wherever it stands`() async throws {
        let name = Self.hostile
        let report = try Reported()
        try report.addPrevious()
        try report.add(account: "111122223333", named: name)
        try report.add(finding: "f", saving: 1, resource: name, what: name, why: name, how: name)
        try report.add(saving: 1, of: "f")
        try report.add(cell: "tables", account: "111122223333", region: name, "failed", name)
        try report.add(event: "modified", name: name, fields: #"{"<b>": ["<i>", {"</script>": 1}]}"#)
        try report.add(trend: "spend", name, 1, run: 1)
        try report.add(trend: "spend", name, 1, run: 2)

        let page = try await report.page()

        #expect(!page.contains("<img") && !page.contains("<script>alert"))
        #expect(!page.contains("<b>:") && !page.contains("<i>"))
        #expect(page.components(separatedBy: "<script").count == 3)
        #expect(page.components(separatedBy: "</script").count == 3)
        #expect(!page.contains("<!--"))
        #expect(page.contains("&lt;/script&gt;&lt;script&gt;alert(1)"))
    }

    @Test func `data for the script reads back as what it was`() async throws {
        let report = try Reported()
        try report.add(finding: "f", saving: 1, what: Self.hostile)

        let page = try await report.page()

        let opening = "id=\"finding-data\">"
        let start = try #require(page.range(of: opening)).upperBound
        let end = try #require(page.range(of: "</script>", range: start..<page.endIndex)).lowerBound
        let data = String(page[start..<end])
        #expect(!data.contains("<") && !data.contains("&") && !data.unicodeScalars.contains("\u{2028}"))
        let document = try JSON(Array(data.utf8))
        #expect(document["words"]?.elements?.contains(.string(Self.hostile)) == true)
        #expect(document["rows"]?.elements?.count == 1)
    }

    @Test(arguments: [
        ("a<b>&\"'", "a&lt;b&gt;&amp;&quot;&#39;"), ("\u{0}\u{1B}[2J", "\u{FFFD}\u{FFFD}[2J"),
        ("é→\n", "é→\n"),
    ])
    func `a text is escaped for text and attributes alike`(text: String, escaped: String) {
        #expect("<td>\(text)</td>" as Markup == Markup(trusted: "<td>\(escaped)</td>"))
    }
}
