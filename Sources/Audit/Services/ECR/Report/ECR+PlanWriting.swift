import AWS
import Formats
import Pipeline
import SQLite

extension ECR {
    /// `ecr_cleanup_plan.json`: what may go, as a program takes it that acts on it.
    ///
    /// A repository is one line, and the last line signs all bytes before it: `head -n -1 | sha256sum` checks it.
    struct PlanWriting: Step {
        let shelf: ReportShelf
        let service = "ecr"
        let name = "cleanup-plan"

        static let format = "stocktake-ecr-plan"
        static let version = 1
        static let path = "ecr_cleanup_plan.json"

        func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
            Page { database in
                var file = SignedFile(try ReportFile(Self.path, of: run, on: shelf))
                try file.append(head(run))
                var count = 0
                try eachRepository(of: run, in: database) { line in
                    try file.append((count == 0 ? "\n" : ",\n") + line)
                    count += 1
                }
                try file.append("\n],\n")
                try file.sign().save(in: database, run)
                return count
            }
        }

        private func head(_ run: Run) -> String {
            var json = JSONWriter()
            json.string(shelf.estate)
            let estate = String(decoding: json.bytes, as: UTF8.self)
            return """
                {
                "format": "\(Self.format)",
                "version": \(Self.version),
                "estate": \(estate),
                "run": \(run.id),
                "as_of": "\(run.asOf)",
                "repositories": [
                """
        }

        /// Makes a line of each repository from which something may go.
        private func eachRepository(
            of run: Run, in database: Database, _ body: (String) throws -> Void
        ) throws {
            var line: PlanLine?
            try database.forEach(
                """
                SELECT fact.repository, resource.account, resource.region, resource.name, images, fact.digest,
                    ecr_image.tags, pushed, confidence, waste, fact.reason, bytes, freed
                FROM ecr_verdict AS fact JOIN resource ON resource.arn = fact.repository
                JOIN ecr_review ON ecr_review.repository = fact.repository AND ecr_review.run = \(run.id)
                JOIN ecr_image ON ecr_image.repository = fact.repository AND ecr_image.digest = fact.digest
                WHERE verdict = 'candidate' AND (\(Inventory.isThere(run))) ORDER BY fact.repository, position
                """
            ) { row in
                let arn: String = row[0]
                if let full = line, full.arn != arn {
                    try body(full.text)
                    line = nil
                }
                if line == nil { line = PlanLine(row) }
                line?.add(row)
            }
            if let line { try body(line.text) }
        }
    }

    /// A repository's line of a plan.
    private struct PlanLine {
        let arn: String
        private let head: String
        private var candidates: [String] = []

        init(_ row: borrowing Row) {
            arn = row[0]
            var json = JSONWriter()
            json.object { json in
                json.field("account", row[1] as String)
                json.field("region", row[2] as String)
                json.field("repository", row[3] as String)
                json.field("arn", row[0] as String)
                json.field("images", row[4] as Int)
            }
            head = String(decoding: json.bytes.dropLast(), as: UTF8.self)
        }

        mutating func add(_ row: borrowing Row) {
            let digits = (row[5] as [UInt8]).map { byte in
                let hex = String(byte, radix: 16)
                return hex.utf8.count == 1 ? "0" + hex : hex
            }
            var json = JSONWriter()
            json.object { json in
                json.field("digest", "sha256:" + digits.joined())
                json.field("tags", (row[6] as String).split(separator: " ").map(String.init))
                json.key("pushed")
                if let pushed = row[7] as Timestamp? { json.string(pushed.description) } else { json.null() }
                json.field("confidence", row[8] as String)
                json.field("waste", row[9] as String)
                json.field("reason", row[10] as String)
                json.field("bytes", row[11] as Int)
                json.field("frees", row[12] as Int)
            }
            candidates.append(String(decoding: json.bytes, as: UTF8.self))
        }

        var text: String { head + ",\"candidates\":[" + candidates.joined(separator: ",") + "]}" }
    }

    /// A file whose last line is the hash of all before it.
    private struct SignedFile: ~Copyable {
        private var file: ReportFile
        private var hash = SHA256()

        init(_ file: consuming ReportFile) { self.file = file }

        mutating func append(_ text: String) throws {
            let bytes = Array(text.utf8)
            hash.update(bytes.span)
            try file.append(bytes)
        }

        consuming func sign() throws -> ReportFile.Receipt {
            try file.append(Array("\"sha256\": \"\(hash.digest().hex)\"}\n".utf8))
            return try file.commit()
        }
    }
}
