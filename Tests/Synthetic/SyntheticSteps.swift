import Pipeline
import SQLite
import Synchronization

/// Lets each flaky cell fail a few times in the life of the process.
final class Flakes: Sendable {
    private let failures: Int
    private let seen = Mutex<[Cell: Int]>([:])

    init(failures: Int) { self.failures = failures }

    func trip(over cell: Cell) throws {
        let count = seen.withLock { seen in
            seen[cell, default: 0] += 1
            return seen[cell, default: 0]
        }
        if count <= failures { throw Gap.unsteady("the connection dropped") }
    }
}

/// The accounts, two pages of them.
struct ListAccounts: Step {
    let service = "synthetic"
    let name = "accounts"
    let estate: SyntheticEstate

    func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
        let half = estate.accounts / 2
        let range = cursor == nil ? 0..<half : half..<estate.accounts
        let found = range.map { account in
            Cell(.discover, "synthetic", "regions", account: SyntheticEstate.name(account: account))
        }
        return Page(found: found, next: cursor == nil ? Cursor("second half") : nil) { _ in range.count }
    }
}

/// The regions of one account.
///
/// Some accounts are denied now and then; some know a region of their neighbour too.
struct ListRegions: Step {
    let service = "synthetic"
    let name = "regions"
    let estate: SyntheticEstate

    func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
        let number = (Int(cell.account) ?? 0) - 100_000_000_000
        if (number + run.id) % 4 == 3 { throw Gap.deniedByIAM("not authorised to list regions") }
        var found = (0..<estate.regions).map { items(of: number, $0) }
        if number % 3 == 0 { found.append(items(of: (number + 1) % estate.accounts, 0)) }
        let cells = found
        return Page(found: cells) { _ in cells.count }
    }

    private func items(of account: Int, _ region: Int) -> Cell {
        Cell(
            .discover, "synthetic", "items", account: SyntheticEstate.name(account: account),
            region: SyntheticEstate.name(region: region))
    }
}

/// The items of one account and region.
///
/// What failed, failed for the reasons that real listings have.
struct ListItems: Step {
    let service = "synthetic"
    let name = "items"
    let estate: SyntheticEstate
    let flakes: Flakes

    func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
        try refuse(cell, run)
        let first = cursor.flatMap { Int($0.text) } ?? 0
        let all = SyntheticEstate.number(cell.account, cell.region) % 5 == 0 ? 0 : estate.items
        let last = min(first + estate.pageSize, all)
        let (account, region) = (cell.account, cell.region)
        // Some items are gone on the second run, and come back on the third.
        let items = (first..<last).map { "item-\($0)" }
            .filter { (SyntheticEstate.number(account, region, $0) + run.id) % 7 != 0 }
        return Page(next: last < all ? Cursor(String(last)) : nil) { database in
            for item in items {
                try database.execute(
                    """
                    INSERT INTO item VALUES (\(account), \(region), \(item),
                        \(SyntheticEstate.number(account, item) % 1000), \(run.id), \(run.asOf))
                    ON CONFLICT DO UPDATE SET seen_by = excluded.seen_by, as_of = excluded.as_of
                    """)
            }
            if last == all { try Self.removeUnseen(account, region, run, in: database) }
            return items.count
        }
    }

    /// An item is deleted only by the cell that listed its whole region without it.
    private static func removeUnseen(
        _ account: String, _ region: String, _ run: Run, in database: Database
    ) throws {
        try database.execute(
            "DELETE FROM item WHERE account = \(account) AND region = \(region) AND seen_by <> \(run.id)")
    }

    private func refuse(_ cell: Cell, _ run: Run) throws {
        switch (SyntheticEstate.number(cell.account, cell.region) + run.id) % 17 {
        case 1: throw Gap.deniedByIAM("not authorised to list items")
        case 2: throw Gap.deniedBySCP("an explicit deny in a service control policy")
        case 3: throw Gap.regionOff("the region is not enabled")
        case 4: throw Gap.unsteady("the server answered 500")
        case 5, 6, 7: try flakes.trip(over: cell)
        default: break
        }
    }
}

/// Three days of samples of one item, a day a page.
struct CollectSamples: Step {
    let service = "synthetic"
    let name = "samples"
    let estate: SyntheticEstate
    let flakes: Flakes

    func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
        let key = SyntheticEstate.number(cell.account, cell.region, cell.scope)
        let day = cursor.flatMap { Int($0.text) } ?? 0
        if key % 23 == 1, day == 1 { throw Gap.throttled("rate exceeded") }
        if key % 11 == 1 { try flakes.trip(over: cell) }
        let samples = (0..<64).map { UInt8(truncatingIfNeeded: key >> ($0 % 24) + day) }
        return Page(next: day < 2 ? Cursor(String(day + 1)) : nil) { database in
            try database.execute(
                """
                INSERT INTO sample
                VALUES (\(cell.account), \(cell.region), \(cell.scope), \(run.id * 10 + day), \(samples))
                ON CONFLICT DO UPDATE SET samples = excluded.samples
                """)
            // Breaks a rule of the schema now and then: the page must vanish with its cursor.
            if key % 29 == 1, day == 2 {
                try database.execute("INSERT INTO price (account, amount) VALUES (NULL, 1)")
            }
            return 1
        }
    }
}

/// What an account pays for an item.
struct PriceAccount: Step {
    let service = "synthetic"
    let name = "price"

    func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
        Page { database in
            let amount = SyntheticEstate.number(cell.account, String(run.id)) % 100
            return try database.execute(
                """
                INSERT INTO price VALUES (\(cell.account), \(amount))
                ON CONFLICT DO UPDATE SET amount = excluded.amount
                """)
        }
    }
}

/// Items that cost too much.
struct FindSavings: Step {
    let service = "synthetic"
    let name = "savings"

    func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
        Page { database in
            try database.execute("DELETE FROM finding WHERE account = \(cell.account)")
            return try database.execute(
                """
                INSERT INTO finding
                SELECT item.account, item.region, item.name, size * amount FROM item JOIN price USING (account)
                WHERE item.account = \(cell.account) AND size * amount > 20000
                """)
        }
    }
}
