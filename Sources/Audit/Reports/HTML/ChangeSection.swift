import Formats
import Pipeline
import SQLite

/// What changed since the run before: how much of each kind, and the changes that cost or save most.
struct ChangeSection: ReportSection {
    let id = "changes"
    let title = "What changed"

    private static let shown = 15

    /// Whether events were looked for: totals of a run are kept where it was compared.
    static func wasCompared(_ run: Run, in database: Database) throws(SQLiteError) -> Bool {
        try database.row(
            """
            SELECT 1 WHERE EXISTS (SELECT 1 FROM trend WHERE run = \(run.id))
                OR EXISTS (SELECT 1 FROM event WHERE run = \(run.id))
            """
        ) { _ in true } ?? false
    }

    func write(_ facts: ReportFacts, from database: Database, to page: inout HTMLPage) throws {
        guard let previous = facts.previous else {
            return try page.add(
                """
                <p class="note">First night: nothing to compare with yet. Changes are told from the next run on.</p>
                """)
        }
        let since: Markup = "run \(previous.id) of \(Shown.instant(previous.asOf))"
        guard try Self.wasCompared(facts.run, in: database) else {
            return try page.add("<p class=\"note\">This run was not compared with \(since).</p>")
        }
        let kinds = try kinds(of: facts.run, in: database)
        guard !kinds.isEmpty else {
            return try page.add(
                "<p class=\"lead\">Nothing changed since \(since), where both could look.</p>")
        }
        try page.add(
            """
            <p class="lead">Since \(since). Costs are what a resource costs a month, where that is known.</p>
            \(table(of: kinds))
            """)
        try writeLargest(of: kinds.reduce(0) { $0 + $1.count }, facts, from: database, to: &page)
    }

    private struct Kind {
        var name: String
        var count: Int
        /// Of how many of them it is known what they cost before and after.
        var priced: Int
        var before: Int128
        var after: Int128
    }

    private func kinds(of run: Run, in database: Database) throws(SQLiteError) -> [Kind] {
        let (before, after) = (SQL.parts("before"), SQL.parts("after"))
        return try database.rows(
            """
            SELECT kind, count(*), sum(is_known), \(before), \(after) FROM (
                SELECT kind, \(Self.isKnown) AS is_known, iif(\(Self.isKnown), ifnull(cost_before, 0), 0) AS before,
                    iif(\(Self.isKnown), ifnull(cost_after, 0), 0) AS after
                FROM event WHERE run = \(run.id))
            GROUP BY kind ORDER BY kind
            """
        ) { row in
            Kind(
                name: row[0], count: row[1], priced: row[2], before: row.sum(at: 3), after: row.sum(at: 5))
        }
    }

    /// Whether it is known what an event changed: what was not there before cost nothing, and what is gone costs nothing;
    /// any other cost that is not told is not zero.
    private static let isKnown: SQL = """
        (kind <> 'stale' AND (cost_before IS NOT NULL OR kind = 'created')
            AND (cost_after IS NOT NULL OR kind = 'deleted'))
        """

    private func table(of kinds: [Kind]) -> Markup {
        let rows = kinds.map { kind -> Markup in
            """
            <tr><th scope="row">\(Self.words(for: kind.name))</th><td class="n">\(Shown.count(kind.count))</td>\
            \(costs(of: kind))</tr>

            """
        }
        return """
            <div class="scroll" role="region" tabindex="0" aria-label="Changes by kind">
            <table class="plain"><caption>By kind</caption><thead><tr><th scope="col">Kind</th>\
            <th scope="col" class="n">Resources</th><th scope="col" class="n">Difference a month</th>\
            <th scope="col" class="n">Before</th><th scope="col" class="n">Now</th></tr></thead>
            <tbody>\(rows)</tbody></table></div>

            """
    }

    private func costs(of kind: Kind) -> Markup {
        guard kind.priced > 0 else {
            return #"<td class="n"><span class="none">not known</span></td><td></td><td></td>"#
        }
        let share: Markup =
            kind.priced < kind.count ? " <small>of the \(Shown.count(kind.priced)) known</small>" : .none
        return """
            <td class="n">\(Shown.change(kind.after - kind.before))\(share)</td>\
            <td class="n">\(Shown.money(kind.before))</td><td class="n">\(Shown.money(kind.after))</td>
            """
    }

    private func writeLargest(
        of all: Int, _ facts: ReportFacts, from database: Database, to page: inout HTMLPage
    ) throws {
        let rest = all > Self.shown ? "The \(Self.shown) of \(Shown.count(all)) that move most money" : "All"
        try page.add(
            """
            <div class="scroll" role="region" tabindex="0" aria-label="The largest changes">
            <table class="plain wide"><caption>\(rest)</caption><thead><tr><th scope="col">Change</th>\
            <th scope="col">Resource</th><th scope="col" class="n">A month</th>\
            <th scope="col">Account and region</th><th scope="col">Fields</th></tr></thead><tbody>

            """)
        try database.forEach(
            """
            SELECT kind, service, name, account, region, fields,
                CASE WHEN \(Self.isKnown) THEN ifnull(cost_after, 0) - ifnull(cost_before, 0) END AS difference
            FROM event WHERE run = \(facts.run.id)
            ORDER BY difference IS NULL, abs(difference) DESC, kind, arn LIMIT \(Self.shown)
            """
        ) { row in try page.add(Self.row(row, facts)) }
        try page.add("</tbody></table></div>\n")
    }

    private static func row(_ row: borrowing Row, _ facts: ReportFacts) -> Markup {
        let (kind, service, name): (String, String, String) = (row[0], row[1], row[2])
        let (account, region): (String, String) = (row[3], row[4])
        let difference: Int64? = row[6]
        let money = difference.map { Shown.change(Int128($0)) } ?? #"<span class="none">not known</span>"#
        return """
            <tr><td class="kind">\(words(for: kind))</td><th scope="row">\(name) <small>\(service)</small></th>\
            <td class="n">\(money)</td><td>\(facts.account(account, region))</td>\
            <td>\(ChangedField.list(in: row[5]))</td></tr>

            """
    }

    /// A sign beside the word: shapes tell kinds apart faster than words, and colours alone would not.
    private static func words(for kind: String) -> Markup {
        let sign =
            switch kind {
            case "created": "+"
            case "deleted": "−"
            case "modified": "≠"
            case "moved": "→"
            case "restored": "↺"
            default: "?"
            }
        let meaning = kind == "stale" ? "stale: not looked at" : kind
        return #"<span class="sign" aria-hidden="true">\#(sign)</span> \#(meaning)"#
    }
}
