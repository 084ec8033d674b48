import AWS
import Formats
import Images
import Pipeline
import SQLite

extension ECR {
    /// What the tags of a repository tell: how its teams name images, and which versions there are.
    struct TagReview: Sendable {
        private let images: [TaggedImage]
        private let versions: VersionReview
        private let templates: [TagTemplate]

        /// How many templates of a repository are worth telling.
        private static let most = 100

        init(_ images: [StoredImage]) {
            self.images = images.flatMap { image in
                image.tags.map { tag in
                    TaggedImage(
                        tag: tag, digest: image.digest, bytes: image.bytes, pushed: image.pushed,
                        lastPulled: image.pulled)
                }
            }
            versions = VersionReview(of: self.images)
            templates = Array(TagTemplate.all(in: self.images).prefix(Self.most))
        }

        func save(of repository: String, in database: Database) throws(SQLiteError) {
            for line in versions.lines { try save(line, of: repository, in: database) }
            for template in templates {
                try database.execute(
                    """
                    INSERT INTO ecr_tag_group (repository, template, tags, images, bytes, oldest, newest, pulled, patterns)
                    VALUES (\(repository), \(template.text), \(template.tags.count), \(template.images),
                        \(template.bytes), \(template.oldest), \(template.newest), \(template.pulled),
                        \(patterns(of: template))) ON CONFLICT DO NOTHING
                    """)
            }
        }

        /// The patterns that a lifecycle rule could have, with what each would catch beside what it is meant for.
        private func patterns(of template: TagTemplate) -> String {
            var json = JSONWriter()
            json.array { json in
                for proposal in template.proposals {
                    json.object { json in
                        json.field("pattern", proposal.pattern)
                        json.field("catches", proposal.caught)
                        json.field("others", proposal.collateral)
                        json.field("releases", proposal.releases)
                        json.field("environments", proposal.environments)
                        json.field("examples", proposal.examples)
                    }
                }
            }
            return String(decoding: json.bytes, as: UTF8.self)
        }

        private func save(
            _ line: VersionLine, of repository: String, in database: Database
        ) throws(SQLiteError) {
            let name = "\(line.major).\(line.minor)" + (line.variant.isEmpty ? "" : "-" + line.variant)
            let gaps = line.missing.map { range in
                range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
            }
            let tags = Set(line.tags)
            let same = versions.synonyms.filter { tags.contains($0[0]) }.map { names($0, joinedBy: " = ") }
            let different = versions.conflicts.filter { tags.contains($0[0]) }.map {
                names($0, joinedBy: " <> ")
            }
            try database.execute(
                """
                INSERT INTO ecr_version_line (repository, line, versions, newest, superseded, gaps, duplicates)
                VALUES (\(repository), \(name), \(line.tags.count), \(line.tags.last.map { images[$0].tag } ?? ""),
                    \(line.superseded.count), \(gaps.joined(separator: " ")),
                    \((different + same).joined(separator: ", ")))
                ON CONFLICT (repository, line) DO NOTHING
                """)
        }

        private func names(_ indexes: [Int], joinedBy joint: String) -> String {
            indexes.map { images[$0].tag }.joined(separator: joint)
        }
    }
}
