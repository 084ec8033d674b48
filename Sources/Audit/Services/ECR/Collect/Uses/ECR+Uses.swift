import AWS
import Formats
import HTTP
import Images
import Pipeline
import SQLite

extension ECR {
    /// A kind of thing that runs images.
    enum UseSource: String, CaseIterable, Sendable {
        case ecs, lambda, apprunner, sagemaker, batch, codebuild, inspector, eks

        /// The step that its look at an account and region begins with.
        var firstStep: String {
            switch self {
            case .ecs: "ecs-clusters"
            case .lambda: "lambda-functions"
            case .apprunner: "apprunner-services"
            case .sagemaker: "sagemaker-models"
            case .batch: "batch-definitions"
            case .codebuild: "codebuild-projects"
            case .inspector: "inspector-coverage"
            case .eks: "eks-clusters"
            }
        }

        /// All steps of its look: `ecs-clusters` and what it finds.
        var steps: SQL { "step GLOB \(rawValue + "-*")" }

        /// Where it is; nil is everywhere.
        ///
        /// https://docs.aws.amazon.com/general/latest/gr/apprunner.html, read in November 2026.
        var regions: Set<String>? {
            guard self == .apprunner else { return nil }
            return [
                "us-east-1", "us-east-2", "us-west-2", "ap-south-1", "ap-southeast-1", "ap-southeast-2",
                "ap-northeast-1", "eu-central-1", "eu-west-1", "eu-west-2", "eu-west-3",
            ]
        }
    }

    /// Something that runs an image, or would.
    struct ImageUse: Hashable, Sendable {
        var source: UseSource
        /// What it is: the ARN of a task, of a function's version.
        var user: String
        /// The image, as it is written there.
        var image: String
        /// What it was when it was last pulled, where that is known.
        var digest: ContentDigest?

        /// Stores it where it is an image of this kind of registry, and says whether this run had not seen it yet.
        func save(of cell: Cell, in database: Database, _ run: Run) throws(SQLiteError) -> Int {
            guard let reference = RegistryReference(image) else { return 0 }
            return try database.execute(
                """
                INSERT INTO ecr_use (account, region, source, user, image, registry, registry_region, repository, tag,
                    digest, run, as_of)
                VALUES (\(cell.account), \(cell.region), \(source.rawValue), \(user), \(image),
                    \(reference.account), \(reference.region), \(reference.repository), \(reference.tag),
                    \((digest ?? reference.digest)?.bytes), \(run.id), \(run.asOf))
                ON CONFLICT (account, region, source, user, image) DO UPDATE SET digest = excluded.digest,
                    run = excluded.run, as_of = excluded.as_of
                WHERE ecr_use.run <> excluded.run
                """)
        }
    }

    static func save(
        _ uses: [ImageUse], of cell: Cell, in database: Database, _ run: Run
    ) throws(SQLiteError) -> Int {
        var count = 0
        for use in uses { count += try use.save(of: cell, in: database, run) }
        return count
    }

    /// What cannot change once it is there, such as a task definition: it is described once, and remembered.
    struct Definition: Equatable, Sendable {
        /// Its ARN, with whatever tells it apart from a later one of the same name.
        var id: String
        var images: [String]
        var digest: ContentDigest?

        func save(in database: Database) throws(SQLiteError) {
            try database.execute(
                """
                INSERT INTO ecr_definition (id, images, digest)
                VALUES (\(id), \(images.joined(separator: " ")), \(digest?.bytes))
                ON CONFLICT (id) DO UPDATE SET images = excluded.images, digest = excluded.digest
                """)
        }

        static func known(_ ids: [String], in database: Database) throws(SQLiteError) -> [String: Definition]
        {
            var known: [String: Definition] = [:]
            for id in ids {
                let definition = try database.row(
                    "SELECT images, digest FROM ecr_definition WHERE id = \(id)"
                ) { row in
                    Definition(
                        id: id, images: (row[0] as String).split(separator: " ").map(String.init),
                        digest: (row[1] as [UInt8]?).flatMap { ContentDigest(bytes: $0) })
                }
                if let definition { known[id] = definition }
            }
            return known
        }
    }
}

/// A question whose answer is read as a tree: it is small, and little of it is needed.
protocol TreeRequest: Request where Response == JSON {}

extension TreeRequest {
    static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> JSON { try JSON(response.body) }
}

/// A listing of which that is so.
protocol TreeListing: TreeRequest, PagedRequest {
    /// The member of the answer that has the token.
    static var tokenName: String { get }
}

extension TreeListing {
    static var tokenName: String { "nextToken" }
    static func nextToken(in answer: JSON) -> String? {
        answer[tokenName]?.string.flatMap { $0.isEmpty ? nil : $0 }
    }
}

extension JSON {
    /// A list that an answer has to have: without it, it does not say that there is nothing.
    func list(_ name: String) throws(DecodingFailure) -> [JSON] {
        guard let list = self[name]?.elements else { throw DecodingFailure("no \(name)") }
        return list
    }

    func texts(_ name: String) throws(DecodingFailure) -> [String] {
        try list(name).compactMap(\.string)
    }
}
