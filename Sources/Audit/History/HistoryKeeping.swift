import Formats
import Pipeline
import SQLite

/// Compares what is with what was, and remembers it: an event for each change, a version of what has changed.
struct HistoryKeeping: Step {
    let store: Store
    let sources: [HistorySource]
    let service = "history"
    let name = "changes"
    /// After the costs of resources are known.
    let turn = 3

    private static let some = 512

    var cells: [Cell] { sources.map { Cell(.analyse, "history", "changes", scope: $0.service) } }

    func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
        guard let source = sources.first(where: { $0.service == cell.scope }) else {
            throw Gap.unsupported("this version keeps no history of \(cell.scope)")
        }
        let behind = cursor?.text ?? ""
        let (things, lastLook) = try await store.read { database in
            let things = try database.rows(source.some(behind, run, Self.some), Thing.init)
            let known = try things.map { ($0, try $0.lastSight(before: run, in: database)) }
            return (known, try database.wholeRun(before: run)?.asOf)
        }
        let last = things.count < Self.some ? nil : things.last?.0.arn
        return Page(next: last.map(Cursor.init)) { database in
            try Self.forgetEvents(of: source, behind: behind, upTo: last, run, in: database)
            for (thing, before) in things {
                try database.execute("DELETE FROM version WHERE arn = \(thing.arn) AND run = \(run.id)")
                try thing.keep(before, of: source.service, lastLook: lastLook, run, in: database)
            }
            return things.count
        }
    }

    /// Forgets what an earlier analysis of the same run said of these things.
    private static func forgetEvents(
        of source: HistorySource, behind: String, upTo last: String?, _ run: Run, in database: Database
    ) throws(SQLiteError) {
        let upTo: SQL = last.map { "AND arn <= \($0)" } ?? ""
        try database.execute(
            """
            DELETE FROM event WHERE run = \(run.id) AND service = \(source.service) AND arn > \(behind) \(upTo)
            """)
    }

    /// One of the things as it is.
    private struct Thing: Sendable {
        var arn, account, region, name: String
        var sight: Change.Sight
        var cost: Money?
        var made: Timestamp?

        init(_ row: borrowing Row) {
            (arn, account, region, name) = (row[0], row[1], row[2], row[3])
            sight = Change.Sight(
                state: Change.Sight.State(rawValue: row[4]) ?? .stale, facts: row[5] as String? ?? "{}")
            cost = (row[6] as Int64?).map(Money.init(units:))
            made = row[7]
        }

        struct Version: Sendable {
            var sight: Change.Sight
            var cost: Money?
        }

        func lastSight(before run: Run, in database: Database) throws(SQLiteError) -> Version? {
            try database.row(
                """
                SELECT state, facts, cost FROM version WHERE arn = \(arn) AND run < \(run.id)
                ORDER BY run DESC LIMIT 1
                """
            ) { row in
                Version(
                    sight: Change.Sight(state: Change.Sight.State(rawValue: row[0]) ?? .stale, facts: row[1]),
                    cost: (row[2] as Int64?).map(Money.init(units:)))
            }
        }

        func keep(
            _ before: Version?, of service: String, lastLook: Timestamp?, _ run: Run, in database: Database
        ) throws(SQLiteError) {
            // What nobody has looked at is as it was; what was gone before it was known has no history.
            guard sight.state != .deleted || before != nil else { return }
            let change = Change(from: before?.sight, to: sight, made: made, lastLook: lastLook)
            // The facts of what is stale or gone are those of the last look.
            let earlier = before?.sight.facts ?? "{}"
            let facts = sight.state == .present ? Change.known(earlier, sight.facts) : earlier
            if before == nil || change != nil || before?.sight.state != sight.state || facts != earlier {
                try database.execute(
                    """
                    INSERT INTO version (arn, run, state, facts, cost)
                    VALUES (\(arn), \(run.id), \(sight.state.rawValue), \(facts), \(cost?.units))
                    """)
            }
            let costBefore = try keepCost(run, in: database) ?? before?.cost
            guard let change else { return }
            let costs = costs(of: change.kind, before: costBefore)
            try database.execute(
                """
                INSERT INTO event (run, arn, kind, service, account, region, name, fields, cost_before,
                    cost_after)
                VALUES (\(run.id), \(arn), \(change.kind.rawValue), \(service), \(account), \(region), \(name),
                    \(change.fields), \(costs.before?.units), \(costs.after?.units))
                """)
        }

        /// What is not there costs nothing, and what nobody could look at has no cost that anybody knows.
        private func costs(of kind: Change.Kind, before: Money?) -> (before: Money?, after: Money?) {
            switch kind {
            case .created, .restored: (.zero, cost)
            case .deleted: (before, .zero)
            case .stale: (nil, nil)
            case .found, .modified, .moved: (before, cost)
            }
        }

        /// Remembers what it costs, and gives what it cost when it was last seen before this run.
        private func keepCost(_ run: Run, in database: Database) throws(SQLiteError) -> Money? {
            if sight.state == .present {
                try database.execute(
                    """
                    INSERT INTO last_cost (arn, run, cost) VALUES (\(arn), \(run.id), \(cost?.units))
                    ON CONFLICT DO UPDATE SET before = iif(run < excluded.run, cost, before), run = excluded.run,
                        cost = excluded.cost
                    """)
            }
            return try database.row(
                "SELECT iif(run < \(run.id), cost, before) FROM last_cost WHERE arn = \(arn)"
            ) { row in (row[0] as Int64?).map(Money.init(units:)) } ?? nil
        }
    }
}

extension Database {
    /// The newest run before one that saw what it could.
    func wholeRun(before run: Run) throws(SQLiteError) -> Run? {
        try row(
            """
            SELECT id, as_of FROM run WHERE id < \(run.id) AND state IN ('complete', 'partial')
            ORDER BY id DESC LIMIT 1
            """
        ) { row in Run(id: row[0], asOf: row[1]) }
    }
}
