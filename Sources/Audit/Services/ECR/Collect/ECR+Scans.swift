import AWS
import Formats
import Images
import Pipeline
import SQLite

extension ECR {
    /// What is known of the scan of an image.
    struct ImageScan: Equatable, Sendable {
        enum Kind: String, Sendable {
            case basic, enhanced
        }

        var kind: Kind
        var status: String
        var completed: Timestamp?
        var severities = Severities()
        /// Of those that are critical, how many have a fix, and can be exploited; nil where the scan does not tell.
        var fixable: Int?
        var exploitable: Int?
        var uses: Int?
        var lastUsed: Timestamp?

        func save(
            _ repository: String, _ digest: [UInt8], in database: Database, _ run: Run
        ) throws(SQLiteError) {
            try database.execute(
                """
                INSERT INTO ecr_scan (repository, digest, kind, status, completed, critical, high, medium, low, others,
                    fixable, exploitable, uses, last_used, is_stale, run, as_of)
                VALUES (\(repository), \(digest), \(kind.rawValue), \(status), \(completed), \(severities.critical),
                    \(severities.high), \(severities.medium), \(severities.low), \(severities.others), \(fixable),
                    \(exploitable), \(uses), \(lastUsed), 0, \(run.id), \(run.asOf))
                ON CONFLICT (repository, digest) DO UPDATE SET kind = excluded.kind, status = excluded.status,
                    completed = excluded.completed, critical = excluded.critical, high = excluded.high,
                    medium = excluded.medium, low = excluded.low, others = excluded.others,
                    fixable = excluded.fixable, exploitable = excluded.exploitable, uses = excluded.uses,
                    last_used = excluded.last_used, is_stale = 0, run = excluded.run, as_of = excluded.as_of
                """)
        }
    }

    /// Asks for the scan of every image of a repository that something names: of those the findings matter.
    ///
    /// A question for each image there is would be a million for an organisation.
    struct ScanReading: AWSStep {
        let access: Access
        let store: Store
        let service = "ecr"
        let name = "scans"
        /// Once it is known what is used.
        let turn = 2

        private static let some = 20

        func page(
            of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
        ) async throws -> Page {
            let arn = arn(of: cell, client)
            let behind = cursor.flatMap { ContentDigest(hex: Array($0.text.utf8)) }?.bytes ?? []
            let digests = try await store.read { database in
                try ECR.scannable(of: arn, run, behind: behind, limit: Self.some, in: database)
            }
            var answers: [ScanAnswer] = []
            for digest in digests {
                answers.append(try await Self.answer(about: digest, of: cell.scope, client))
            }
            // One that failed is asked for again in a cell of its own, which tells why.
            let silent = answers.filter(\.isSilent).map { answer in
                Cell(
                    .collect, service, "scan", account: cell.account, region: cell.region,
                    scope: "\(cell.scope)@\(answer.digest)")
            }
            let next =
                digests.count < Self.some ? nil : digests.last.map { String($0.description.dropFirst(7)) }
            return Page(found: silent, next: next.map { Cursor($0) }) { [answers] database in
                try answers.reduce(0) { try $0 + $1.save(arn, in: database, run) }
            }
        }

        fileprivate static func answer(
            about digest: ContentDigest, of repository: String, _ client: Client
        ) async throws -> ScanAnswer {
            var scan = ImageScan(kind: .basic, status: "")
            var isFirst = true
            do {
                let question = DescribeImageScan(repository: repository, digest: digest)
                for try await page in client.pages(question) {
                    scan.add(page.response, isFirst: isFirst)
                    isFirst = false
                }
            } catch let error as AWSError where error.code == "ScanNotFoundException" {
                return ScanAnswer(digest: digest, outcome: .none)
            } catch let error as AWSError where error.saysGone || error.code == "ImageNotFoundException" {
                return ScanAnswer(digest: digest, outcome: .none)
            } catch let error as AWSError where error.denial == nil {
                // What is known from before stays, and is told as old.
                return ScanAnswer(digest: digest, outcome: .silent("\(error.code): \(error.message)"))
            }
            return ScanAnswer(digest: digest, outcome: .scan(scan))
        }
    }

    /// Asks once more for the one scan that failed among others, so that the ledger tells which it was, and why.
    struct ScanAlone: AWSStep {
        let access: Access
        let service = "ecr"
        let name = "scan"
        let turn = 2

        func page(
            of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
        ) async throws -> Page {
            let parts = cell.scope.split(separator: "@", maxSplits: 1).map(String.init)
            guard parts.count == 2, let digest = ContentDigest(parts[1]) else {
                throw Gap.failed("it names no image")
            }
            let answer = try await ScanReading.answer(about: digest, of: parts[0], client)
            if case .silent(let words) = answer.outcome { throw Gap.unsteady(words) }
            let arn = client.arn("ecr", "repository/\(parts[0])")
            return Page { database in try answer.save(arn, in: database, run) }
        }
    }

    /// What came of asking for a scan.
    fileprivate struct ScanAnswer: Sendable {
        enum Outcome: Sendable {
            case scan(ImageScan)
            /// Nobody has scanned it.
            case none
            /// The service does not answer.
            case silent(String)
        }

        var digest: ContentDigest
        var outcome: Outcome

        var isSilent: Bool { if case .silent = outcome { true } else { false } }

        func save(_ repository: String, in database: Database, _ run: Run) throws(SQLiteError) -> Int {
            switch outcome {
            case .scan(let scan):
                try scan.save(repository, digest.bytes, in: database, run)
                return 1
            case .none:
                try database.execute(
                    "DELETE FROM ecr_scan WHERE repository = \(repository) AND digest = \(digest.bytes)")
                return 0
            case .silent:
                try database.execute(
                    """
                    UPDATE ecr_scan SET is_stale = 1
                    WHERE repository = \(repository) AND digest = \(digest.bytes) AND run <> \(run.id)
                    """)
                return 0
            }
        }
    }
}

extension ECR.ImageScan {
    /// Adds a page of the answer; of a scan of the old kind the first page has all the sums.
    mutating func add(_ page: ECR.ScanPage, isFirst: Bool) {
        if isFirst {
            status = page.status
            completed = page.completed
            if page.enhanced == nil, let severities = page.severities { self.severities = severities }
        }
        guard let findings = page.enhanced else { return }
        kind = .enhanced
        for finding in findings {
            severities.add(finding.severity)
            if finding.severity == "CRITICAL" {
                fixable = (fixable ?? 0) + (finding.hasFix ? 1 : 0)
                exploitable = (exploitable ?? 0) + (finding.hasExploit ? 1 : 0)
            }
            if let count = finding.uses { uses = max(uses ?? 0, count) }
            if let last = finding.lastUsed { lastUsed = max(lastUsed ?? last, last) }
        }
    }
}
