import Formats
import Pipeline
import SQLite

/// The months of the bill that are known, read in one go.
///
/// They are added up as they pass: what is kept grows with accounts and services.
struct BillFigures {
    /// The newest first; of one month, the currencies in their order.
    private(set) var months: [BilledMonth] = []

    init(of run: Run, in database: Database) throws {
        try database.forEach(
            """
            SELECT month, currency, as_of, account, service, region, line_type, split_lines, unblended,
                unblended_rest
            FROM monthly_cost
            """
        ) { row in
            let index = place(of: row[0], row[1], asOf: row[2])
            let amount = ExactAmount(units: row[8], rest: row[9])
            months[index].add(
                SpendLine(
                    account: row[3], service: row[4], region: row[5], kind: row[6], splitLines: row[7],
                    amount: amount))
        }
        for index in months.indices {
            try months[index].findCovered(by: run, in: database)
            try months[index].findReported(by: run, in: database)
        }
        months.sort { ($1.month, $0.currency) < ($0.month, $1.currency) }
    }

    private mutating func place(of month: String, _ currency: String, asOf: Timestamp) -> Int {
        if let index = months.lastIndex(where: { $0.month == month && $0.currency == currency }) {
            return index
        }
        months.append(BilledMonth(month: month, currency: currency, asOf: asOf))
        return months.count - 1
    }

    /// The newest month that was over when the run began; before there is one, the newest at all.
    ///
    /// Where a month has several currencies, it is the one of most money.
    func main(of run: Run) -> BilledMonth? {
        let newest = months.first { $0.month < Self.month(of: run) } ?? months.first
        return months.filter { $0.month == newest?.month }.max { $0.total < $1.total }
    }

    static func month(of run: Run) -> String { String(run.asOf.text(.date).prefix(7)) }
}
