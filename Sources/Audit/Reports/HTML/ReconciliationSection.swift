import Formats
import Pipeline
import SQLite

/// The bill beside our own totals, month by month and account by account, and what the audit itself cost.
struct ReconciliationSection: ReportSection {
    let id = "reconciliation"
    let title = "Reconciliation"

    /// Accounts of a month that have a row of their own.
    private static let shown = 40

    func write(_ facts: ReportFacts, from database: Database, to page: inout HTMLPage) throws {
        if facts.bill.months.isEmpty {
            try page.add(
                """
                <p class="note">No bill was read, so there is nothing to agree with: <a href="#money">why</a>.</p>
                """)
        } else {
            try page.add(
                """
                <p class="lead">The bill's total, added up as it was read, beside that of costs.csv, added up as it \
                was written, and what it is made of. Split rows tell again what other lines tell, and add nothing.</p>

                """)
        }
        for month in facts.bill.months { try writeMonth(month, facts, to: &page) }
        try page.add(try auditCost(facts.run, in: database))
    }

    private func writeMonth(_ month: BilledMonth, _ facts: ReportFacts, to page: inout HTMLPage) throws {
        let rows = month.reconciliations
        let rest = rows.dropFirst(Self.shown)
        let name = "\(Shown.month(month.month)), \(month.currency)"
        let isNewest = month.month == facts.bill.main(of: facts.run)?.month
        try page.add(
            """
            <details class="month"\(isNewest ? " open" as Markup : "")><summary>\(name): \
            \(Shown.money(month.total, month.currency)) in \(Shown.count(rows.count, "account"))</summary>
            <div class="scroll" role="region" tabindex="0" aria-label="\(name)">
            <table class="plain"><caption>\(name)</caption><thead><tr><th scope="col">Account</th>\
            <th scope="col" class="n">Bill</th><th scope="col" class="n">Ours</th>\
            <th scope="col" class="n">Difference</th><th scope="col">Made of</th>\
            <th scope="col" class="n">Covered</th></tr></thead><tbody>

            """)
        for row in rows.prefix(Self.shown) { try page.add(markup(of: row, facts.account(row.account))) }
        if let first = rest.first {
            let sum = rest.dropFirst().reduce(into: first) { $0 += $1 }
            try page.add(markup(of: sum, "<em>\(Shown.count(rest.count)) other accounts</em>"))
        }
        try page.add("</tbody></table></div></details>\n")
    }

    private func markup(of row: Reconciliation, _ name: Markup) -> Markup {
        """
        <tr><th scope="row">\(name)</th><td class="n">\(Shown.money(row.bill, row.currency))</td>\
        <td class="n">\(row.ours.map { Shown.money($0, row.currency) } ?? "nothing" as Markup)</td>\
        <td class="n">\(Shown.money(row.difference, row.currency))</td><td>\(parts(row))</td>\
        <td class="n">\(Shown.percent(row.covered.units, of: row.bill.units))</td></tr>

        """
    }

    private func parts(_ row: Reconciliation) -> Markup {
        var lines = row.parts.map { line -> Markup in
            "<li>\(line.name) \(Shown.money(line.amount, row.currency))</li>"
        }
        if row.splitLines > 0 {
            lines.append("<li>\(Shown.count(row.splitLines, "split row")), adding nothing</li>")
        }
        if row.difference != ExactSum() {
            let amount = Shown.money(row.difference, row.currency)
            lines.append("<li><strong>not explained: \(amount)</strong></li>")
        }
        return lines.isEmpty ? "nothing" : "<ul class=\"fields\">\(lines)</ul>"
    }

    /// What asking cost, as far as it is the same however often the run was interrupted.
    ///
    /// Calls are counted in `call`, but a run that was interrupted has asked more, and this page is not to differ by it.
    private func auditCost(_ run: Run, in database: Database) throws(SQLiteError) -> Markup {
        let metrics = try database.row(
            """
            SELECT sum(requests), \(SQL.parts("cost")) FROM metric_estimate
            WHERE run = \(run.id) AND is_allowed GROUP BY run
            """
        ) { row in (requests: row[0] as Int, units: row.sum(at: 1)) }
        let sentence: Markup =
            if let metrics {
                """
                Asking CloudWatch for metrics took \(Shown.count(metrics.requests, "request")), at \
                \(Shown.money(metrics.units)) by its price, reckoned before asking.
                """
            } else {
                "CloudWatch was not asked for metrics."
            }
        return """
            <h3>What this audit cost</h3>
            <p>\(sentence) All other calls are lists and descriptions; how many each run has made is in the database: \
            <code>stocktake sql FILE "SELECT service, operation, sum(calls) FROM call GROUP BY 1, 2"</code>. \
            An interrupted run asks again, so the count is not part of this page.</p>

            """
    }
}
