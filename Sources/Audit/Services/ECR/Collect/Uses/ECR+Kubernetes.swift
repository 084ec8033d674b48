import AWS
import Formats
import Images
import Pipeline
import SQLite

extension ECR {
    /// What Inspector has seen running, in clusters of any kind: the only one that sees pods without their cluster's keys.
    struct InspectedImages: AWSStep {
        let access: Access
        let service = "ecr"
        let name = UseSource.inspector.firstStep

        func page(
            of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
        ) async throws -> Page {
            try await listing(ListCoverage(), of: cell, at: cursor, client) { answer in
                let images = try answer.list("coveredResources").compactMap { InspectedImage($0) }
                return Listed { database in
                    try images.reduce(0) { try $0 + $1.save(of: cell, in: database, run) }
                }
            }
        }
    }

    /// An image that Inspector watches.
    private struct InspectedImage: Sendable {
        var repository: String
        var digest: ContentDigest
        var uses: Int
        var lastUsed: Timestamp?

        /// From `arn:aws:ecr:eu-west-1:111122223333:repository/team/app/sha256:…`; nil for what is no image.
        init?(_ json: JSON) {
            guard let id = json["resourceId"]?.string, let slash = id.lastIndex(of: "/"),
                let digest = ContentDigest(id[id.index(after: slash)...])
            else { return nil }
            // What is not watched any more is not told to be unused.
            guard json["scanStatus"]?["statusCode"]?.string != "INACTIVE" else { return nil }
            repository = String(id[..<slash])
            self.digest = digest
            let image = json["resourceMetadata"]?["ecrImage"]
            uses = image?["inUseCount"]?.number?.int ?? 0
            lastUsed = image?["lastInUseAt"]?.number.flatMap { try? Timestamp(aws: $0.text.utf8.span) }
        }

        func save(of cell: Cell, in database: Database, _ run: Run) throws(SQLiteError) -> Int {
            try database.execute(
                """
                INSERT INTO ecr_inspected (repository, digest, uses, last_used, run, as_of)
                VALUES (\(repository), \(digest.bytes), \(uses), \(lastUsed), \(run.id), \(run.asOf))
                ON CONFLICT (repository, digest) DO UPDATE SET uses = excluded.uses, last_used = excluded.last_used,
                    run = excluded.run, as_of = excluded.as_of
                WHERE ecr_inspected.run <> excluded.run
                """)
        }
    }

    /// The clusters of Kubernetes in a place: what runs in them only Inspector tells.
    struct KubernetesListing: AWSStep {
        let access: Access
        let service = "ecr"
        let name = UseSource.eks.firstStep

        func page(
            of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
        ) async throws -> Page {
            try await listing(ListKubernetesClusters(), of: cell, at: cursor, client) { answer in
                let clusters = try answer.texts("clusters")
                return Listed { database in
                    for cluster in clusters {
                        try database.execute(
                            """
                            INSERT INTO ecr_kubernetes (account, region, cluster, run)
                            VALUES (\(cell.account), \(cell.region), \(cluster), \(run.id))
                            ON CONFLICT (account, region, cluster) DO UPDATE SET run = excluded.run
                            """)
                    }
                    if ListKubernetesClusters.nextToken(in: answer) == nil {
                        try database.forget("ecr_kubernetes", of: cell, unseenBy: run)
                    }
                    return clusters.count
                }
            }
        }
    }
}
