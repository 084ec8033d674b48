import AWS
import Formats
import Glibc
import Images
import Pipeline

extension ECR {
    /// What was done to images, a line of JSON each, kept beside the database for ever.
    ///
    /// A line of intent is on the disk before anything is done, and one of the outcome after it: whoever looks for an image
    /// finds who took it, when, and by which plan.
    package final class ActionLog: Sendable {
        private let file: Int32
        private let caller: String
        private let now: @Sendable () -> Timestamp

        package enum Event: String, Sendable {
            case tagging = "IMAGE_TAGGING"
            case deleting = "IMAGE_DELETING"
            case deleted = "IMAGE_DELETED"
            case kept = "IMAGE_KEPT"
            case tagged = "IMAGE_TAGGED"
            case scanStarted = "SCAN_STARTED"
        }

        package init(_ path: String, caller: String, now: @escaping @Sendable () -> Timestamp) throws(Problem)
        {
            file = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o640)
            guard file >= 0 else {
                throw Problem(
                    "\(path) cannot be written: \(String(cString: strerror(errno)))",
                    hint: "what is done to images has to be written down; make the folder writable",
                    exit: .cannotWrite)
            }
            self.caller = caller
            self.now = now
            guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
                throw Problem(
                    "another command acts on images at this moment", hint: "wait until it has ended",
                    exit: .runAgain)
            }
            // A line that a kill has torn is ended first, so that the next one can be read.
            var status = stat()
            var last = UInt8(ascii: "\n")
            if fstat(file, &status) == 0, status.st_size > 0 { pread(file, &last, 1, status.st_size - 1) }
            if last != UInt8(ascii: "\n") { try append([UInt8(ascii: "\n")]) }
        }

        deinit { close(file) }

        /// Writes lines, and waits until they are on the disk.
        package func write(
            _ event: Event, _ place: RepositoryPlace, _ images: [(digest: ContentDigest, tags: [String])],
            _ note: String, signature: String? = nil
        ) throws(Problem) {
            var bytes: [UInt8] = []
            for image in images {
                var json = JSONWriter()
                json.object { json in
                    json.field("ts", now().description)
                    json.field("event", event.rawValue)
                    json.field("account", place.account)
                    json.field("region", place.region)
                    json.field("repository", place.name)
                    json.field("digest", image.digest.description)
                    json.field("tags", image.tags)
                    json.field("caller", caller)
                    json.field("note", note)
                    if let signature { json.field("plan", signature) }
                }
                bytes += json.bytes + [UInt8(ascii: "\n")]
            }
            try append(bytes)
        }

        private func append(_ bytes: [UInt8]) throws(Problem) {
            var rest = bytes[...]
            while !rest.isEmpty {
                let written = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
                guard written > 0 || errno == EINTR else { throw Self.full }
                rest = rest.dropFirst(max(0, written))
            }
            guard fsync(file) == 0 else { throw Self.full }
        }

        private static var full: Problem {
            Problem(
                "the log of actions cannot be written: \(String(cString: strerror(errno)))",
                hint: "nothing is done that is not written down; make room, and run this again",
                exit: .cannotWrite)
        }
    }

    /// A repository, and where it is.
    package struct RepositoryPlace: Hashable, Sendable {
        package var account: String
        package var region: String
        package var name: String

        package init(account: String, region: String, name: String) {
            (self.account, self.region, self.name) = (account, region, name)
        }

        /// From an ARN; nil where it is none of a repository.
        package init?(arn: String) {
            let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(
                String.init)
            guard parts.count == 6, parts[0] == "arn", parts[2] == "ecr", parts[5].hasPrefix("repository/")
            else {
                return nil
            }
            self.init(account: parts[4], region: parts[3], name: String(parts[5].dropFirst(11)))
        }
    }
}
