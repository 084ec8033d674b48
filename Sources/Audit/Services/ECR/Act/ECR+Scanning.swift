import AWS
import Formats
import Images
import Pipeline

extension ECR {
    /// Lets ECR look for holes in an image, and waits for what it finds.
    package struct Scanning: Sendable {
        let place: RepositoryPlace
        let access: Access
        let log: ActionLog

        /// What a scan has found.
        package struct Outcome: Equatable, Sendable {
            package var status: String
            package var critical = 0
            package var high = 0
            package var medium = 0
            package var low = 0
            package var others = 0
            package var completed: Timestamp?
        }

        package init(_ place: RepositoryPlace, access: Access, _ log: ActionLog) {
            (self.place, self.access, self.log) = (place, access, log)
        }

        /// Begins a scan; false where one was begun within a day, whose findings count.
        package func begin(_ digest: ContentDigest) async throws -> Bool {
            let client = try await access.client(account: place.account, region: place.region)
            do {
                _ = try await client.send(StartImageScan(repository: place.name, digest: digest))
            } catch let error as AWSError where error.code == "LimitExceededException" {
                return false
            } catch let error as AWSError where error.code == "UnsupportedImageTypeException" {
                throw Problem(
                    "ECR cannot scan \(digest): \(error.message)",
                    hint: "an index is scanned image by image; artifacts are not scanned", exit: .unavailable)
            } catch let error as AWSError where error.code == "ValidationException" {
                throw Problem(
                    "ECR does not scan on demand here: \(error.message)",
                    hint: "with enhanced scanning Inspector scans by itself; --wait reads what it found",
                    exit: .unavailable)
            }
            try log.write(.scanStarted, place, [(digest, [])], "")
            return true
        }

        /// Waits until a scan has ended, and gives what it found.
        package func wait(
            for digest: ContentDigest, timeout: Duration, sleep: (Duration) async throws -> Void
        ) async throws -> Outcome {
            let client = try await access.client(account: place.account, region: place.region)
            var (pause, waited) = (Duration.seconds(2), Duration.zero)
            while true {
                let outcome = try await outcome(of: digest, client)
                switch outcome.status {
                case "COMPLETE", "ACTIVE", "SCAN_ELIGIBILITY_EXPIRED": return outcome
                case "PENDING", "IN_PROGRESS", "": break
                default: throw Self.problem(outcome.status, digest)
                }
                guard waited + pause <= timeout else {
                    throw Problem(
                        "the scan of \(digest) has not ended after \(timeout)",
                        hint: "run this again with a longer --timeout: the scan goes on", exit: .unavailable)
                }
                try await sleep(pause)
                waited += pause
                pause = min(pause * 2, .seconds(30))
            }
        }

        private func outcome(of digest: ContentDigest, _ client: Client) async throws -> Outcome {
            var scan = ImageScan(kind: .basic, status: "")
            var isFirst = true
            do {
                for try await page in client.pages(DescribeImageScan(repository: place.name, digest: digest))
                {
                    scan.add(page.response, isFirst: isFirst)
                    isFirst = false
                }
            } catch let error as AWSError where error.code == "ScanNotFoundException" {
                // Nobody has begun one that can be seen yet.
            }
            let found = scan.severities
            return Outcome(
                status: scan.status, critical: found.critical, high: found.high, medium: found.medium,
                low: found.low, others: found.others, completed: scan.completed)
        }

        private static func problem(_ status: String, _ digest: ContentDigest) -> Problem {
            switch status {
            case "UNSUPPORTED_IMAGE":
                Problem(
                    "ECR cannot scan \(digest)", hint: "its operating system or its kind is not supported",
                    exit: .unavailable)
            case "FINDINGS_UNAVAILABLE":
                Problem(
                    "the scan of \(digest) has ended, and its findings are not there any more",
                    hint: "scan it again", exit: .unavailable)
            case "LIMIT_EXCEEDED":
                Problem("ECR scans no more images now", hint: "try again in a day", exit: .unavailable)
            case "IMAGE_ARCHIVED":
                Problem("\(digest) is archived", hint: "restore it before it is scanned", exit: .unavailable)
            default:
                Problem(
                    "the scan of \(digest) failed: \(status)", hint: "scan it again; if that fails, ask AWS",
                    exit: .unavailable)
            }
        }
    }
}
