import AWS
import Formats
import HTTP
import Images
import Pipeline
import SQLite

// The services that run images and whose answers have them without much asking, one listing each.

extension ECR {
    /// The operations that are asked for to see who uses images, beside those of the container service.
    static let useOperations = [
        ListFunctions.operation, GetFunction.operation, ListAppRunnerServices.operation,
        DescribeAppRunnerService.operation, ListModels.operation, DescribeModel.operation,
        DescribeJobDefinitions.operation, ListProjects.operation, BatchGetProjects.operation,
        ListCoverage.operation, ListKubernetesClusters.operation,
    ]

    struct ListAppRunnerServices: TreeListing {
        var token: String?
        static let operation = Operation(
            .appRunner, "ListServices", action: "apprunner:ListServices", rate: 5)
        static let tokenName = "NextToken"

        func encode() -> Call {
            .json(Self.operation) { writer in
                writer.field("MaxResults", 20)
                writer.field("NextToken", token)
            }
        }
    }

    struct DescribeAppRunnerService: TreeRequest {
        var arn: String
        static let operation = Operation(
            .appRunner, "DescribeService", action: "apprunner:DescribeService", rate: 5)

        func encode() -> Call { .json(Self.operation) { $0.field("ServiceArn", arn) } }
    }

    struct ListModels: TreeListing {
        var token: String?
        static let operation = Operation(.sageMaker, "ListModels", action: "sagemaker:ListModels", rate: 5)
        static let tokenName = "NextToken"

        func encode() -> Call {
            .json(Self.operation) { writer in
                writer.field("MaxResults", 100)
                writer.field("NextToken", token)
            }
        }
    }

    struct DescribeModel: TreeRequest {
        var name: String
        static let operation = Operation(
            .sageMaker, "DescribeModel", action: "sagemaker:DescribeModel", rate: 5)

        func encode() -> Call { .json(Self.operation) { $0.field("ModelName", name) } }
    }

    struct DescribeJobDefinitions: TreeListing {
        var token: String?
        static let operation = Operation(
            .batch, "DescribeJobDefinitions", action: "batch:DescribeJobDefinitions", rate: 5)

        func encode() -> Call {
            .rest("POST", "/v1/describejobdefinitions") { writer in
                writer.field("status", "ACTIVE")
                writer.field("maxResults", 100)
                writer.field("nextToken", token)
            }
        }
    }

    struct ListProjects: TreeListing {
        var token: String?
        static let operation = Operation(
            .codeBuild, "ListProjects", action: "codebuild:ListProjects", rate: 5)

        func encode() -> Call { .json(Self.operation) { $0.field("nextToken", token) } }
    }

    struct BatchGetProjects: TreeRequest {
        var names: [String]
        static let operation = Operation(
            .codeBuild, "BatchGetProjects", action: "codebuild:BatchGetProjects", rate: 5)

        func encode() -> Call { .json(Self.operation) { $0.field("names", names) } }
    }

    struct ListCoverage: TreeListing {
        var token: String?
        static let operation = Operation(
            .inspector2, "ListCoverage", action: "inspector2:ListCoverage", rate: 5)

        func encode() -> Call {
            .rest("POST", "/coverage/list") { writer in
                writer.key("filterCriteria")
                writer.object { writer in
                    writer.key("resourceType")
                    writer.array { writer in
                        writer.object { writer in
                            writer.field("comparison", "EQUALS")
                            writer.field("value", "AWS_ECR_CONTAINER_IMAGE")
                        }
                    }
                }
                writer.field("maxResults", 200)
                writer.field("nextToken", token)
            }
        }
    }

    struct ListKubernetesClusters: TreeListing {
        var token: String?
        static let operation = Operation(.eks, "ListClusters", action: "eks:ListClusters", rate: 5)

        func encode() -> Call {
            .rest("GET", "/clusters", query: ["maxResults": "100", "nextToken": token])
        }
    }
}

extension ECR {
    /// A listing of what runs images, of which each page says which.
    struct UseListing<Question: TreeListing>: AWSStep {
        let access: Access
        let question: Question
        let source: UseSource
        let read: @Sendable (JSON, Client) async throws -> [ImageUse]
        let service = "ecr"
        var name: String { source.firstStep }

        func page(
            of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
        ) async throws -> Page {
            try await listing(question, of: cell, at: cursor, client) { answer in
                let uses = try await read(answer, client)
                return Listed { database in try ECR.save(uses, of: cell, in: database, run) }
            }
        }
    }

    static func appRunner(_ access: Access) -> some AWSStep {
        UseListing(access: access, question: ListAppRunnerServices(), source: .apprunner) { answer, client in
            var uses: [ImageUse] = []
            for arn in try answer.list("ServiceSummaryList").compactMap({ $0["ServiceArn"]?.string }) {
                let service = try await client.send(DescribeAppRunnerService(arn: arn))["Service"]
                let repository = service?["SourceConfiguration"]?["ImageRepository"]
                guard let image = repository?["ImageIdentifier"]?.string else { continue }
                uses.append(ImageUse(source: .apprunner, user: arn, image: image))
            }
            return uses
        }
    }

    static func sageMaker(_ access: Access) -> some AWSStep {
        UseListing(access: access, question: ListModels(), source: .sagemaker) { answer, client in
            var uses: [ImageUse] = []
            for model in try answer.list("Models") {
                guard let name = model["ModelName"]?.string, let arn = model["ModelArn"]?.string else {
                    continue
                }
                let answer = try await client.send(DescribeModel(name: name))
                let containers =
                    (answer["Containers"]?.elements ?? []) + [answer["PrimaryContainer"] ?? .null]
                for image in containers.compactMap({ $0["Image"]?.string }) {
                    uses.append(ImageUse(source: .sagemaker, user: arn, image: image))
                }
            }
            return uses
        }
    }

    static func batch(_ access: Access) -> some AWSStep {
        UseListing(access: access, question: DescribeJobDefinitions(), source: .batch) { answer, _ in
            try answer.list("jobDefinitions").flatMap { definition in
                let arn = definition["jobDefinitionArn"]?.string ?? ""
                return definition.images.map { ImageUse(source: .batch, user: arn, image: $0) }
            }
        }
    }

    static func codeBuild(_ access: Access) -> some AWSStep {
        UseListing(access: access, question: ListProjects(), source: .codebuild) { answer, client in
            let names = try answer.texts("projects")
            guard !names.isEmpty else { return [] }
            let projects = try await client.send(BatchGetProjects(names: names)).list("projects")
            return projects.compactMap { project in
                guard let image = project["environment"]?["image"]?.string else { return nil }
                return ImageUse(source: .codebuild, user: project["arn"]?.string ?? "", image: image)
            }
        }
    }
}

extension JSON {
    /// The images that a job definition names, wherever in it: jobs of one container, of several nodes, of
    /// Kubernetes.
    fileprivate var images: [String] {
        var images: Set<String> = []
        collectImages(into: &images, depth: 0)
        return images.sorted()
    }

    private func collectImages(into images: inout Set<String>, depth: Int) {
        guard depth < 16 else { return }
        for member in members ?? [] {
            if member.key == "image", let image = member.value.string { images.insert(image) }
            member.value.collectImages(into: &images, depth: depth + 1)
        }
        for element in elements ?? [] { element.collectImages(into: &images, depth: depth + 1) }
    }
}
