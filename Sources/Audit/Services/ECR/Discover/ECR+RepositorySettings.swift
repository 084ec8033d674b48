import AWS
import Formats
import HTTP
import Pipeline
import SQLite

extension ECR {
    /// What others may do with a repository.
    struct GetRepositoryPolicy: Request {
        var repository: String

        static let operation = Operation(
            .ecr, "GetRepositoryPolicy", action: "ecr:GetRepositoryPolicy", rate: 10)

        func encode() -> Call {
            .json(Self.operation) { writer in writer.field("repositoryName", repository) }
        }

        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> String {
            try JSONReader.text("policyText", in: response)
        }
    }

    /// When images of a repository are to go by themselves.
    struct GetLifecyclePolicy: Request {
        var repository: String

        static let operation = Operation(
            .ecr, "GetLifecyclePolicy", action: "ecr:GetLifecyclePolicy", rate: 10)

        func encode() -> Call {
            .json(Self.operation) { writer in writer.field("repositoryName", repository) }
        }

        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> Lifecycle {
            try JSONReader.read(response.body) { reader in
                var (text, evaluated): (String?, Timestamp?) = (nil, nil)
                try reader.members { key, reader in
                    switch key {
                    case "lifecyclePolicyText": text = try reader.string()
                    case "lastEvaluatedAt": evaluated = try reader.timestamp()
                    default: break
                    }
                }
                guard let text else { throw DecodingFailure("no lifecyclePolicyText") }
                // Of one that never ran it says the beginning of time.
                return Lifecycle(text: text, evaluated: evaluated.flatMap { $0.seconds > 0 ? $0 : nil })
            }
        }
    }

    struct Lifecycle: Equatable, Sendable {
        var text: String
        var evaluated: Timestamp?
    }

    /// Reads who else may pull from a repository.
    struct RepositoryAccessReading: AWSStep {
        let access: Access
        let service = "ecr"
        let name = "access"

        func page(
            of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
        ) async throws -> Page {
            let arn = arn(of: cell, client)
            var policy: String?
            do {
                policy = try await client.send(GetRepositoryPolicy(repository: cell.scope))
            } catch let error as AWSError where error.code == "RepositoryPolicyNotFoundException" {
                // Nobody but the account itself.
            } catch let error as AWSError where error.saysGone {
                return Resource.gone(arn)
            }
            return Page { [policy] database in
                try database.execute(
                    """
                    INSERT INTO ecr_access (repository, policy, as_of) VALUES (\(arn), \(policy), \(run.asOf))
                    ON CONFLICT (repository) DO UPDATE SET policy = excluded.policy, as_of = excluded.as_of
                    """)
                return policy == nil ? 0 : 1
            }
        }
    }

    /// Reads the lifecycle policy of a repository.
    struct LifecycleReading: AWSStep {
        let access: Access
        let service = "ecr"
        let name = "lifecycle"

        func page(
            of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
        ) async throws -> Page {
            let arn = arn(of: cell, client)
            var lifecycle: Lifecycle?
            do {
                lifecycle = try await client.send(GetLifecyclePolicy(repository: cell.scope))
            } catch let error as AWSError where error.code == "LifecyclePolicyNotFoundException" {
                // Nothing goes by itself.
            } catch let error as AWSError where error.saysGone {
                return Resource.gone(arn)
            }
            // Only of what has a policy there can be a preview.
            let preview = Cell(
                .collect, "ecr", "preview", account: cell.account, region: cell.region, scope: cell.scope)
            return Page(found: lifecycle == nil ? [] : [preview]) { [lifecycle] database in
                try database.execute(
                    """
                    INSERT INTO ecr_lifecycle (repository, policy, evaluated, as_of)
                    VALUES (\(arn), \(lifecycle?.text), \(lifecycle?.evaluated), \(run.asOf))
                    ON CONFLICT (repository) DO UPDATE SET policy = excluded.policy,
                        evaluated = excluded.evaluated, as_of = excluded.as_of
                    """)
                return lifecycle == nil ? 0 : 1
            }
        }
    }
}

extension JSONReader {
    /// The one text that is asked for of an answer.
    static func text(_ name: StaticString, in response: HTTPResponse) throws(DecodingFailure) -> String {
        try read(response.body) { reader in
            var text: String?
            try reader.members { key, reader in
                if key == name { text = try reader.string() }
            }
            guard let text else { throw DecodingFailure("no \(name)") }
            return text
        }
    }
}
