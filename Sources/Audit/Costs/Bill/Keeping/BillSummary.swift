import Pipeline
import SQLite

/// `bill.csv`: what each account paid in each month, by service, region and kind of line, to the last digit.
enum BillSummary {
    static let report = TableReport(
        "bill",
        "What each account paid in each month, by service, region and kind of line, to the last digit.",
        columns: [
            .month("month"), .text("account"), .text("service"), .word("region"), .word("line_type"),
            .word("currency"), .count("piece"), .count("lines"), .count("split_lines"), .exact("unblended"),
            .exact("net"), .exact("amortised"), .exact("net_amortised"), .exact("list"), .instant("as_of"),
        ],
        key: ["month", "account", "service", "region", "line_type", "currency", "piece"]
    ) { _ in
        """
        SELECT month, account, service, region, line_type, currency, piece, lines, split_lines, unblended,
            unblended_rest, net, net_rest, amortised, amortised_rest, net_amortised, net_amortised_rest, list,
            list_rest, as_of
        FROM monthly_cost ORDER BY month, account, service, region, line_type, currency, piece
        """
    }
}
