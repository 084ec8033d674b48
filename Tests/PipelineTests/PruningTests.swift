import Formats
import Pipeline
import SQLite
import Synthetic
import Testing

/// What a database forgets must not show: beside one that forgets nothing, every newest run is the same.
struct PruningTests {
    private static let nights = 56

    fileprivate static var retention: Retention {
        var retention = Retention()
        retention.runs = 24
        retention.cells = 3
        retention.piece = 7
        return retention
    }

    /// Chance that is the same in both estates.
    private static func number(_ run: Int, _ cell: Cell, _ salt: Int = 0) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in "\(run) \(cell) \(salt)".utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return Int((hash ^ hash >> 29) & 0xFFFF)
    }

    private static func place(_ number: Int) -> Cell {
        Cell(.discover, "test", "place", account: "a", region: "region-\(number)")
    }

    /// A root that finds places, which find things, which find parts.
    ///
    /// Each fails now and then, some for many nights;
    /// place 5 is not found from night 6 to 45, far longer than runs are kept, and then cannot be read.
    private static var stages: [Stage] {
        let steps: [any Step] = [
            Act("root") { cell, _, run in
                if run.id > 1, number(run.id, cell) % 5 == 0 { throw Gap.deniedByIAM("no root") }
                let places = (0..<6).filter { $0 < 5 || !(6...45).contains(run.id) }
                return Page(found: places.map(place)) { _ in 1 }
            },
            Act("place") { cell, _, run in
                let isLost = cell.region == "region-5" ? run.id > 45 : number(run.id / 6, cell) % 3 == 0
                if run.id > 1, isLost { throw Gap.failed("no place") }
                // Each is gone for some nights now and then: within the nights for which runs are kept.
                let things = (0..<8).filter { (run.id / 3 + $0) % 3 > 0 }
                return Page(found: things.map { other("thing", of: cell, "\($0)") }) { _ in things.count }
            },
            Act("thing") { cell, _, run in
                if number(run.id, cell) % 4 == 0 { throw Gap.failed("no thing") }
                return Page(found: [other("part", of: cell, cell.scope + "/x")]) { _ in 1 }
            },
            Act("part") { cell, _, run in
                if number(run.id, cell) % 3 == 0 { throw Gap.failed("no part") }
                return Page { _ in number(run.id, cell) % 2 }
            },
        ]
        return TestEstate.stages(.discover, steps, [Cell(.discover, "test", "root")])
    }

    private static func other(_ step: String, of cell: Cell, _ scope: String) -> Cell {
        Cell(.discover, "test", step, account: cell.account, region: cell.region, scope: scope)
    }

    @Test(arguments: [nil, 1, 2, 5])
    func `a newest run is the same whether or not old ones were forgotten`(_ pieces: Int?) async throws {
        let (keeping, forgetting) = (try TestEstate(), try TestEstate())

        for night in 1...Self.nights {
            for estate in [keeping, forgetting] {
                try await estate.run(asOf: Int64(night) * 86_400, stages: Self.stages)
            }
            // Stopped after some pieces, as a kill would stop it, on nights that are not the last of a few.
            try await forgetting.forget(stoppingAfter: night % 4 == 0 ? nil : pieces)
            let (left, all) = (try forgetting.newest(), try keeping.newest())
            try #require(left == all, "night \(night): \(Set(left).symmetricDifference(all).sorted())")
        }

        let (all, left) = (try keeping.count(of: "cell"), try forgetting.count(of: "cell"))
        #expect(left * 3 < all, "\(left) of \(all) cells are left")
        #expect(try forgetting.count(of: "run") < 28)
        #expect(try forgetting.dangling() == 0)
    }

    @Test func `old runs still say how many cells they had`() async throws {
        let (keeping, forgetting) = (try TestEstate(), try TestEstate())
        for night in 1...10 {
            for estate in [keeping, forgetting] {
                try await estate.run(asOf: Int64(night) * 86_400, stages: Self.stages)
            }
            try await forgetting.forget(stoppingAfter: nil)
        }

        for night in 1...10 {
            #expect(try forgetting.coverage(of: night) == keeping.coverage(of: night))
        }
    }

    @Test func `a run that is open is never forgotten, nor anything while it is`() async throws {
        let estate = try TestEstate()
        for night in 1...6 { try await estate.run(asOf: Int64(night) * 86_400, stages: Self.stages) }
        try await estate.run(asOf: 700_000, stages: Self.stages, only: [.discover])
        let before = try estate.read { try $0.logicalDump() }

        try await estate.forget(stoppingAfter: nil)

        #expect(try estate.read { try $0.logicalDump() } == before)
    }
}

extension TestEstate {
    fileprivate func forget(stoppingAfter pieces: Int?) async throws {
        let lock = try estate.lock(as: "test")
        let store = try estate.open(SyntheticEstate.migrations, version: "test", holding: lock)
        let stop = StopSwitch()
        let done = Tally()
        let upkeep = Upkeep(
            store, of: estate, PruningTests.retention, stop: stop,
            moved: { if let pieces, done.add("piece") >= pieces { stop.turnOn() } })
        try await upkeep.forget(now: Timestamp(seconds: 1_000_000_000))
    }

    /// The newest run's cells and finds, when each place last really looked before it, and what it would carry over.
    fileprivate func newest() throws -> [String] {
        try read { database in
            let run = try database.runs(limit: 1).first?.run.id ?? 0
            let cells = try database.rows(
                """
                SELECT step || ' ' || region || ' ' || scope || ' ' || state || ' ' || coalesce(reason, '') || ' '
                    || coalesce(as_of, 'never') || ' ' || (
                        SELECT coalesce(group_concat(step || region || scope), '') FROM (
                            SELECT below.step, below.region, below.scope FROM find JOIN cell AS below
                                ON below.id = find.child WHERE find.parent = cell.id ORDER BY 1, 2, 3))
                FROM cell WHERE run = \(run) ORDER BY 1
                """
            ) { row in row[0] as String }
            let looks = try (0..<6).map { number in
                try database.row(
                    """
                    SELECT cell.as_of FROM run CROSS JOIN cell ON cell.run = run.id
                    WHERE run.id < \(run) AND cell.stage = 'discover' AND cell.service = 'test'
                        AND cell.step = 'place' AND cell.account = 'a' AND cell.region = \("region-\(number)")
                        AND cell.scope = '' AND cell.state IN ('complete', 'empty')
                    ORDER BY run.id DESC LIMIT 1
                    """
                ) { row in "place \(number) \(row[0] as Int)" } ?? "place \(number) never"
            }
            return cells + looks
        }
    }

    fileprivate func coverage(of night: Int) throws -> [String] {
        try read { database in
            try database.coverage(of: Run(id: night, asOf: Timestamp(seconds: 0))).map { "\($0)" }.sorted()
        }
    }

    fileprivate func count(of table: String) throws -> Int {
        try read { try $0.row("SELECT count(*) FROM \(name: table)") { row in row[0] as Int } ?? 0 }
    }

    /// Finds of cells that are not there.
    fileprivate func dangling() throws -> Int {
        try read { database in
            try database.row(
                """
                SELECT count(*) FROM find WHERE NOT EXISTS (SELECT 1 FROM cell WHERE id = parent)
                    OR NOT EXISTS (SELECT 1 FROM cell WHERE id = child)
                """
            ) { row in row[0] as Int } ?? -1
        }
    }
}
