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
                let cells = answer.repositories.map { repository in
                    Cell(
                        .discover, "ecr", "tags", account: cell.account, region: cell.region,
                        scope: repository.name)
                }
                return Listed(found: cells) { database in
                    try answer.repositories.reduce(0) { try $0 + $1.see(in: database, run, listedBy: cell) }
                }
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
            let arn = client.arn("ecr", "repository/\(cell.scope)")
            let tags: [String: String]
            do {
                tags = try await client.send(ListTags(arn: arn)).tags
            } catch let error as AWSError where error.saysGone {
                return Resource.gone(arn)
            }
            return Page { database in try Resource.setTags(tags, of: arn, in: database, run) }
        }
    }
}

extension ECR.Repository {
    fileprivate func see(in database: Database, _ run: Run, listedBy cell: Cell) throws -> Int {
        let resource = Resource(arn: arn, kind: "repository", name: name, created: created, listedBy: cell)
        try database.execute(
            """
            INSERT INTO ecr_repository (arn, is_immutable, scans_on_push, encryption, run, as_of)
            VALUES (\(arn), \(isImmutable), \(scansOnPush), \(encryption), \(run.id), \(run.asOf))
            ON CONFLICT (arn) DO UPDATE SET is_immutable = excluded.is_immutable,
                scans_on_push = excluded.scans_on_push, encryption = excluded.encryption, run = excluded.run,
                as_of = excluded.as_of
            """)
        return try resource.see(in: database, run)
    }
}
