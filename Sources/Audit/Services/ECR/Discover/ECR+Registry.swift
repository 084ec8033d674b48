import AWS
import Formats
import HTTP
import Pipeline
import SQLite

extension ECR {
    /// What holds for all repositories of an account in a region.
    ///
    /// Each is asked for by itself, so that what one permission lacks hides nothing of the others.
    enum RegistryFact: String, CaseIterable, Sendable {
        /// What other accounts may do with all repositories.
        case policy
        /// Where what is pushed is copied to.
        case replication
        /// What is scanned, and when.
        case scanning
        /// Which upstream registries are passed on.
        case upstreams
        /// What repositories get that come into being by themselves.
        case templates
        /// Whether layers are shared between repositories.
        case mounting
        /// Whose pulls do not count.
        case exclusions

        var operation: Operation {
            switch self {
            case .policy: Self.operation("GetRegistryPolicy")
            case .replication: Self.operation("DescribeRegistry")
            case .scanning: Self.operation("GetRegistryScanningConfiguration")
            case .upstreams: Self.operation("DescribePullThroughCacheRules")
            case .templates: Self.operation("DescribeRepositoryCreationTemplates")
            case .mounting: Self.operation("GetAccountSetting")
            case .exclusions: Self.operation("ListPullTimeUpdateExclusions")
            }
        }

        private static func operation(_ name: String) -> Operation {
            Operation(.ecr, name, action: "ecr:\(name)", rate: 5)
        }

        /// The member of the answer that has it.
        fileprivate var member: String {
            switch self {
            case .policy: "policyText"
            case .replication: "replicationConfiguration"
            case .scanning: "scanningConfiguration"
            case .upstreams: "pullThroughCacheRules"
            case .templates: "repositoryCreationTemplates"
            case .mounting: "value"
            case .exclusions: "pullTimeUpdateExclusions"
            }
        }

    }

    /// Reads one such fact.
    struct RegistryReading: AWSStep {
        let access: Access
        let service = "ecr"
        let name = "registry"

        func page(
            of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
        ) async throws -> Page {
            guard let fact = RegistryFact(rawValue: cell.scope) else {
                throw Gap.notAsked("this program knows no such fact of a registry")
            }
            let value = try await value(of: fact, client)
            return Page { database in
                try database.execute(
                    """
                    INSERT INTO ecr_registry (account, region, fact, value, as_of)
                    VALUES (\(cell.account), \(cell.region), \(fact.rawValue), \(value.text), \(run.asOf))
                    ON CONFLICT (account, region, fact) DO UPDATE SET value = excluded.value, as_of = excluded.as_of
                    """)
                return value.count
            }
        }

        private func value(of fact: RegistryFact, _ client: Client) async throws -> RegistryValue {
            do {
                switch fact {
                case .policy: return try await client.send(PolicyQuestion()).value
                case .replication: return try await client.send(ReplicationQuestion()).value
                case .scanning: return try await client.send(ScanningQuestion()).value
                case .mounting: return try await client.send(MountingQuestion()).value
                case .upstreams: return try await list(UpstreamQuestion(), client)
                case .templates: return try await list(TemplateQuestion(), client)
                case .exclusions: return try await list(ExclusionQuestion(), client)
                }
            } catch let error as AWSError where error.code == "RegistryPolicyNotFoundException" {
                return RegistryValue(.null)
            }
        }

        /// All of a list at once: the longest that there may be has 100 entries.
        private func list<Question: RegistryQuestion & PagedRequest>(
            _ question: Question, _ client: Client
        ) async throws -> RegistryValue where Question.Response == RegistryAnswer {
            var entries: [JSON] = []
            for try await page in client.pages(question) {
                entries += page.response.value.json.elements ?? []
            }
            return RegistryValue(.array(entries))
        }
    }

    /// A fact as the database keeps it: the JSON of AWS, as far as it is asked for.
    struct RegistryValue: Equatable, Sendable {
        var json: JSON

        init(_ json: JSON) { self.json = json }

        var text: String {
            var writer = JSONWriter()
            writer.value(json)
            return String(decoding: writer.bytes, as: UTF8.self)
        }

        /// How much there is of it: the entries of a list, else one or nothing.
        var count: Int { json.elements?.count ?? (json.isNull ? 0 : 1) }
    }

    struct RegistryAnswer: Equatable, Sendable {
        var value: RegistryValue
        var next: String?
    }

    /// Asks for one such fact: they differ in their names and in what they have to be told.
    protocol RegistryQuestion: Request where Response == RegistryAnswer {
        static var fact: RegistryFact { get }
    }

    struct PolicyQuestion: RegistryQuestion {
        static let fact = RegistryFact.policy
    }

    struct ReplicationQuestion: RegistryQuestion {
        static let fact = RegistryFact.replication
    }

    struct ScanningQuestion: RegistryQuestion {
        static let fact = RegistryFact.scanning
    }

    struct MountingQuestion: RegistryQuestion {
        static let fact = RegistryFact.mounting

        func encode() -> Call {
            .json(Self.operation) { writer in writer.field("name", "BLOB_MOUNTING") }
        }
    }

    struct UpstreamQuestion: RegistryQuestion, PagedRequest {
        static let fact = RegistryFact.upstreams
        var token: String?
    }

    struct TemplateQuestion: RegistryQuestion, PagedRequest {
        static let fact = RegistryFact.templates
        var token: String?
    }

    struct ExclusionQuestion: RegistryQuestion, PagedRequest {
        static let fact = RegistryFact.exclusions
        var token: String?
    }
}

extension ECR.RegistryQuestion {
    static var operation: AWS.Operation { fact.operation }

    func encode() -> Call { .json(Self.operation) }

    static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> ECR.RegistryAnswer {
        try JSONReader.read(response.body) { reader in
            let answer = try reader.value()
            guard let value = answer[fact.member] else {
                throw DecodingFailure("no \(fact.member)")
            }
            return ECR.RegistryAnswer(value: ECR.RegistryValue(value), next: answer["nextToken"]?.string)
        }
    }
}

extension ECR.RegistryQuestion where Self: PagedRequest {
    func encode() -> Call {
        .json(Self.operation) { writer in
            writer.field("maxResults", 100)
            writer.field("nextToken", token)
        }
    }

    static func nextToken(in answer: ECR.RegistryAnswer) -> String? { answer.next }
}
