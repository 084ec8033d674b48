import Pipeline
import SQLite

/// `reconciliation.csv`: the bill's total of each month and account beside what `costs.csv` has of it.
///
/// The bill's total is added up when the bill is read, ours when the file is written: they meet to the last digit, or
/// the difference is told.
enum ReconciliationReport {
    static let report = TableReport(
        "reconciliation",
        "Each month and account: the bill's total, ours, the difference, and what it is made of.",
        columns: [
            .month("month"), .text("account"), .text("account_name"), .word("currency"), .count("lines"),
            .count("split_lines"), .exact("billed"), .exact("reported"), .exact("difference"),
            .exact("usage"),
            .exact("fees"), .exact("tax"), .exact("credits"), .exact("refunds"), .exact("adjustments"),
            .exact("audited"), .text("note"),
        ],
        key: ["month", "account", "currency"],
        query: query)

    /// Whether a line is about a service whose resources could be looked at, in its account and region.
    private static func isAudited(_ run: Run) -> SQL {
        Catalog.services.reduce("0") { condition, service in
            let products = service.products.reduce("''") { "\($0), \($1)" as SQL }
            return """
                \(condition) OR (monthly_cost.service IN (\(products)) AND EXISTS (
                    SELECT 1 FROM cell WHERE cell.run = \(run.id) AND cell.stage = 'discover'
                        AND cell.service = \(service.name) AND cell.step = \(service.listing)
                        AND cell.account = monthly_cost.account AND cell.region = monthly_cost.region
                        AND cell.scope = '' AND cell.state IN ('complete', 'empty')))
                """
        }
    }

    private static func isKind(_ types: String) -> SQL { "line_type IN (\(SQL(types)))" }

    private static let usage = "'Usage', 'DiscountedUsage', 'SavingsPlanCoveredUsage', 'FlatRateSubscription'"
    private static let fees = "'Fee', 'RIFee', 'SavingsPlanRecurringFee', 'SavingsPlanUpfrontFee'"

    private static func query(_ run: Run) -> SQL {
        let sum = { (condition: SQL, name: String) -> SQL in
            ExactSQL(sumOf: "unblended", where: condition).named(name)
        }
        let rest = "\(usage), \(fees), 'Tax', 'Credit', 'Refund'"
        return """
            SELECT bill.month, bill.account, known.name, bill.currency, bill.lines, split_lines, billed, billed_rest,
                control.unblended, control.unblended_rest,
                billed - control.unblended - (billed_rest < control.unblended_rest),
                (billed_rest - control.unblended_rest + 1000000000000000000) % 1000000000000000000,
                usage, usage_rest, fees, fees_rest, tax, tax_rest, credits, credits_rest, refunds, refunds_rest,
                adjustments, adjustments_rest, audited, audited_rest,
                CASE WHEN control.run IS NULL THEN 'costs.csv has nothing of it'
                    WHEN control.lines <> bill.lines - split_lines THEN 'lines are missing'
                    WHEN split_lines > 0 THEN 'split lines tell once more what others tell, and count nowhere' END
            FROM (
                SELECT month, account, currency, sum(lines) AS lines, sum(split_lines) AS split_lines,
                    \(sum("1", "billed")), \(sum(isKind(usage), "usage")), \(sum(isKind(fees), "fees")),
                    \(sum(isKind("'Tax'"), "tax")), \(sum(isKind("'Credit'"), "credits")),
                    \(sum(isKind("'Refund'"), "refunds")), \(sum("NOT \(isKind(rest))", "adjustments")),
                    \(sum(isAudited(run), "audited"))
                FROM monthly_cost GROUP BY month, account, currency)
                AS bill
            LEFT JOIN cost_control AS control ON control.run = \(run.id) AND control.month = bill.month
                AND control.account = bill.account AND control.currency = bill.currency
            LEFT JOIN account AS known ON known.id = bill.account
            ORDER BY bill.month, bill.account, bill.currency
            """
    }
}
