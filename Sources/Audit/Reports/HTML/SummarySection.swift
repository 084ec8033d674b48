import Pipeline
import SQLite

/// The figures that are asked for first, each with what it covers.
struct SummarySection: ReportSection {
    let id = "summary"
    let title = "Summary"

    private struct Tile {
        var name: String
        var figure: Markup
        var note: Markup
    }

    func write(_ facts: ReportFacts, from database: Database, to page: inout HTMLPage) throws {
        let things = try Inventory.counts(of: facts.run, in: database)
        let tiles = [
            bill(facts), savings(facts), findings(facts), resources(things, facts),
            try changes(facts, in: database),
        ]
        let markup = tiles.map { tile -> Markup in
            """
            <div><dt>\(tile.name)</dt><dd class="big">\(tile.figure)</dd><dd class="small">\(tile.note)</dd></div>

            """
        }
        try page.add("<dl class=\"tiles\">\(markup)</dl>\n")
    }

    private func bill(_ facts: ReportFacts) -> Tile {
        guard let month = facts.bill.main(of: facts.run) else {
            return Tile(
                name: "Billed", figure: Self.unknown, note: "<a href=\"#money\">No bill was read</a>")
        }
        let soFar = month.month < BillFigures.month(of: facts.run) ? "" : " so far"
        return Tile(
            name: "Billed in \(Shown.month(month.month))\(soFar)",
            figure: Shown.money(month.total, month.currency),
            note: "Bill as of \(Shown.instant(month.asOf))")
    }

    private func savings(_ facts: ReportFacts) -> Tile {
        guard facts.findings.saving > 0 else {
            return Tile(
                name: "Savings a month", figure: #"<span class="none">none found</span>"#,
                note: "No finding would save money; \(covering(facts))")
        }
        guard let together = facts.findings.together else {
            let found = Shown.count(facts.findings.saving, "finding") + " would save"
            return Tile(
                name: "Savings a month", figure: Self.unknown,
                note: "\(found): some exclude each other, and they are not added up")
        }
        return Tile(
            name: "Savings a month", figure: Shown.money(together.units),
            note: "\(Shown.count(together.count, "finding")) that can be had together; \(covering(facts))")
    }

    private func findings(_ facts: ReportFacts) -> Tile {
        let parts = facts.findings.severities.map { "\(Shown.count($0.count)) \($0.name)" }
        let note = parts.isEmpty ? "None where it was looked" : parts.joined(separator: ", ")
        return Tile(
            name: "Findings", figure: "\(Shown.count(facts.findings.total))",
            note: "\(note); \(covering(facts))")
    }

    private func resources(_ things: [Inventory.Count], _ facts: ReportFacts) -> Tile {
        let accounts = things.first { $0.name == "accounts" }?.count ?? 0
        let kinds = things.filter { $0.name != "accounts" }
        let total = kinds.reduce(0) { $0 + $1.count }
        let names = kinds.map { "\(Shown.count($0.count)) \($0.name)" }.joined(separator: ", ")
        let place = "of \(Shown.count(accounts, "account"))"
        return Tile(
            name: "Resources", figure: "\(Shown.count(total))",
            note: "\(names.isEmpty ? place : names + ", " + place); \(covering(facts))")
    }

    private func changes(_ facts: ReportFacts, in database: Database) throws(SQLiteError) -> Tile {
        guard let previous = facts.previous else {
            return Tile(
                name: "Changes", figure: Self.unknown, note: "First night: nothing to compare with yet")
        }
        guard try ChangeSection.wasCompared(facts.run, in: database) else {
            return Tile(name: "Changes", figure: Self.unknown, note: "Not compared with run \(previous.id)")
        }
        let count =
            try database.row("SELECT count(*) FROM event WHERE run = \(facts.run.id)") { $0[0] as Int } ?? 0
        return Tile(
            name: "Changes", figure: "\(Shown.count(count))",
            note: "Since run \(previous.id), \(Shown.instant(previous.asOf))")
    }

    /// What a figure covers, in a few words.
    private func covering(_ facts: ReportFacts) -> String {
        facts.coverage.isWhole ? "everything was looked at" : "from \(facts.coverage.percent) of the work"
    }

    private static let unknown: Markup = #"<span class="none">not known</span>"#
}
