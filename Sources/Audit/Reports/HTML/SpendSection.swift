import Formats
import Pipeline
import SQLite

/// Where the money goes: the last whole month of the bill, by service and account, and the months beside it.
struct SpendSection: ReportSection {
    let id = "money"
    let title = "Where the money goes"

    private static let shown = 10

    func write(_ facts: ReportFacts, from database: Database, to page: inout HTMLPage) throws {
        let gaps = try Unseen.note(
            "this is the bill without", of: facts.run, where: "service = \(Bill.service)", in: database)
        guard let month = facts.bill.main(of: facts.run) else {
            return try page.add(try absence(facts, gaps, in: database))
        }
        try page.add(
            """
            <p class="lead">As billed (unblended), \(Shown.month(month.month)), in \(month.currency); the bill as of \
            \(Shown.instant(month.asOf)). Of it, \(share(of: month)) was spent where this run has looked: \
            the services audited are \(audited). The rest is known from the bill alone.</p>
            \(gaps)
            <div class="pair"><div>\(services(month))\(months(facts))</div>
            <div>\(accounts(month, facts))</div></div>
            """)
    }

    /// Why there is no bill, as far as the ledger tells.
    private func absence(
        _ facts: ReportFacts, _ gaps: Markup, in database: Database
    ) throws(SQLiteError) -> Markup {
        guard gaps.isEmpty else { return gaps }
        let wasAsked = try database.row(
            "SELECT 1 FROM cell WHERE run = \(facts.run.id) AND service = \(Bill.service) LIMIT 1"
        ) { _ in true }
        let reason =
            wasAsked == nil
            ? "No bill was asked for: the pipeline file names none."
            : "A bill was looked for, and no month of it was found."
        return "<p class=\"note\">\(reason) What the estate costs in all is therefore not known.</p>"
    }

    private var audited: String { BilledMonth.products.keys.sorted().joined(separator: ", ") }

    private func share(of month: BilledMonth) -> Markup {
        let percent = Shown.percent(month.covered.units, of: month.total.units)
        return "\(Shown.money(month.covered, month.currency)) (\(percent))"
    }

    private func services(_ month: BilledMonth) -> Markup {
        let bars = Self.bars(month.services, month.currency, others: "other services") { "\($0)" }
        return BarTable(
            caption: "By service, \(Shown.month(month.month))", heading: "Service", amountHeading: "Billed",
            bars: bars, total: month.total.units, totalShown: Shown.money(month.total, month.currency)
        ).markup
    }

    private func accounts(_ month: BilledMonth, _ facts: ReportFacts) -> Markup {
        let totals = month.accounts.mapValues(\.total)
        let bars = Self.bars(totals, month.currency, others: "other accounts", facts.account)
        return BarTable(
            caption: "By account, \(Shown.month(month.month))", heading: "Account", amountHeading: "Billed",
            bars: bars, total: month.total.units, totalShown: Shown.money(month.total, month.currency)
        ).markup
    }

    private func months(_ facts: ReportFacts) -> Markup {
        let current = BillFigures.month(of: facts.run)
        let bars = facts.bill.months.map { month -> BarTable.Bar in
            let soFar: Markup = month.month < current ? .none : " <small>so far</small>"
            return BarTable.Bar(
                label: "\(Shown.month(month.month)), \(month.currency)\(soFar)", amount: month.total.units,
                shown: Shown.money(month.total, month.currency))
        }
        let longest = bars.map(\.amount).max() ?? 0
        return BarTable(
            caption: "By month", heading: "Month", shareHeading: "Beside the dearest",
            amountHeading: "Billed",
            bars: bars, total: longest
        ).markup
    }

    /// The largest sums, and the others together.
    private static func bars(
        _ sums: [String: ExactSum], _ currency: String, others: String, _ label: (String) -> Markup
    ) -> [BarTable.Bar] {
        let sorted = sums.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        var bars = sorted.prefix(shown).map { name, sum in
            BarTable.Bar(
                label: name.isEmpty ? "<em>none named</em>" : label(name), amount: sum.units,
                shown: Shown.money(sum, currency))
        }
        let rest = sorted.dropFirst(shown)
        guard !rest.isEmpty else { return bars }
        let sum = rest.reduce(into: ExactSum()) { $0 += $1.value }
        bars.append(
            BarTable.Bar(
                label: "<em>\(Shown.count(rest.count)) \(others)</em>", amount: sum.units,
                shown: Shown.money(sum, currency), isRest: true))
        return bars
    }
}
