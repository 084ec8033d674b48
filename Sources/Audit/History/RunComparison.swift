import Formats
import Pipeline
import SQLite

/// What differs between two runs: how each thing was at the one and at the other, and not what happened in between.
package struct RunComparison: Sendable {
    package let earlier: Run
    package let later: Run

    /// Of two runs in any order.
    package init(_ one: Run, _ other: Run) {
        (earlier, later) = one.id < other.id ? (one, other) : (other, one)
    }

    package static let columns: [ReportColumn] = [
        .word("kind"), .text("arn"), .word("service"), .text("account"), .text("account_name"),
        .word("region"), .text("name"), .object("fields"), .money("monthly_cost_before"),
        .money("monthly_cost_after"), .money("monthly_cost_difference"),
    ]

    /// One thing that differs.
    package struct Difference: Sendable {
        /// Its values, as the columns have them.
        package var values: [String?]
        package var kind: String
        /// How much more it costs a month; nil where that is not known.
        package var moved: Money?
    }

    /// Gives what differs, in the order of ARNs; only what has changed since the earlier run is read.
    package func forEach(in database: Database, _ body: (Difference) throws -> Void) throws {
        try database.forEach(query) { row in
            guard let difference = difference(row) else { return }
            try body(difference)
        }
    }

    private var query: SQL {
        """
        SELECT changed.arn, before.state, before.facts, before.cost, now.state, now.facts, now.cost,
            resource.service, resource.account, resource.region, resource.name, resource.created, account.name,
            own.name, own.joined
        FROM (SELECT arn, max(run) AS run FROM version WHERE run > \(earlier.id) AND run <= \(later.id) GROUP BY arn)
            AS changed
        JOIN version AS now ON now.arn = changed.arn AND now.run = changed.run
        LEFT JOIN version AS before ON before.arn = changed.arn AND before.run = (
            SELECT max(run) FROM version WHERE arn = changed.arn AND run <= \(earlier.id))
        LEFT JOIN resource ON resource.arn = changed.arn
        LEFT JOIN account ON account.id = resource.account
        LEFT JOIN account AS own ON own.id = changed.arn
        ORDER BY changed.arn
        """
    }

    private func difference(_ row: borrowing Row) -> Difference? {
        let before = Self.sight(row, at: 1)
        guard let now = Self.sight(row, at: 4) else { return nil }
        let made: Timestamp? = row[11] ?? row[14]
        guard let change = change(from: before, to: now, made: made) else { return nil }
        let (was, isNow) = Self.costs(change.kind, before: row[3], now: row[6])
        let difference = Self.moved(was, isNow)
        let arn: String = row[0]
        let place = Place(arn, row)
        return Difference(
            values: [
                change.kind.rawValue, arn, place.service, place.account, place.accountName, place.region,
                place.name, change.fields, was?.description, isNow?.description, difference?.description,
            ],
            kind: change.kind.rawValue, moved: difference)
    }

    private static func sight(_ row: borrowing Row, at column: Int) -> Change.Sight? {
        let state: String? = row[column]
        return state.map {
            Change.Sight(state: Change.Sight.State(rawValue: $0) ?? .stale, facts: row[column + 1])
        }
    }

    /// What was seen between the two runs counts, also where nobody could look at the later one any more.
    private func change(from before: Change.Sight?, to now: Change.Sight, made: Timestamp?) -> Change? {
        var (seenBefore, seen) = (before, now)
        if now.state == .stale, before?.state != .present {
            seen.state = .present
            if before?.state == .stale { seenBefore?.state = .present }
        }
        var change = Change(from: seenBefore, to: seen, made: made, lastLook: earlier.asOf)
        if change?.kind == .stale {
            let differences = Change.differences(before?.facts ?? "{}", now.facts)
            change?.fields = String(decoding: JSON.object(differences).bytes(), as: UTF8.self)
        }
        return change
    }

    /// What is gone costs nothing, and neither did what was not there; of what was only found, or not looked at, it is not
    /// known.
    private static func costs(_ kind: Change.Kind, before: Int64?, now: Int64?) -> (Money?, Money?) {
        let (before, now) = (before.map(Money.init(units:)), now.map(Money.init(units:)))
        return switch kind {
        case .created, .restored: (.zero, now)
        case .deleted: (before ?? now, .zero)
        case .found: (nil, now)
        case .stale: (before, nil)
        case .modified, .moved: (before, now)
        }
    }

    private static func moved(_ was: Money?, _ isNow: Money?) -> Money? {
        guard let was, let isNow else { return nil }
        let (units, overflow) = isNow.units.subtractingReportingOverflow(was.units)
        return overflow ? nil : Money(units: units)
    }

    /// Where a thing is; of what is no longer kept, as its ARN tells it.
    private struct Place {
        var service, account, region, name: String
        var accountName: String?

        init(_ arn: String, _ row: borrowing Row) {
            if let service: String = row[7] {
                (self.service, account, region, name) = (service, row[8], row[9], row[10])
                accountName = row[12]
                return
            }
            let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(
                String.init)
            guard parts.count == 6 else {
                (service, account, region, name) = ("account", arn, "", row[13] ?? arn)
                accountName = row[13]
                return
            }
            let own = parts[5].split(separator: "/", maxSplits: 1)
            (service, account, region) = (parts[2], parts[4], parts[3])
            name = own.last.map(String.init) ?? parts[5]
        }
    }
}
