import AWS
import Pipeline
import SQLite

/// Walks the organisation from its root, for partitions whose lists of accounts do not say where they lie.
struct UnitWalk: AWSStep {
    let access: Access
    let service = "organizations"
    let name = "walk"

    /// The scope of a cell is the way from the root; this one finds the root.
    static let start = Cell(.discover, "organizations", "walk")

    func page(
        of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
    ) async throws -> Page {
        guard let parent = cell.scope.split(separator: "/").last.map(String.init) else {
            return try await listing(Organizations.ListRoots(), of: cell, at: cursor, client) { answer in
                steps(to: answer.units, from: cell)
            }
        }
        // The units within are asked for with the first page: few have so many that they take another.
        guard cursor == nil else { return try await accounts(of: parent, cell, at: cursor, run, client, []) }
        var units: [Organizations.Unit] = []
        for try await page in client.pages(Organizations.ListOrganizationalUnitsForParent(parent: parent)) {
            units += page.response.units
        }
        return try await accounts(of: parent, cell, at: nil, run, client, steps(to: units, from: cell).found)
    }

    private func accounts(
        of parent: String, _ cell: Cell, at cursor: Cursor?, _ run: Run, _ client: Client, _ steps: [Cell]
    ) async throws -> Page {
        let choice = AccountSelection(access.scope)
        let way = cell.scope.split(separator: "/").map(String.init)
        let request = Organizations.ListAccountsForParent(parent: parent)
        return try await listing(request, of: cell, at: cursor, client) { answer in
            var accounts = answer.accounts
            for index in accounts.indices { accounts[index].units = way }
            var listed = choice.listed(try await choice.tagged(accounts, client), in: run)
            listed.found += steps
            return listed
        }
    }

    private func steps(to units: [Organizations.Unit], from cell: Cell) -> Listed {
        let way = cell.scope.isEmpty ? "" : cell.scope + "/"
        let cells = units.map { Cell(.discover, "organizations", "walk", scope: way + $0.id) }
        return Listed(found: cells) { _ in units.count }
    }
}

/// Reads the name of a unit.
struct UnitName: AWSStep {
    let access: Access
    let service = "organizations"
    let name = "unit"

    func page(
        of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
    ) async throws -> Page {
        let unit = try await client.send(Organizations.DescribeOrganizationalUnit(id: cell.scope))
        return Page { database in
            try database.execute(
                """
                INSERT INTO unit (id, name, run, as_of) VALUES (\(cell.scope), \(unit.name), \(run.id), \(run.asOf))
                ON CONFLICT (id) DO UPDATE SET name = excluded.name, run = excluded.run, as_of = excluded.as_of
                """)
            return 1
        }
    }
}
