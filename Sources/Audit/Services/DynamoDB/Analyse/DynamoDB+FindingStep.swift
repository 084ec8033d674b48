import Formats
import Pipeline
import SQLite

extension DynamoDB {
    /// Makes findings of what the reviews have written, for an account in a region; or, without an account, of what
    /// belongs to the region as a whole.
    struct TableFindings: Step {
        let setting: Setting
        let service = "dynamodb"
        let name = "findings"
        let turn = 2

        private static let some = 128

        func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
            guard !cell.account.isEmpty else { return try await regionPage(of: cell, in: run) }
            let (found, last, asOf) = try await setting.store.read { database in
                let prices = try DynamoDBPrices(region: cell.region, in: database)
                let tables = try Facts.some(
                    of: cell, run, behind: cursor?.text ?? "", limit: Self.some, in: database)
                var found = cursor == nil ? try DynamoDB.quotaFindings(of: cell, run, in: database) : []
                let discount = try Discount(of: cell.account, asOf: run.asOf, in: database)
                for facts in tables {
                    let judged = try Judged(
                        facts, prices, run, ownerTags: setting.scope.ownerTags, in: database)
                    found += Self.findings(judged).map { finding in
                        var finding = finding.after(discount)
                        finding.asOf = facts.asOf
                        return finding
                    }
                }
                let last = tables.count < Self.some ? nil : tables.last?.arn
                return (found, last, run.asOf)
            }
            return Page(next: last.map(Cursor.init)) { database in
                if cursor == nil { try database.forgetFindings(of: cell, run) }
                return try database.add(found, asOf: asOf, run)
            }
        }

        /// What is found of one table.
        static func findings(_ table: Judged) -> [Finding] {
            table.capacityFindings() + table.classFindings() + table.utilisationFindings()
                + table.throttleFindings() + table.idleTableFindings() + table.idleIndexFindings()
                + table.projectionFindings() + table.backupFindings() + table.streamFindings()
                + table.growthFindings() + table.limitFindings() + table.tagFindings()
                + table.scalingFindings()
        }

        private func regionPage(of cell: Cell, in run: Run) async throws -> Page {
            let purchases = try await setting.store.read { database in
                try database.rows(
                    """
                    SELECT \(Purchase.columns) FROM dynamodb_purchase
                    WHERE region = \(cell.region) AND run = \(run.id) ORDER BY dimension, is_unused
                    """, Purchase.init)
            }
            return Page { database in
                try database.forgetFindings(of: cell, run)
                return try database.add(
                    purchases.map { $0.finding(in: cell.region) }, asOf: run.asOf, run)
            }
        }
    }

    /// The cells of the fourth stage: the reviews, then what belongs to regions, then the findings.
    static func analysisPlan(_ run: Run, in database: Database) throws(SQLiteError) -> [Cell] {
        let places = try database.rows(
            """
            SELECT DISTINCT account, region FROM resource
            WHERE service = 'dynamodb' AND (\(Inventory.isThere(run))) ORDER BY account, region
            """
        ) { row in (account: row[0] as String, region: row[1] as String) }
        let regions = Set(places.map(\.region)).sorted()
        func cell(_ step: String, _ account: String, _ region: String) -> Cell {
            Cell(.analyse, "dynamodb", step, account: account, region: region)
        }
        return regions.map { cell("prices", "", $0) } + places.map { cell("tables", $0.account, $0.region) }
            + regions.map { cell("allotment", "", $0) }
            + places.map { cell("findings", $0.account, $0.region) }
            + regions.map { cell("findings", "", $0) }
    }
}
