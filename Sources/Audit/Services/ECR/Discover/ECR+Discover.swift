import AWS
import Pipeline
import SQLite

extension ECR {
    /// Lists the repositories of an account in a region, and finds what there is to ask about each.
    struct RepositoryListing: AWSStep {
        let access: Access
        let service = "ecr"
        let name = "repositories"

        func page(
            of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
        ) async throws -> Page {
            try await listing(DescribeRepositories(), of: cell, at: cursor, client) { answer in
                let found = answer.repositories.flatMap { cells(for: $0.name, of: cell) }
                return Listed(found: found + (found.isEmpty ? [] : around(cell))) { database in
                    try answer.repositories.reduce(0) { try $0 + $1.see(in: database, run, listedBy: cell) }
                }
            }
        }

        /// What is asked about each repository: its images in the next stage.
        private func cells(for repository: String, of cell: Cell) -> [Cell] {
            let place = (account: cell.account, region: cell.region)
            func found(_ stage: StageName, _ step: String) -> Cell {
                Cell(stage, "ecr", step, account: place.account, region: place.region, scope: repository)
            }
            return ["tags", "access", "lifecycle"].map { found(.discover, $0) }
                + [found(.collect, "images")]
        }

        /// What is asked once of a place that has repositories.
        private func around(_ cell: Cell) -> [Cell] {
            [Prices.cell(service: ECRPrices.service, region: cell.region)]
                + RegistryFact.allCases.map { fact in
                    Cell(
                        .discover, "ecr", "registry", account: cell.account, region: cell.region,
                        scope: fact.rawValue)
                }
        }
    }

    /// Reads the tags of a repository.
    struct RepositoryTags: AWSStep {
        let access: Access
        let service = "ecr"
        let name = "tags"

        func page(
            of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
        ) async throws -> Page {
            let arn = arn(of: cell, client)
            let tags: [String: String]
            do {
                tags = try await client.send(ListTags(arn: arn)).tags
            } catch let error as AWSError where error.saysGone {
                return Resource.gone(arn)
            }
            return Page { database in try Resource.setTags(tags, of: arn, in: database, run) }
        }
    }

    /// The repository that a cell is about.
    static func arn(of cell: Cell, _ client: Client) -> String {
        client.arn("ecr", "repository/\(cell.scope)")
    }
}

extension AWSStep {
    /// The repository that a cell is about.
    func arn(of cell: Cell, _ client: Client) -> String { ECR.arn(of: cell, client) }
}

extension ECR.Repository {
    /// Records that it is there, and says whether this run had not seen it yet.
    func see(in database: Database, _ run: Run, listedBy cell: Cell) throws -> Int {
        let resource = Resource(arn: arn, kind: "repository", name: name, created: created, listedBy: cell)
        try database.execute(
            """
            INSERT INTO ecr_repository (arn, uri, is_immutable, mutability, exclusions, scans_on_push, encryption,
                encryption_key, run, as_of)
            VALUES (\(arn), \(uri), \(isImmutable), \(mutability), \(exclusions.joined(separator: " ")),
                \(scansOnPush), \(encryption), \(key), \(run.id), \(run.asOf))
            ON CONFLICT (arn) DO UPDATE SET uri = excluded.uri, is_immutable = excluded.is_immutable,
                mutability = excluded.mutability, exclusions = excluded.exclusions,
                scans_on_push = excluded.scans_on_push, encryption = excluded.encryption,
                encryption_key = excluded.encryption_key, run = excluded.run, as_of = excluded.as_of
            """)
        return try resource.see(in: database, run)
    }
}
