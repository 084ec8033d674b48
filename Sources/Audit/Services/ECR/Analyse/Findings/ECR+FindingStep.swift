import Formats
import Pipeline
import SQLite

extension ECR {
    /// Makes findings of what the reviews have written, for an account in a region.
    struct RepositoryFindings: Step {
        let setting: Setting
        let service = "ecr"
        let name = "findings"
        let turn = 2

        private static let some = 128

        func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
            let (found, last) = try await setting.store.read { database in
                let registry = try Registry(of: cell, in: database)
                let repositories = try ReviewedRepository.some(
                    of: cell, run, behind: cursor?.text ?? "", limit: Self.some, in: database)
                var found = cursor == nil ? try Self.placeFindings(cell, registry, run, database) : []
                for repository in repositories {
                    found += repository.policyFindings(asOf: run.asOf)
                    found += repository.wasteFindings() + repository.incompleteFindings()
                    found += repository.pullFindings() + repository.quotaFindings()
                    found += repository.previewFindings()
                    found += repository.scanningFindings(registry)
                    found += try ECR.tagFindings(repository, in: database)
                    found += try ECR.scanFindings(repository, in: database)
                    found += try ECR.accessFindings(repository, in: database)
                }
                return (found, repositories.count < Self.some ? nil : repositories.last?.arn)
            }
            return Page(next: last.map(Cursor.init)) { database in
                if cursor == nil { try database.forgetFindings(of: cell, run) }
                return try database.add(found, asOf: run.asOf, run)
            }
        }

        /// What is found of a place as a whole.
        private static func placeFindings(
            _ cell: Cell, _ registry: Registry, _ run: Run, _ database: Database
        ) throws(SQLiteError) -> [Finding] {
            try ECR.missingFindings(cell, run, in: database)
                + ECR.replicationFindings(cell, registry, run, in: database)
                + ECR.mountingFindings(cell, registry, run, in: database)
                + ECR.ownPullFindings(cell, run, in: database)
                + ECR.doubtFindings(cell, run, in: database)
        }
    }

    /// The cells of the fourth stage: the reviews, what repositories share, and the findings.
    static func analysisPlan(_ run: Run, in database: Database) throws(SQLiteError) -> [Cell] {
        let places = try database.rows(
            """
            SELECT DISTINCT account, region FROM resource
            WHERE service = 'ecr' AND (\(Inventory.isThere(run))) ORDER BY account, region
            """
        ) { row in (account: row[0] as String, region: row[1] as String) }
        let users = try database.rows(
            "SELECT DISTINCT account, region FROM ecr_use ORDER BY account, region"
        ) { row in (account: row[0] as String, region: row[1] as String) }
        guard !places.isEmpty || !users.isEmpty else { return [] }
        let all = Set((places + users).map { [$0.account, $0.region] }).sorted {
            $0.lexicographicallyPrecedes($1)
        }
        return places.map { Cell(.analyse, "ecr", "reviews", account: $0.account, region: $0.region) }
            + [LayerComparison.first]
            + all.map { Cell(.analyse, "ecr", "findings", account: $0[0], region: $0[1]) }
    }
}
