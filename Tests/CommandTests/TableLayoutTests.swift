import Audit
import Testing

@testable import stocktake

struct TableLayoutTests {
    private let columns = [
        TableLayout.Column(name: "name", least: 6), TableLayout.Column(name: "saving", isNumber: true),
        TableLayout.Column(name: "reason", least: 8), TableLayout.Column(name: "id"),
    ]
    private let rows = [
        ["orders-in-production", "1234567.89", "nobody has read it for a year", "0123456789abcdef"],
        ["表", "-1.00", "-", "f"],
    ]

    @Test func `without a limit everything is shown as it is`() {
        let layout = TableLayout(columns, rows, room: nil)

        #expect(layout.leftOut.isEmpty)
        #expect(
            layout.line(rows[0])
                == "orders-in-production  1234567.89  nobody has read it for a year  0123456789abcdef")
        #expect(layout.line(rows[1]).hasPrefix("表                         -1.00  -"))
    }

    @Test(arguments: 1...100)
    func `lines fit the width, numbers are never cut, and what is left out is told`(_ room: Int) {
        let layout = TableLayout(columns, rows, room: room)
        let lines = [layout.heading] + rows.map(layout.line)

        #expect(layout.shown.count + layout.leftOut.count == 4)
        if layout.shown.contains(1) { #expect(lines[1].contains("1234567.89")) }
        if layout.shown.contains(3) { #expect(lines[1].contains("0123456789abcdef")) }
        if room >= 6 { #expect(lines.allSatisfy { TerminalText.width($0) <= room }) }
    }

    @Test func `the first columns get the room that is left over`() {
        let layout = TableLayout(columns, rows, room: 44)

        #expect(layout.leftOut == ["id"])
        #expect(layout.line(rows[0]) == "orders-in-production  1234567.89  nobody ha…")
    }

    @Test func `what is worth knowing comes first, and ids last`() {
        let findings = Report.kinds(AuditScope()).first { $0.name == "findings" }
        let columns = findings?.columns ?? []
        let names = Usefulness.order(of: columns).map { columns[$0].name }

        #expect(
            names.prefix(6) == [
                "severity", "code", "name", "monthly_saving", "current_monthly_cost", "what",
            ])
        #expect(names.last == "id")
        #expect(names.count == columns.count)
    }
}
