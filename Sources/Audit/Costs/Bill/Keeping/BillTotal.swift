import Formats
import SQLite

/// What a month cost, by every basis, as the delivery that is current has it.
package struct BillTotal: Equatable, Sendable {
    /// As `2025-10`.
    package var month: String
    package var currency: String
    package var lines = 0
    /// Lines that tell once more what others tell; their money is in no sum.
    package var splitLines = 0
    package var unblended = ExactSum()
    package var net = ExactSum()
    package var amortised = ExactSum()
    package var netAmortised = ExactSum()
    /// Nil where a part of the bill does not tell it.
    package var list: ExactSum? = ExactSum()

    /// The months that are known, the oldest first, each with its currencies.
    package static func all(in database: Database) throws -> [BillTotal] {
        var totals: [BillTotal] = []
        try database.forEach(
            """
            SELECT month, currency, lines, split_lines, unblended, unblended_rest, net, net_rest, amortised,
                amortised_rest, net_amortised, net_amortised_rest, list, list_rest
            FROM monthly_cost ORDER BY month, currency
            """
        ) { row in
            let (month, currency): (String, String) = (row[0], row[1])
            if totals.last?.month != month || totals.last?.currency != currency {
                totals.append(BillTotal(month: month, currency: currency))
            }
            totals[totals.count - 1].add(row)
        }
        return totals
    }

    private mutating func add(_ row: borrowing Row) {
        lines += row[2]
        splitLines += row[3]
        unblended += ExactAmount(units: row[4], rest: row[5])
        net += ExactAmount(units: row[6], rest: row[7])
        amortised += ExactAmount(units: row[8], rest: row[9])
        netAmortised += ExactAmount(units: row[10], rest: row[11])
        if row.isNull(12) {
            list = nil
        } else {
            list? += ExactAmount(units: row[12], rest: row[13])
        }
    }
}
