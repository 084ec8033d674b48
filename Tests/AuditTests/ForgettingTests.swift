import Audit
import Formats
import Pipeline
import SQLite
import Support
import Testing

/// What is forgotten of samples, events and versions, and what later nights still need of them.
struct ForgettingTests {
    private static let today = 20_780

    /// A store with so many complete runs, the newest of today.
    private func store(runs: Int) async throws -> (Store, Estate, TemporaryFolder) {
        let folder = try TemporaryFolder()
        let estate = Estate(name: "acme", folder: folder.path)
        let lock = try estate.lock(as: "test")
        let store = try estate.open(Stages.migrations, version: "test", holding: lock)
        try await store.write { database in
            for run in 1...runs {
                let asOf = Timestamp(day: Self.today - runs + run)
                try database.execute(
                    """
                    INSERT INTO run (id, as_of, state, pipeline, version)
                    VALUES (\(run), \(asOf), 'complete', 'p', 'v')
                    """)
            }
        }
        return (store, estate, folder)
    }

    private func forget(
        _ store: Store, _ estate: Estate, piece: Int = 3, change: (inout Retention) -> Void
    ) async throws {
        var retention = Retention()
        retention.piece = piece
        change(&retention)
        let upkeep = Upkeep(store, of: estate, retention, prunings: HistoryPruning.all, stop: StopSwitch())
        try await upkeep.forget(now: Timestamp(day: Self.today))
    }

    @Test func `days that are forgotten count as never asked for, not as days without a value`() async throws
    {
        let (store, estate, _) = try await store(runs: 2)
        try await store.write { database in
            for series in 1...5 {
                // Of the last 100 days; the fifth was left behind 200 days ago.
                let end = series == 5 ? Self.today - 200 : Self.today
                try database.execute(
                    """
                    INSERT INTO series (id, resource, part, metric, statistic, period, first_day, end_day, as_of)
                    VALUES (\(series), \("t\(series)"), '', 'm', 'Sum', 300, \(end - 100), \(end), 0)
                    """)
                for day in end - 100..<end {
                    try database.execute(
                        "INSERT INTO series_day (id, samples) VALUES (\(day << 32 | series), x'00')")
                }
            }
        }

        try await forget(store, estate) { $0.metrics = 90 }

        let series = try await store.read { database in
            try database.rows("SELECT first_day, end_day FROM series ORDER BY id") { row in
                [row[0] as Int, row[1] as Int].map { Self.today - $0 }
            }
        }
        #expect(series == Array(repeating: [90, 0], count: 4) + [[200, 200]])
        let days = try await store.read { database in
            try database.row("SELECT count(*), min(day) FROM series_day") { row in
                [row[0] as Int, row[1] as Int]
            }
        }
        #expect(days == [4 * 90, Self.today - 90])
    }

    @Test func `an instant to come makes nothing old`() async throws {
        let (store, estate, _) = try await store(runs: 1)
        try await store.write { database in
            try database.execute("UPDATE run SET as_of = \(Timestamp(day: Self.today + 10_000))")
            try database.execute(
                "INSERT INTO series_day (id, samples) VALUES (\((Self.today - 5) << 32 | 1), x'00')")
        }

        try await forget(store, estate) { $0.metrics = 90 }

        #expect(try await store.read { try $0.row("SELECT 1 FROM series_day") { _ in true } } == true)
    }

    @Test func `of each resource the version stays that the first kept run knew`() async throws {
        let (store, estate, _) = try await store(runs: 10)
        try await store.write { database in
            for (arn, runs) in [
                ("a", [1, 3, 4, 8]), ("b", [2]), ("c", [5, 6]), ("d", [1, 2, 7]), ("e", [9]),
            ] {
                for run in runs {
                    try database.execute(
                        """
                        INSERT INTO version (arn, run, state, facts) VALUES (\(arn), \(run), 'there', '{}')
                        """)
                    try database.execute(
                        """
                        INSERT INTO event (run, arn, kind, service, account, region, name, fields)
                        VALUES (\(run), \(arn), 'modified', 's', 'a', 'r', 'n', '[]')
                        """)
                }
            }
            for run in 1...10 {
                try database.execute(
                    "INSERT INTO trend (run, measure, part, amount) VALUES (\(run), 'm', '', 1)")
                try database.execute(
                    "INSERT INTO metric_estimate VALUES (\(run), 'a', 'r', 1, 1, 1, 1)")
            }
        }

        // Runs 5 to 10 are kept.
        try await forget(store, estate) { retention in
            retention.runs = 6
            retention.cells = 2
        }

        let left = try await store.read { database in
            try ["version", "event"].map { table in
                try database.rows("SELECT arn || run FROM \(name: table) ORDER BY 1") { row in
                    row[0] as String
                }
            }
        }
        #expect(left[0] == ["a4", "a8", "b2", "c5", "c6", "d2", "d7", "e9"])
        #expect(left[1] == ["a8", "c5", "c6", "d7", "e9"])
        let runs = try await store.read { database in
            try ["run", "trend", "metric_estimate"].map { table in
                try database.row("SELECT count(*) FROM \(name: table)") { row in row[0] as Int }
            }
        }
        #expect(runs == [6, 6, 2])
    }
}
