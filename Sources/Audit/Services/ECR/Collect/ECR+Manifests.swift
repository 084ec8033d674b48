import AWS
import Formats
import HTTP
import Images
import Pipeline
import SQLite

extension ECR {
    /// Reads the manifests that are not known yet, each once for ever: what a digest names never changes.
    ///
    /// What is known of any repository is known of all, so that copies in other regions cost nothing.
    struct ManifestReading: AWSStep {
        let access: Access
        let store: Store
        let service = "ecr"
        let name = "manifests"
        /// Once all images are described.
        let turn = 1

        private static let most = 100

        func page(
            of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
        ) async throws -> Page {
            let arn = arn(of: cell, client)
            let behind = try Self.place(cursor)
            let missing = try await store.read { database in
                try database.rows(
                    """
                    SELECT digest FROM ecr_image
                    WHERE repository = \(arn) AND digest > \(behind) AND run = \(run.id) AND status = 'ACTIVE'
                        AND NOT EXISTS (SELECT 1 FROM ecr_manifest WHERE ecr_manifest.digest = ecr_image.digest)
                    ORDER BY digest LIMIT \(Self.most)
                    """
                ) { row in ContentDigest(bytes: row[0]) }
            }.compactMap(\.self)
            guard let last = missing.last else { return Page { _ in 0 } }
            let answers = try await fetch(missing, of: cell.scope, client)
            let reader = try await access.principal(in: cell.account)
            let isExcluded = try await store.read { database in
                try Self.isExcluded(reader, in: database, of: cell)
            }
            let next = missing.count < Self.most ? nil : Cursor(String(last.description.dropFirst(7)))
            return Page(next: next) { database in
                try answers.reduce(0) { count, answer in
                    count
                        + (try answer.save(
                            arn, countsAsPull: !isExcluded, in: database, run))
                }
            }
        }

        /// Asks for some manifests; where the answer would be too large, for each half of them.
        private func fetch(
            _ digests: [ContentDigest], of repository: String, _ client: Client
        ) async throws -> [ReadManifest] {
            do {
                let page = try await client.send(BatchGetImage(repository: repository, digests: digests))
                return Self.answers(page, to: digests)
            } catch let error as AWSError where error.saysTooLarge && digests.count > 1 {
                let middle = digests.count / 2
                let first = try await fetch(Array(digests[..<middle]), of: repository, client)
                return first + (try await fetch(Array(digests[middle...]), of: repository, client))
            } catch let failure as HTTPFailure where failure.kind == .tooLarge && digests.count > 1 {
                let middle = digests.count / 2
                let first = try await fetch(Array(digests[..<middle]), of: repository, client)
                return first + (try await fetch(Array(digests[middle...]), of: repository, client))
            } catch let error as AWSError where error.saysTooLarge {
                return digests.map { ReadManifest(digest: $0, trouble: "\(error.code): \(error.message)") }
            } catch let error as AWSError where error.code == "RepositoryNotFoundException" {
                return []
            }
        }

        /// What came of each question: a manifest that is what its digest says, or why there is none.
        static func answers(_ page: ManifestPage, to digests: [ContentDigest]) -> [ReadManifest] {
            var answers: [ContentDigest: ReadManifest] = [:]
            for failure in page.failures {
                guard let digest = failure.digest else { continue }
                answers[digest] = ReadManifest(digest: digest, trouble: "\(failure.code): \(failure.reason)")
            }
            for fetched in page.manifests {
                guard let digest = fetched.digest else { continue }
                answers[digest] = ReadManifest(digest, fetched)
            }
            return digests.map { digest in
                answers[digest] ?? ReadManifest(digest: digest, trouble: "the answer passes over it")
            }
        }

        private static func place(_ cursor: Cursor?) throws -> [UInt8] {
            guard let cursor else { return [] }
            guard let digest = ContentDigest(hex: Array(cursor.text.utf8)) else {
                throw Gap.failed("the place where the manifests stopped cannot be read")
            }
            return digest.bytes
        }

        /// Whether the pulls of whoever asks are left out of the times of pulls.
        private static func isExcluded(
            _ reader: String, in database: Database, of cell: Cell
        ) throws(SQLiteError) -> Bool {
            try database.row(
                """
                SELECT 1 FROM ecr_registry, json_each(ecr_registry.value)
                WHERE account = \(cell.account) AND region = \(cell.region) AND fact = 'exclusions'
                    AND json_each.value = \(reader)
                """
            ) { _ in true } ?? false
        }
    }

    /// A manifest that was asked for: what it says, or why it cannot be told.
    struct ReadManifest: Equatable, Sendable {
        var digest: ContentDigest
        var manifest: Manifest?
        var trouble: String?
        /// Whether it came at all, which counts as a pull.
        var hasCome = false

        init(digest: ContentDigest, trouble: String) {
            self.digest = digest
            self.trouble = trouble
        }

        /// Believes a document only when its hash is the digest that was asked for.
        init(_ digest: ContentDigest, _ fetched: FetchedManifest) {
            self.digest = digest
            hasCome = true
            let actual = ContentDigest(of: fetched.text)
            guard actual == digest else {
                trouble = "DigestMismatch: what came is \(actual)"
                return
            }
            do {
                manifest = try Manifest(fetched.text, mediaType: fetched.mediaType)
            } catch {
                trouble = "Unreadable: \(error)"
            }
        }

        /// Stores it, and says whether it is a manifest that was not known before.
        fileprivate func save(
            _ repository: String, countsAsPull: Bool, in database: Database, _ run: Run
        ) throws(SQLiteError) -> Int {
            let fetched = countsAsPull && hasCome ? run.asOf : nil
            try database.execute(
                """
                UPDATE ecr_image SET trouble = \(trouble), fetched = coalesce(\(fetched), fetched)
                WHERE repository = \(repository) AND digest = \(digest.bytes)
                """)
            guard let manifest else { return 0 }
            return try database.execute(
                """
                INSERT INTO ecr_manifest (digest, packed, run) VALUES (\(digest.bytes), \(manifest.packed), \(run.id))
                ON CONFLICT (digest) DO NOTHING
                """)
        }
    }
}

extension AWSError {
    /// Whether the answer to as much as was asked for would be too large.
    ///
    /// AWS's models have no name for it, so what names there may be are known by their words.
    var saysTooLarge: Bool {
        guard retry == .never else { return false }
        if code == "HTTP 413" || code == "RequestEntityTooLargeException" { return true }
        let words = (code + " " + message).lowercased()
        return words.contains("too large") || words.contains("size limit") || words.contains("toolarge")
            || words.contains("exceeds the maximum size")
    }
}
