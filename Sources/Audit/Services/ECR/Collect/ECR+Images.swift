import AWS
import Formats
import Images
import Pipeline
import SQLite

extension ECR {
    /// Lists the images of a repository, and only then lets its manifests be read: reading one counts as a pull.
    struct ImageListing: AWSStep {
        let access: Access
        /// Whether manifests are read at all.
        let readsManifests: Bool
        let service = "ecr"
        let name = "images"

        func page(
            of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
        ) async throws -> Page {
            let arn = arn(of: cell, client)
            do {
                return try await listing(
                    DescribeImages(repository: cell.scope), of: cell, at: cursor, client
                ) { answer in
                    let isLast = answer.next == nil
                    let hasSome = !answer.images.isEmpty || cursor != nil
                    return Listed(found: isLast && hasSome ? next(behind: cell) : []) { database in
                        let shelf = ImageShelf(repository: arn, database: database, run: run)
                        let count = try answer.images.reduce(0) { try $0 + shelf.put($1) }
                        if isLast { try shelf.forgetUnseen() }
                        return count
                    }
                }
            } catch let error as AWSError where error.saysGone {
                return Resource.gone(arn)
            }
        }

        private func next(behind cell: Cell) -> [Cell] {
            (readsManifests ? ["manifests", "scans"] : ["scans"]).map { step in
                Cell(.collect, "ecr", step, account: cell.account, region: cell.region, scope: cell.scope)
            }
        }
    }

    /// The images of a repository in the database.
    struct ImageShelf {
        let repository: String
        let database: Database
        let run: Run

        /// Stores what is known of an image, and says whether this run had not seen it yet.
        func put(_ image: ImageDetail) throws(SQLiteError) -> Int {
            let digest = image.digest.bytes
            let tags = image.tags.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            let count = try database.execute(
                """
                INSERT INTO ecr_image (repository, digest, tags, bytes, pushed, pulled, effective_pull, media_type,
                    artifact_type, subject, status, archived, activated, run, as_of)
                VALUES (\(repository), \(digest), \(tags.joined(separator: " ")), \(image.bytes), \(image.pushed),
                    \(image.pulled), \(image.pulled), \(image.mediaType), \(image.artifactType),
                    \(image.subject?.bytes), \(image.status), \(image.archived), \(image.activated), \(run.id),
                    \(run.asOf))
                ON CONFLICT (repository, digest) DO UPDATE SET tags = excluded.tags, bytes = excluded.bytes,
                    pushed = excluded.pushed, pulled = excluded.pulled,
                    effective_pull = CASE WHEN \(Self.isOwnPull) THEN effective_pull ELSE excluded.pulled END,
                    is_own_pull = CASE WHEN excluded.pulled IS NULL THEN 0 ELSE \(Self.isOwnPull) END,
                    media_type = excluded.media_type, artifact_type = excluded.artifact_type,
                    subject = excluded.subject, status = excluded.status, archived = excluded.archived,
                    activated = excluded.activated, run = excluded.run, as_of = excluded.as_of
                WHERE ecr_image.run <> excluded.run
                """)
            if count > 0 {
                for tag in tags { try point(tag, to: digest) }
                try saveScan(of: image, digest)
            }
            return count
        }

        /// Whether a pull is the one by which this program read the manifest.
        ///
        /// AWS writes a pull down within a day, and a night may be long.
        private static let isOwnPull: SQL = """
            (excluded.pulled IS NOT NULL AND ecr_image.fetched IS NOT NULL
                AND excluded.pulled BETWEEN ecr_image.fetched - 3600 AND ecr_image.fetched + 172800)
            """

        /// Remembers where a tag points, and whether it has moved there from elsewhere.
        private func point(_ tag: String, to digest: [UInt8]) throws(SQLiteError) {
            try database.execute(
                """
                INSERT INTO ecr_tag (repository, tag, digest, since, moves, run)
                VALUES (\(repository), \(tag), \(digest), \(run.asOf), 0, \(run.id))
                ON CONFLICT (repository, tag) DO UPDATE SET run = excluded.run,
                    previous = CASE WHEN digest <> excluded.digest THEN digest ELSE previous END,
                    moves = moves + (digest <> excluded.digest),
                    since = CASE WHEN digest <> excluded.digest THEN excluded.since ELSE since END,
                    digest = excluded.digest
                """)
        }

        /// What the listing says of a scan, where it does: newer scans have to be asked for.
        private func saveScan(of image: ImageDetail, _ digest: [UInt8]) throws(SQLiteError) {
            guard let severities = image.severities else { return }
            let scan = ImageScan(
                kind: .basic, status: image.scanStatus ?? "COMPLETE", completed: image.scanned,
                severities: severities)
            try scan.save(repository, digest, in: database, run)
        }

        /// Remembers what the indexes listed that are gone: without them nothing tells that it is a rest.
        private func rememberRests() throws(SQLiteError) {
            let gone = try database.rows(
                """
                SELECT ecr_image.digest, packed FROM ecr_image JOIN ecr_manifest USING (digest)
                WHERE repository = \(repository) AND ecr_image.run <> \(run.id) AND media_type GLOB '*.index.*'
                    OR repository = \(repository) AND ecr_image.run <> \(run.id) AND media_type GLOB '*manifest.list*'
                """
            ) { row in (digest: row[0] as [UInt8], packed: row[1] as [UInt8]) }
            for index in gone {
                guard let manifest = try? Manifest(packed: index.packed) else { continue }
                for child in manifest.children {
                    try database.execute(
                        """
                        INSERT INTO ecr_dangling (repository, digest, parent, since)
                        VALUES (\(repository), \(child.digest.bytes), \(index.digest), \(run.asOf))
                        ON CONFLICT (repository, digest) DO NOTHING
                        """)
                }
            }
        }

        /// Forgets what the listing no longer shows.
        func forgetUnseen() throws(SQLiteError) {
            try rememberRests()
            for table in ["ecr_image", "ecr_tag"] {
                try database.execute(
                    "DELETE FROM \(name: table) WHERE repository = \(repository) AND run <> \(run.id)")
            }
            for table in ["ecr_scan", "ecr_dangling"] {
                try database.execute(
                    """
                    DELETE FROM \(name: table) WHERE repository = \(repository) AND digest NOT IN (
                        SELECT digest FROM ecr_image WHERE ecr_image.repository = \(repository))
                    """)
            }
        }
    }
}
