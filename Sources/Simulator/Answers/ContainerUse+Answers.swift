import Formats

/// What runs images besides ECS and Lambda: App Runner, SageMaker, Batch, CodeBuild and EKS.
enum ContainerUseAnswers {
    static func body(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        switch exchange.action {
        case .listApplications: try applications(exchange)
        case .describeApplication: try application(exchange)
        case .listModels: try models(exchange)
        case .describeModel: try model(exchange)
        case .describeJobDefinitions: try jobDefinitions(exchange)
        case .listProjects: try projects(exchange)
        case .getProjects: try projectDetails(exchange)
        default: try clusters(exchange)
        }
    }

    private static func workloads(_ kind: Workload.Kind, _ exchange: Exchange) -> [Workload] {
        exchange.simulation.workloads(of: exchange.account, in: exchange.region).filter { $0.kind == kind }
    }

    private static func page<Item>(
        _ items: [Item], _ name: String, size: Int, token: String, _ exchange: Exchange,
        of subject: String = "",
        write: (Item, inout JSONWriter) -> Void
    ) throws(Objection) -> [UInt8] {
        let slice = try exchange.paging(token, of: subject).slice(
            of: items.count, size: size, exchange.oddity)
        return JSONWriter.page(name) { writer in
            for item in items[slice.items] { write(item, &writer) }
        } token: {
            exchange.writeToken(token, slice.next, to: &$0)
        }
    }

    private static func applications(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let size = try exchange.question.pageSize("MaxResults", upTo: 20, default: 20)
        return try page(
            workloads(.application, exchange), "ServiceSummaryList", size: size, token: "NextToken", exchange
        ) { workload, writer in
            writer.object { writer in writer.application(workload) }
        }
    }

    private static func application(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let arn = try exchange.question.demanded("ServiceArn")
        guard let workload = workloads(.application, exchange).first(where: { $0.applicationARN == arn })
        else {
            throw .own(
                status: 400, code: "ResourceNotFoundException",
                message: "Service with ARN \(arn) is not found.")
        }
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("Service")
            writer.object { writer in
                writer.application(workload)
                writer.applicationDetails(workload)
            }
        }
        return writer.bytes
    }

    private static func models(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let size = try exchange.question.pageSize("MaxResults", upTo: 100, default: 10)
        return try page(workloads(.model, exchange), "Models", size: size, token: "NextToken", exchange) {
            workload, writer in
            writer.object { writer in writer.model(workload) }
        }
    }

    private static func model(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let name = try exchange.question.demanded("ModelName")
        guard let workload = workloads(.model, exchange).first(where: { $0.name == name }) else {
            throw .own(
                status: 400, code: "ValidationException", message: "Could not find model \"\(name)\".")
        }
        var writer = JSONWriter()
        writer.object { writer in
            writer.model(workload)
            writer.field("ExecutionRoleArn", "arn:aws:iam::\(exchange.account.id):role/models")
            let image = workload.reference(0).image
            // A pipeline of models has a list of containers instead.
            guard workload.draw.at("containers").percent(25) else {
                writer.key("PrimaryContainer")
                return writer.object { $0.field("Image", image) }
            }
            writer.key("Containers")
            writer.array { writer in
                writer.object { $0.field("Image", image) }
                writer.object { writer in
                    writer.field(
                        "Image", "763104351884.dkr.ecr.\(exchange.region.name).amazonaws.com/pytorch:2.5")
                }
            }
        }
        return writer.bytes
    }

    private static func jobDefinitions(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let size = try exchange.question.pageSize("maxResults", upTo: 100, default: 100)
        let status = try exchange.question.text("status") ?? "ACTIVE"
        let workloads = status == "ACTIVE" ? workloads(.jobs, exchange) : []
        return try page(
            workloads, "jobDefinitions", size: size, token: "nextToken", exchange, of: status
        ) { workload, writer in
            writer.object { writer in
                writer.key("containerProperties")
                writer.object { writer in
                    writer.texts("command", ["run"])
                    writer.field("image", workload.reference(0).image)
                }
                writer.field("jobDefinitionArn", workload.jobDefinitionARN)
                writer.field("jobDefinitionName", workload.name)
                writer.field("revision", workload.firstRevision)
                writer.field("status", "ACTIVE")
                writer.field("type", "container")
            }
        }
    }

    private static func projects(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let names = BuildProject.all(exchange).map(\.name)
        return try page(names, "projects", size: 100, token: "nextToken", exchange) { $1.string($0) }
    }

    private static func projectDetails(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        guard let names = try exchange.question.texts("names"), !names.isEmpty else { throw .absent("names") }
        guard names.count <= 100 else { throw .outside("names", "\(names.count)", "at most 100 items") }
        let projects = BuildProject.all(exchange)
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("projects")
            writer.array { writer in
                for name in names {
                    if let project = projects.first(where: { $0.name == name }) {
                        writer.project(project, exchange)
                    }
                }
            }
            writer.texts(
                "projectsNotFound", names.filter { name in !projects.contains { $0.name == name } })
        }
        return writer.bytes
    }

    private static func clusters(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let size = try exchange.question.pageSize("maxResults", upTo: 100, default: 100)
        let names = exchange.simulation.kubernetesClusters(of: exchange.account, in: exchange.region)
        return try page(names, "clusters", size: size, token: "nextToken", exchange) { $1.string($0) }
    }
}

/// What builds something, in an image of its own or of AWS's.
private struct BuildProject {
    var name: String
    var image: String

    static func all(_ exchange: Exchange) -> [BuildProject] {
        let (simulation, account, region) = (exchange.simulation, exchange.account, exchange.region)
        let own = simulation.workloads(of: account, in: region).filter { $0.kind == .build }
            .map { BuildProject(name: $0.name, image: $0.reference(0).image) }
        let isForge = account.team == "ci-cd" && simulation.isWorking(account, in: region)
        let usual = [
            "aws/codebuild/amazonlinux-x86_64-standard:5.0", "aws/codebuild/standard:7.0", "node:22",
        ]
        let others = (isForge ? Names.teams : []).enumerated().map { number, team in
            BuildProject(name: "build-\(team)", image: usual[number % usual.count])
        }
        return own + others
    }
}

extension Workload {
    private var place: String { "\(region.name):\(account.id)" }

    private var id: String { draw.at("id").uuid.filter { $0 != "-" } }

    var applicationARN: String { "arn:aws:apprunner:\(place):service/\(name)/\(id)" }

    var modelARN: String { "arn:aws:sagemaker:\(place):model/\(name)" }

    var jobDefinitionARN: String { "arn:aws:batch:\(place):job-definition/\(name):\(firstRevision)" }

    var projectARN: String { "arn:aws:codebuild:\(place):project/\(name)" }

    fileprivate var applicationID: String { id }
}

extension Simulation {
    /// Some accounts have Kubernetes, of which AWS tells nothing but the name.
    func kubernetesClusters(of account: Account, in region: Region) -> [String] {
        let draw = draw.at("kubernetes").at(account.index)
        guard account.state == .active, presence(of: account, in: region) == .home, draw.percent(12) else {
            return []
        }
        return draw.at("two").percent(30)
            ? ["\(account.name)-blue", "\(account.name)-green"] : [account.name]
    }
}

extension JSONWriter {
    fileprivate mutating func application(_ workload: Workload) {
        time("CreatedAt", workload.updated.adding(days: -20))
        field("ServiceArn", workload.applicationARN)
        field("ServiceId", workload.applicationID)
        field("ServiceName", workload.name)
        field("ServiceUrl", "\(workload.applicationID.prefix(10)).\(workload.region.name).awsapprunner.com")
        field("Status", workload.draw.at("paused").percent(15) ? "PAUSED" : "RUNNING")
        time("UpdatedAt", workload.updated)
    }

    fileprivate mutating func applicationDetails(_ workload: Workload) {
        let place = "\(workload.region.name):\(workload.account.id)"
        key("AutoScalingConfigurationSummary")
        object { writer in
            let path = "autoscalingconfiguration/DefaultConfiguration/1/00000000000000000000000000000001"
            writer.field("AutoScalingConfigurationArn", "arn:aws:apprunner:\(place):\(path)")
            writer.field("AutoScalingConfigurationName", "DefaultConfiguration")
            writer.field("AutoScalingConfigurationRevision", 1)
        }
        key("InstanceConfiguration")
        object { writer in
            writer.field("Cpu", "1024")
            writer.field("Memory", "2048")
        }
        key("NetworkConfiguration")
        object { writer in
            writer.key("EgressConfiguration")
            writer.object { $0.field("EgressType", "DEFAULT") }
        }
        key("SourceConfiguration")
        object { writer in
            writer.field("AutoDeploymentsEnabled", false)
            writer.key("ImageRepository")
            writer.object { writer in
                writer.field("ImageIdentifier", workload.reference(0).image)
                writer.field("ImageRepositoryType", "ECR")
            }
        }
    }

    fileprivate mutating func model(_ workload: Workload) {
        time("CreationTime", workload.updated)
        field("ModelArn", workload.modelARN)
        field("ModelName", workload.name)
    }

    fileprivate mutating func project(_ project: BuildProject, _ exchange: Exchange) {
        let place = "\(exchange.region.name):\(exchange.account.id)"
        object { writer in
            writer.field("arn", "arn:aws:codebuild:\(place):project/\(project.name)")
            writer.key("artifacts")
            writer.object { $0.field("type", "NO_ARTIFACTS") }
            writer.time("created", exchange.account.joined)
            writer.key("environment")
            writer.object { writer in
                writer.field("computeType", "BUILD_GENERAL1_SMALL")
                writer.field("image", project.image)
                writer.field("type", "LINUX_CONTAINER")
            }
            writer.field("name", project.name)
            writer.key("source")
            writer.object { $0.field("type", "NO_SOURCE") }
        }
    }
}
