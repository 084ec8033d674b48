import Audit

/// Which columns people look for first, where a line cannot hold them all.
enum Usefulness {
    /// What tells a row from the others, what it is worth, and where it is.
    private static let first = [
        "severity", "code", "section", "stage", "item", "name", "table", "index", "dimension", "month",
        "kind", "monthly_saving", "counted", "monthly_cost_difference", "monthly_cost", "amount", "unblended",
        "billed", "difference", "current_monthly_cost", "modelled_monthly_cost", "what", "count", "advice",
        "mode", "class", "billing_mode", "step", "state", "service", "account_name", "account", "region",
        "fields", "reason", "note",
    ]
    /// Ids, and what only the row itself is read for.
    private static let last = [
        "owner", "units", "confidence", "as_of", "confidence_reason", "why", "how", "resource", "arn", "tags",
        "prices", "instead_of", "id", "finding",
    ]

    /// The places of columns, the most useful first.
    static func order(of columns: [ReportColumn]) -> [Int] {
        columns.indices.sorted { (rank(of: columns[$0]), $0) < (rank(of: columns[$1]), $1) }
    }

    private static func rank(of column: ReportColumn) -> Int {
        if let place = first.firstIndex(of: column.name) { return place }
        if let place = last.firstIndex(of: column.name) { return 1000 + place }
        switch column.kind {
        case .money, .exact: return 100
        case .word, .flag: return 200
        case .count, .number: return 300
        case .month, .date, .instant: return 400
        case .text: return 500
        case .object, .list: return 600
        }
    }
}
