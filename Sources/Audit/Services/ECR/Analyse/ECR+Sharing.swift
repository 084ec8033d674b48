import Formats
import Images
import Pipeline
import SQLite

extension ECR {
    /// What repositories store that others store as well: within a registry, where layers could be shared, and beyond.
    ///
    /// It goes through the layers of all repositories in slices of their digests, so that its memory does not grow with
    /// them.
    struct LayerComparison: Step {
        let store: Store
        let service = "ecr"
        let name = "sharing"
        let turn = 1

        static let first = Cell(.analyse, "ecr", "sharing")
        /// How many layers are looked at together, about.
        private static let some = 250_000

        /// A repository whose layers are compared.
        private struct Holder: Sendable {
            var arn: String
            var group: Group
            /// How many layers it has, about.
            var layers: Int
        }

        /// Repositories that could share layers: of one registry, with one key.
        private struct Group: Hashable, Sendable, Comparable {
            var account: String
            var region: String
            var encryption: String

            static func < (left: Self, right: Self) -> Bool {
                (left.account, left.region, left.encryption) < (right.account, right.region, right.encryption)
            }
        }

        func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
            let holders = try await store.read { database in
                try database.rows(
                    """
                    SELECT review.repository, review.account, review.region,
                        encryption || coalesce(' ' || encryption_key, ''), length(blobs) / 40
                    FROM ecr_review AS review JOIN ecr_repository ON arn = review.repository
                    JOIN ecr_layers ON ecr_layers.repository = review.repository
                    WHERE review.run = \(run.id) ORDER BY review.repository
                    """
                ) { row in
                    Holder(
                        arn: row[0], group: Group(account: row[1], region: row[2], encryption: row[3]),
                        layers: row[4])
                }
            }
            let groups = Set(holders.map(\.group)).sorted()
            let numbers = Dictionary(uniqueKeysWithValues: groups.enumerated().map { ($1, $0) })
            var sharing = LayerSharing(groups: holders.map { numbers[$0.group] ?? 0 }, top: 100)
            let slices = min(256, 1 + holders.reduce(0) { $0 + $1.layers } / Self.some)
            for slice in 0..<slices {
                for (number, holder) in holders.enumerated() {
                    guard let shelf = try await shelf(of: holder) else { continue }
                    sharing.add(shelf, shelf.slice(slice, of: slices), of: number)
                }
                sharing.closeSlice()
            }
            let alike = sharing.alike()
            let bases = try await baseImages(run)
            return Page { [sharing] database in
                try Self.clear(database)
                try Self.save(sharing, groups, holders, in: database, run)
                for pair in alike.pairs {
                    try database.execute(
                        """
                        INSERT INTO ecr_similar (repository, other, shared_bytes, similarity)
                        VALUES (\(holders[pair.first].arn), \(holders[pair.second].arn), \(pair.sharedBytes),
                            \(pair.similarity))
                        """)
                }
                try Self.save(bases, in: database, run)
                return holders.count
            }
        }

        private func shelf(of holder: Holder) async throws -> LayerShelf? {
            let bytes = try await store.read { database in
                try database.row("SELECT blobs FROM ecr_layers WHERE repository = \(holder.arn)") { row in
                    row[0] as [UInt8]
                }
            }
            return try bytes.map { try LayerShelf(bytes: $0) }
        }

        private static func clear(_ database: Database) throws(SQLiteError) {
            for table in ["ecr_sharing", "ecr_shared_layer", "ecr_similar", "ecr_base_image"] {
                try database.execute("DELETE FROM \(name: table)")
            }
        }

        private static func save(
            _ sharing: LayerSharing, _ groups: [Group], _ holders: [Holder], in database: Database, _ run: Run
        ) throws(SQLiteError) {
            for (number, group) in groups.enumerated() {
                let own = holders.indices.filter { holders[$0].group == group }
                let upper = own.reduce(0) { $0 &+ sharing.uniqueBytes[$1] }
                try database.execute(
                    """
                    INSERT INTO ecr_sharing (account, region, encryption, repositories, lower_bytes, upper_bytes, run)
                    VALUES (\(group.account), \(group.region), \(group.encryption), \(own.count),
                        \(sharing.distinctBytes[number]), \(upper), \(run.id))
                    """)
            }
            for blob in sharing.topShared {
                guard let first = blob.repositories.first else { continue }
                let group = holders[first].group
                try database.execute(
                    """
                    INSERT INTO ecr_shared_layer (account, region, digest, bytes, repositories, saved_bytes)
                    VALUES (\(group.account), \(group.region), \(blob.digest.bytes), \(blob.size),
                        \(blob.repositories.count), \(blob.saving)) ON CONFLICT DO NOTHING
                    """)
            }
        }

        /// What images of several repositories begin with.
        private func baseImages(_ run: Run) async throws -> [BaseImage] {
            try await store.read { database in
                var bases = BaseImages()
                var (repository, prefixes) = ("", [SharedPrefix]())
                try database.forEach(
                    """
                    SELECT ecr_prefix.repository, hash, parent, depth, bytes, ecr_prefix.images FROM ecr_prefix
                    JOIN ecr_review ON ecr_review.repository = ecr_prefix.repository
                    WHERE ecr_review.run = \(run.id) ORDER BY ecr_prefix.repository, depth, hash
                    """
                ) { row in
                    let next: String = row[0]
                    if next != repository {
                        bases.add(prefixes)
                        (repository, prefixes) = (next, [])
                    }
                    let prefix = LayerPrefix(
                        hash: UInt64(bitPattern: row[1]), parent: UInt64(bitPattern: row[2]), depth: row[3],
                        bytes: row[4])
                    prefixes.append(SharedPrefix(prefix, images: row[5]))
                }
                bases.add(prefixes)
                return Array(bases.shared().prefix(1000))
            }
        }

        /// Names a base image by the repository that has exactly its layers, where one does.
        private static func save(_ bases: [BaseImage], in database: Database, _ run: Run) throws(SQLiteError)
        {
            for base in bases {
                let chain = Int64(bitPattern: base.prefix.hash)
                try database.execute(
                    """
                    INSERT INTO ecr_base_image (chain, layers, bytes, images, repositories, name)
                    VALUES (\(chain), \(base.prefix.depth), \(base.prefix.bytes), \(base.images), \(base.repositories),
                        NULL) ON CONFLICT DO NOTHING
                    """)
            }
            // One walk over all images, however many base images there are.
            try database.execute(
                """
                UPDATE ecr_base_image SET name = found.name FROM (
                    SELECT ecr_verdict.chain AS chain, min(ecr_verdict.repository) AS name
                    FROM ecr_verdict WHERE ecr_verdict.chain IN (SELECT chain FROM ecr_base_image)
                    GROUP BY ecr_verdict.chain) AS found
                WHERE found.chain = ecr_base_image.chain
                """)
        }
    }
}
