import Audit
import Formats
import Pipeline

/// Prints the permissions that an audit takes.
struct PolicyCommand: Command {
    enum Form: String, CaseIterable {
        case json, cloudformation, terraform
    }

    enum Who: String, CaseIterable {
        case member, root
    }

    private let file: String?
    private let form: Form
    private let who: Who
    /// Whether it is about the commands that act, and not about nights.
    private let isForActing: Bool

    static let verb = Verb(
        name: "policy", summary: "Print the least permissions that an audit takes.",
        details: """
            They are made of the questions that the services of the pipeline file ask, or all services without one.
            `member` is the role in each account, `root` are the credentials that the run starts with.
            """,
        words: [Word(name: "FILE", help: "a pipeline file; all services without one", isOptional: true)],
        options: [
            Option(
                name: "--for", value: "WHO", help: "Whose permissions.",
                choices: Who.allCases.map(\.rawValue),
                preset: "member"),
            Option(
                name: "--format", value: "FORM",
                help:
                    "A policy; or the role of members with its policy, as a CloudFormation template or Terraform.",
                choices: Form.allCases.map(\.rawValue), preset: "json"),
            Option(
                name: "--with", value: "WHAT",
                help: "What the commands `ecr apply`, `ecr tag` and `ecr scan` take beside it, apart.",
                choices: ["ecr-write"]),
        ],
        example: "stocktake policy --format cloudformation pipelines/organisation-audit.yaml",
        make: { arguments throws(Problem) in try PolicyCommand(arguments) })

    private init(_ arguments: Arguments) throws(Problem) {
        file = arguments.optionalWord("FILE")
        form = arguments.value("--format").flatMap(Form.init) ?? .json
        who = arguments.value("--for").flatMap(Who.init) ?? .member
        isForActing = arguments.value("--with") != nil
        if isForActing && form != .json {
            throw Problem(
                "there is no \(form.rawValue) of what acting takes",
                hint: "leave --format out, and give the policy to whoever may delete", exit: .usage)
        }
        if who == .root && form != .json {
            throw Problem(
                "there is no \(form.rawValue) of the root's permissions",
                hint: "leave --format out: what the run starts with is a user or role that you have already",
                exit: .usage)
        }
    }

    func run(in world: World) async throws -> ExitCode {
        if isForActing {
            try world.write(Permissions.actingPolicy.bytes(.pretty) + [UInt8(ascii: "\n")])
            return .complete
        }
        var scope = AuditScope()
        var reports = ReportScope()
        if let file {
            let pipeline = try PipelineFile.read(file, in: world)
            (scope, reports) = (pipeline.scope, pipeline.reporting)
        } else {
            scope.services = Set(Catalog.services.map(\.name))
        }
        let permissions = Permissions(of: scope, reports: reports)
        switch form {
        case .json:
            let policy = who == .member ? permissions.memberPolicy : permissions.rootPolicy
            try world.write(policy.bytes(.pretty) + [UInt8(ascii: "\n")])
        case .cloudformation: try world.write(Array(permissions.cloudFormation.utf8))
        case .terraform: try world.write(Array(permissions.terraform.utf8))
        }
        return .complete
    }
}
