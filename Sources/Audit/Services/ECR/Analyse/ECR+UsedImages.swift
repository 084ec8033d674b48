import Formats
import Images
import Pipeline
import SQLite

extension ECR {
    /// What uses the images of a repository.
    struct UsedImages: Sendable {
        /// One use, and the image that it means.
        struct Use: Sendable {
            var root: Root
            var account: String
            var region: String
            var image: String
            /// The image; nil where there is none of that name.
            var digest: ContentDigest?
            /// What it names; it may be gone.
            var isThere: Bool
            var isArchived: Bool
        }

        let uses: [Use]
        /// Whether Inspector watches the repository.
        let isInspected: Bool

        init(_ uses: [Use]) { (self.uses, isInspected) = (uses, false) }

        /// The uses of a repository, by its ARN.
        init(of arn: String, _ run: Run, in database: Database) throws(SQLiteError) {
            let parts = arn.split(separator: ":", maxSplits: 5).map(String.init)
            guard parts.count == 6, let slash = parts[5].firstIndex(of: "/") else {
                (uses, isInspected) = ([], false)
                return
            }
            let name = String(parts[5][parts[5].index(after: slash)...])
            var found = try database.rows(
                """
                SELECT use.source, use.user, use.account, use.region, use.image, coalesce(use.digest, ecr_tag.digest),
                    ecr_image.status
                FROM ecr_use AS use
                LEFT JOIN ecr_tag ON use.digest IS NULL AND ecr_tag.repository = \(arn)
                    AND ecr_tag.tag = coalesce(use.tag, 'latest')
                LEFT JOIN ecr_image ON ecr_image.repository = \(arn)
                    AND ecr_image.digest = coalesce(use.digest, ecr_tag.digest)
                WHERE registry = \(parts[4]) AND registry_region = \(parts[3]) AND use.repository = \(name)
                ORDER BY use.source, use.account, use.region, use.user, use.image
                """
            ) { row in
                let status = row[6] as String?
                return Use(
                    root: Root(source: row[0], user: row[1]), account: row[2], region: row[3], image: row[4],
                    digest: (row[5] as [UInt8]?).flatMap { ContentDigest(bytes: $0) }, isThere: status != nil,
                    isArchived: status == "ARCHIVED")
            }
            let inspected = try database.rows(
                """
                SELECT digest, uses, EXISTS (SELECT 1 FROM ecr_image WHERE ecr_image.repository = \(arn)
                    AND ecr_image.digest = ecr_inspected.digest)
                FROM ecr_inspected WHERE repository = \(arn) ORDER BY digest
                """
            ) { row in (digest: row[0] as [UInt8], uses: row[1] as Int, isThere: row[2] as Bool) }
            // Of every image that could run it has to be told, or one that is not may run in a cluster.
            let unwatched = try database.row(
                """
                SELECT 1 FROM ecr_image WHERE repository = \(arn) AND status = 'ACTIVE' AND subject IS NULL
                    AND coalesce(media_type, '') NOT GLOB '*.index.*'
                    AND coalesce(media_type, '') NOT GLOB '*manifest.list*'
                    AND NOT EXISTS (SELECT 1 FROM ecr_inspected WHERE ecr_inspected.repository = \(arn)
                        AND ecr_inspected.digest = ecr_image.digest AND ecr_inspected.run = \(run.id))
                LIMIT 1
                """
            ) { _ in true }
            isInspected = !inspected.isEmpty && unwatched == nil
            for image in inspected where image.uses > 0 && image.isThere {
                found.append(
                    Use(
                        root: Root(source: "inspector", user: "\(image.uses) running containers"),
                        account: parts[4], region: parts[3], image: name,
                        digest: ContentDigest(bytes: image.digest), isThere: true, isArchived: false))
            }
            uses = found
        }

        /// The images that are used, with the first use of each.
        func roots(among places: [ContentDigest: Int]) -> [Int: Root] {
            var roots: [Int: Root] = [:]
            for use in uses {
                guard let digest = use.digest, let index = places[digest], roots[index] == nil else {
                    continue
                }
                roots[index] = use.root
            }
            return roots
        }

        /// The uses of what is not there.
        var missing: [Use] { uses.filter { !$0.isThere } }
    }

    /// Some of the images of which scans matter: those that are used, and what the indexes among them list.
    static func scannable(
        of arn: String, _ run: Run, behind: [UInt8], limit: Int, in database: Database
    ) throws -> [ContentDigest] {
        let used = Set(try UsedImages(of: arn, run, in: database).uses.filter(\.isThere).compactMap(\.digest))
        var all = used
        for digest in used {
            let packed = try database.row("SELECT packed FROM ecr_manifest WHERE digest = \(digest.bytes)") {
                row in
                row[0] as [UInt8]
            }
            guard let packed, let manifest = try? Manifest(packed: packed), manifest.kind == .index else {
                continue
            }
            // The index itself is never scanned.
            all.remove(digest)
            all.formUnion(manifest.children.filter { $0.attests == nil }.map(\.digest))
        }
        let start = ContentDigest(bytes: behind)
        return Array(all.filter { digest in start.map { $0 < digest } ?? true }.sorted().prefix(limit))
    }
}
