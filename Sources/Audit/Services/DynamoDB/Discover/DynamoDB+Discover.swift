import AWS
import Pipeline
import SQLite

extension DynamoDB {
    /// Lists the tables of an account in a region, and finds what there is to ask about each.
    struct TableListing: AWSStep {
        let access: Access
        let service = "dynamodb"
        let name = "tables"

        func page(
            of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
        ) async throws -> Page {
            try await listing(ListTables(), of: cell, at: cursor, client) { answer in
                let tables = answer.names.map { name in
                    Resource(
                        arn: client.arn("dynamodb", "table/\(name)"), kind: "table", name: name,
                        listedBy: cell)
                }
                let found = answer.names.flatMap { cells(for: $0, of: cell) }
                return Listed(found: found + (answer.names.isEmpty ? [] : around(cell))) { database in
                    try tables.reduce(0) { try $0 + $1.see(in: database, run) }
                }
            }
        }

        /// What is asked about each table.
        private func cells(for table: String, of cell: Cell) -> [Cell] {
            ["table", "tags", "ttl", "recovery"].map { step in
                Cell(.discover, "dynamodb", step, account: cell.account, region: cell.region, scope: table)
            }
        }

        /// What is asked once of a place that has tables.
        private func around(_ cell: Cell) -> [Cell] {
            let steps = [
                "limits", "backups", "scaling-targets", "scaling-policies", "scaling-actions",
                "stream-readers",
            ]
            let prices = Prices.cell(service: DynamoDBPrices.service, region: cell.region)
            return [prices]
                + steps.map { step in
                    Cell(.discover, "dynamodb", step, account: cell.account, region: cell.region)
                }
        }
    }

    /// Describes a table.
    struct TableDescription: AWSStep {
        let access: Access
        let service = "dynamodb"
        let name = "table"

        func page(
            of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
        ) async throws -> Page {
            let arn = client.arn("dynamodb", "table/\(cell.scope)")
            let table: Table
            do {
                table = try await client.send(DescribeTable(table: cell.scope))
            } catch let error as AWSError where error.saysGone {
                return Resource.gone(arn)
            }
            return Page { database in
                try Resource.setCreated(table.created, of: arn, in: database)
                return try table.save(as: arn, in: database, run)
            }
        }
    }

    /// Reads the tags of a table.
    struct TableTags: AWSStep {
        let access: Access
        let service = "dynamodb"
        let name = "tags"

        func page(
            of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
        ) async throws -> Page {
            let arn = client.arn("dynamodb", "table/\(cell.scope)")
            var tags: [String: String] = [:]
            // All of them at once: a table has 50 at most, and they are one value of the row.
            do {
                for try await page in client.pages(ListTags(arn: arn)) {
                    tags.merge(page.response.tags) { _, new in new }
                }
            } catch let error as AWSError where error.saysGone {
                return Resource.gone(arn)
            }
            return Page { [tags] database in try Resource.setTags(tags, of: arn, in: database, run) }
        }
    }
}
