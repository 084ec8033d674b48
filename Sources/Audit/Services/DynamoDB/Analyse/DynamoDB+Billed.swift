import Formats
import SQLite

extension DynamoDB.BilledMonth {
    /// The last month that the bill has whole; nil where the table is not in it.
    init?(of arn: String, asOf: Timestamp, in database: Database) throws(SQLiteError) {
        guard let month = try Self.lastWhole(before: asOf, in: database) else { return nil }
        let rows = try database.rows(
            """
            SELECT kind, net_amortised, is_reserved FROM dynamodb_cost
            WHERE table_arn = \(arn) AND month = \(month)
            """
        ) { row in
            (kind: row[0] as String, amount: row[1] as Int64, isReserved: row[2] as Bool)
        }
        guard !rows.isEmpty else { return nil }
        self.month = month
        for row in rows {
            let cost = Money(units: row.amount)
            total = Money(units: total.units + cost.units)
            if row.kind == "storage" { storage = cost }
            if row.kind == "throughput" { (throughput, hasReservations) = (cost, row.isReserved) }
        }
    }

    /// `2026-10`: the month before the one of an instant, if the bill was read after it had ended.
    static func lastWhole(before asOf: Timestamp, in database: Database) throws(SQLiteError) -> String? {
        let start = asOf.startOfMonth(later: -1).date
        let end = asOf.startOfMonth()
        let isWhole = try database.row(
            """
            SELECT 1 FROM bill_delivery
            WHERE month = \(start.year * 100 + start.month) AND is_current AND as_of >= \(end)
            """
        ) { _ in true }
        return isWhole == nil ? nil : String(asOf.startOfMonth(later: -1).description.prefix(7))
    }
}

extension DynamoDB {
    /// The reserved units that the bill shows in a region, in the last whole month.
    struct OwnedReservations: Equatable, Sendable {
        var reads = 0
        var writes = 0
        /// What was paid in the month for reserved units that nobody used.
        var unusedReads = Money.zero
        var unusedWrites = Money.zero
        /// Whether there is a bill to tell.
        var isKnown = false

        init(in region: String, asOf: Timestamp, _ database: Database) throws(SQLiteError) {
            guard let month = try BilledMonth.lastWhole(before: asOf, in: database) else { return }
            isKnown = true
            let rows = try database.rows(
                """
                SELECT dimension, units, unused FROM dynamodb_reservation
                WHERE month = \(month) AND region = \(region)
                """
            ) { row in (row[0] as String, row[1] as Int, Money(units: row[2])) }
            for (dimension, units, unused) in rows {
                if dimension == "read" { (reads, unusedReads) = (units, unused) }
                if dimension == "write" { (writes, unusedWrites) = (units, unused) }
            }
        }
    }

    /// What an account really pays of what the list says, as its bill of the last whole month shows.
    struct Discount: Equatable, Sendable {
        var list: Int64
        var net: Int64

        init?(of account: String, asOf: Timestamp, in database: Database) throws(SQLiteError) {
            guard let month = try BilledMonth.lastWhole(before: asOf, in: database) else { return nil }
            let row = try database.row(
                """
                SELECT list, net FROM discount
                WHERE service = 'dynamodb' AND account = \(account) AND month = \(month)
                """
            ) { row in (row[0] as Int64, row[1] as Int64) }
            guard let row, row.0 > 0, row.1 >= 0 else { return nil }
            (list, net) = row
        }

        /// In percent of the list; zero where the account pays as listed.
        var percent: Double { 100 * (1 - Double(net) / Double(list)) }

        /// What a price of the list is to this account: multiplied first, divided once, half to even.
        func applied(to money: Money) -> Money {
            let (quotient, rest) = (Int128(money.units) * Int128(net)).quotientAndRemainder(
                dividingBy: Int128(list))
            let twice = 2 * rest.magnitude
            let goesOn =
                twice > Int128(list).magnitude || (twice == Int128(list).magnitude && quotient % 2 != 0)
            let step: Int128 = goesOn ? (rest < 0 ? -1 : 1) : 0
            return Money(units: Int64(clamping: quotient + step))
        }
    }
}
