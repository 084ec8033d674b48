import AWS
import Pipeline
import SQLite

/// The repositories of the container registry.
enum ECR {
    static let service = AuditedService(
        name: "ecr",
        listing: "repositories",
        operations: [DescribeRepositories.operation, ListTags.operation],
        probe: { client in _ = try await client.send(DescribeRepositories()) },
        steps: { access in [RepositoryListing(access: access), RepositoryTags(access: access)] },
        products: ["AmazonECR"],
        facts: """
            (SELECT json_object('is_immutable', is_immutable, 'scans_on_push', scans_on_push, 'encryption', encryption)
                FROM ecr_repository WHERE arn = resource.arn)
            """,
        migrations: [
            Migration(
                "ecr: create repository",
                """
                CREATE TABLE ecr_repository (
                    arn           TEXT    PRIMARY KEY,
                    is_immutable  INTEGER NOT NULL,
                    scans_on_push INTEGER NOT NULL,
                    encryption    TEXT    NOT NULL,
                    run           INTEGER NOT NULL,
                    as_of         INTEGER NOT NULL
                ) STRICT, WITHOUT ROWID
                """)
        ])
}
