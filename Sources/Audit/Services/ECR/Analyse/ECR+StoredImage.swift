import Formats
import Images
import Pipeline
import SQLite

extension ECR {
    /// An image of a repository as the database has it, with what its manifest says.
    struct StoredImage: Sendable {
        var digest: ContentDigest
        var tags: [String] = []
        /// What the registry says of its size; of an index, the largest of its images.
        var bytes = 0
        var pushed: Timestamp?
        /// When it was last pulled by somebody else than this program.
        var pulled: Timestamp?
        var isOwnPull = false
        var mediaType: String?
        var subject: ContentDigest?
        var isArchived = false
        var archived: Timestamp?
        var activated: Timestamp?
        /// Nil where it was not read, or could not be.
        var manifest: Manifest?

        /// Whether it lists other images, or may.
        var isIndex: Bool {
            if let manifest { return manifest.kind == .index }
            guard let mediaType else { return true }
            return mediaType.contains("manifest.list") || mediaType.contains("image.index")
        }

        /// Whether nobody knows which images it lists.
        var hidesChildren: Bool { manifest == nil && isIndex }

        /// Since when it is where it is: an image that was restored counts as pushed then.
        var arrived: Timestamp? {
            guard let activated else { return pushed }
            return max(activated, pushed ?? activated)
        }

        var node: ImageNode {
            ImageNode(
                digest: digest, tags: tags, children: manifest?.children.map(\.digest) ?? [],
                subject: subject ?? manifest?.subject)
        }

        /// All images of a repository, in the order of their digests.
        static func all(of repository: String, in database: Database) throws -> [StoredImage] {
            var images: [StoredImage] = []
            try database.forEach(
                """
                SELECT ecr_image.digest, tags, bytes, pushed, effective_pull, is_own_pull, media_type, subject, status,
                    archived, activated, packed
                FROM ecr_image LEFT JOIN ecr_manifest ON ecr_manifest.digest = ecr_image.digest
                WHERE repository = \(repository) ORDER BY ecr_image.digest
                """
            ) { row in
                guard let digest = ContentDigest(bytes: row[0]) else { return }
                var image = StoredImage(digest: digest)
                image.tags = (row[1] as String).split(separator: " ").map(String.init)
                image.bytes = row[2]
                image.pushed = row[3]
                image.pulled = row[4]
                image.isOwnPull = row[5]
                image.mediaType = row[6]
                image.subject = (row[7] as [UInt8]?).flatMap { ContentDigest(bytes: $0) }
                image.isArchived = (row[8] as String) == "ARCHIVED"
                image.archived = row[9]
                image.activated = row[10]
                // What was packed can be read, unless the file is damaged: then it is as good as not read.
                image.manifest = (row[11] as [UInt8]?).flatMap { try? Manifest(packed: $0) }
                images.append(image)
            }
            return images
        }
    }
}
