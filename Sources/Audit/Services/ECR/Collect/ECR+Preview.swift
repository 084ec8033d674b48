import AWS
import Formats
import HTTP
import Images
import Pipeline
import SQLite

extension ECR {
    /// What AWS itself says that a lifecycle policy would do, where somebody has asked it before.
    struct GetLifecyclePreview: PagedRequest {
        var repository: String
        var token: String?

        static let operation = Operation(
            .ecr, "GetLifecyclePolicyPreview", action: "ecr:GetLifecyclePolicyPreview", rate: 5)

        func encode() -> Call {
            .json(Self.operation) { writer in
                writer.field("repositoryName", repository)
                writer.field("maxResults", 100)
                writer.field("nextToken", token)
            }
        }

        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> PreviewPage {
            try JSONReader.read(response.body) { reader in
                var page = PreviewPage()
                try reader.members { key, reader in
                    switch key {
                    case "status": page.status = try reader.string()
                    case "lifecyclePolicyText": page.policy = try reader.string()
                    case "previewResults": page.results = try reader.list { try PreviewResult(&$0) }
                    case "nextToken": page.next = try reader.string()
                    default: break
                    }
                }
                guard !page.status.isEmpty else { throw DecodingFailure("no status") }
                return page
            }
        }

        static func nextToken(in page: PreviewPage) -> String? { page.next }
    }

    struct PreviewPage: Equatable, Sendable {
        var status = ""
        var policy: String?
        var results: [PreviewResult] = []
        var next: String?
    }

    /// An image that a preview would touch.
    struct PreviewResult: Equatable, Sendable {
        var digest: ContentDigest?
        /// `EXPIRE` or `TRANSITION`.
        var action = ""
        var rule: Int?

        init(_ reader: inout JSONReader) throws(DecodingFailure) {
            try reader.members { key, reader in
                switch key {
                case "imageDigest": digest = try reader.contentDigest()
                case "appliedRulePriority": rule = try reader.int()
                case "action":
                    try reader.members { key, reader in
                        if key == "type" { action = try reader.string() }
                    }
                default: break
                }
            }
        }
    }

    /// Reads such a preview; it starts none.
    struct PreviewReading: AWSStep {
        let access: Access
        let service = "ecr"
        let name = "preview"

        func page(
            of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
        ) async throws -> Page {
            let arn = arn(of: cell, client)
            do {
                return try await listing(
                    GetLifecyclePreview(repository: cell.scope), of: cell, at: cursor, client
                ) { answer in
                    Listed { database in
                        if cursor == nil { try Self.clear(arn, in: database) }
                        try database.execute(
                            """
                            INSERT INTO ecr_preview (repository, status, policy, as_of)
                            VALUES (\(arn), \(answer.status), \(answer.policy), \(run.asOf))
                            ON CONFLICT (repository) DO UPDATE SET status = excluded.status,
                                policy = excluded.policy, as_of = excluded.as_of
                            """)
                        return try answer.results.reduce(0) { try $0 + $1.save(of: arn, in: database) }
                    }
                }
            } catch let error as AWSError where error.saysNoPreview {
                return Page { database in
                    try Self.clear(arn, in: database)
                    return 0
                }
            }
        }

        private static func clear(_ repository: String, in database: Database) throws(SQLiteError) {
            try database.execute("DELETE FROM ecr_preview WHERE repository = \(repository)")
            try database.execute("DELETE FROM ecr_preview_image WHERE repository = \(repository)")
        }
    }
}

extension ECR.PreviewResult {
    fileprivate func save(of repository: String, in database: Database) throws(SQLiteError) -> Int {
        guard let digest else { return 0 }
        return try database.execute(
            """
            INSERT INTO ecr_preview_image (repository, digest, action, rule)
            VALUES (\(repository), \(digest.bytes), \(action), \(rule)) ON CONFLICT DO NOTHING
            """)
    }
}

extension AWSError {
    fileprivate var saysNoPreview: Bool {
        saysGone || code == "LifecyclePolicyPreviewNotFoundException"
            || code == "LifecyclePolicyNotFoundException"
    }
}
