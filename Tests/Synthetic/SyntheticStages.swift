import Pipeline
import SQLite

extension SyntheticEstate {
    package var stages: [Stage] {
        let flakes = Flakes(failures: flakes)
        return [
            Stage(
                .discover,
                steps: [
                    ListAccounts(estate: self), ListRegions(estate: self),
                    ListItems(estate: self, flakes: flakes),
                ],
                plan: { _, _ in Plan([Cell(.discover, "synthetic", "accounts")]) }),
            Stage(
                .collect, steps: [CollectSamples(estate: self, flakes: flakes)], plan: Self.planCollection),
            Stage(.enrich, steps: [PriceAccount()], plan: Self.planPerAccount(.enrich, "price")),
            Stage(.analyse, steps: [FindSavings()], plan: Self.planPerAccount(.analyse, "savings")),
            Stage(.report, steps: [WriteReport(estate: self)], plan: { _, _ in Plan(WriteReport.cells) }),
        ]
    }

    /// A cell for each item that is known, a hundred a page.
    private static func planCollection(_ database: Database, after cursor: Cursor?) throws -> Plan {
        let key = (cursor?.text ?? "//").split(separator: "/", omittingEmptySubsequences: false).map(
            String.init)
        let cells = try database.rows(
            """
            SELECT account, region, name FROM item
            WHERE (account, region, name) > (\(key[0]), \(key[1]), \(key[2]))
            ORDER BY account, region, name LIMIT 100
            """
        ) { row in
            Cell(.collect, "synthetic", "samples", account: row[0], region: row[1], scope: row[2])
        }
        let next =
            cells.count == 100 ? cells.last.map { Cursor("\($0.account)/\($0.region)/\($0.scope)") } : nil
        return Plan(cells, next: next)
    }

    private static func planPerAccount(
        _ stage: StageName, _ step: String
    ) -> @Sendable (Database, Cursor?) throws -> Plan {
        { database, _ in
            let accounts = try database.rows("SELECT DISTINCT account FROM item ORDER BY account") { row in
                row[0] as String
            }
            return Plan(accounts.map { Cell(stage, "synthetic", step, account: $0) })
        }
    }
}
