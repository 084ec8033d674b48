import Formats
import Pipeline
import SQLite

/// The savings that are worth most, none of which excludes another.
struct SavingSection: ReportSection {
    let id = "savings"
    let title = "Top savings"

    private static let shown = 10

    func write(_ facts: ReportFacts, from database: Database, to page: inout HTMLPage) throws {
        var bars = try bars(facts, in: database)
        guard !bars.isEmpty else {
            return try page.add(
                "<p class=\"lead\">No finding of this run would save money, where it was looked.</p>")
        }
        let caption = caption(facts, count: bars.count)
        if let rest = rest(of: bars, facts) { bars.append(rest) }
        try page.add(
            BarTable(
                caption: caption, heading: "What to do", amountHeading: "Saves a month", bars: bars,
                total: facts.findings.together?.units ?? 0, totalShown: total(facts)
            ).markup)
    }

    /// What the findings below the shown ones save together.
    private func rest(of bars: [BarTable.Bar], _ facts: ReportFacts) -> BarTable.Bar? {
        guard let together = facts.findings.together, together.count > bars.count else { return nil }
        let units = together.units - bars.reduce(0) { $0 + $1.amount }
        return BarTable.Bar(
            label: "<em>\(Shown.count(together.count - bars.count, "smaller one"))</em>", amount: units,
            shown: Shown.money(units), isRest: true)
    }

    private func caption(_ facts: ReportFacts, count: Int) -> Markup {
        guard facts.findings.together != nil else {
            return "The largest; some may exclude each other, and so they are not added up"
        }
        return "The \(count) largest, of those that can be had together"
    }

    private func total(_ facts: ReportFacts) -> Markup {
        facts.findings.together.map { Shown.money($0.units) } ?? .none
    }

    private func bars(_ facts: ReportFacts, in database: Database) throws(SQLiteError) -> [BarTable.Bar] {
        let reckoned: SQL = """
            FROM saving JOIN finding ON finding.id = saving.finding
            LEFT JOIN resource ON resource.arn = finding.resource
            WHERE saving.run = \(facts.run.id) AND instead IS NULL ORDER BY amount DESC, finding.id
            """
        let found: SQL = """
            FROM finding LEFT JOIN resource ON resource.arn = finding.resource
            WHERE finding.run = \(facts.run.id) AND saving > 0 ORDER BY saving DESC, code, finding.id
            """
        let amount: SQL = facts.findings.together == nil ? "saving" : "amount"
        return try database.rows(
            """
            SELECT code, what, ifnull(resource.name, finding.resource), part, finding.account, finding.region,
                \(amount)
            \(facts.findings.together == nil ? found : reckoned) LIMIT \(Self.shown)
            """
        ) { row in
            let (what, name, part): (String, String, String) = (row[1], row[2], row[3])
            let units = Int128(row[6] as Int64)
            let (account, region): (String, String) = (row[4], row[5])
            let owner = account.isEmpty ? ReportFacts.everywhere : facts.accounts[account] ?? account
            let words = [name, part, owner, region, row[0]].filter { !$0.isEmpty }
            return BarTable.Bar(
                label: "\(what) <small>\(words.joined(separator: " · "))</small>", amount: units,
                shown: Shown.money(units))
        }
    }
}
