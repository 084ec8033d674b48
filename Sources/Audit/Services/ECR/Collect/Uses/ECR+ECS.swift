import AWS
import Formats
import HTTP
import Images
import Pipeline
import SQLite

/// What is asked of the container service.
enum ECS {
    static let operations = [
        ListClusters.operation, ListTasks.operation, DescribeTasks.operation, ListServices.operation,
        DescribeServices.operation, ListTaskDefinitions.operation, DescribeTaskDefinition.operation,
    ]

    private static func operation(_ name: String) -> Operation {
        Operation(.ecs, name, action: "ecs:\(name)", rate: 10)
    }

    struct ListClusters: TreeListing {
        var token: String?
        static let operation = ECS.operation("ListClusters")

        func encode() -> Call { .json(Self.operation) { $0.field("nextToken", token) } }
    }

    struct ListTasks: TreeListing {
        var cluster: String
        /// `RUNNING`, or `STOPPED`: those of the last hour.
        var status: String
        var token: String?
        static let operation = ECS.operation("ListTasks")

        func encode() -> Call {
            .json(Self.operation) { writer in
                writer.field("cluster", cluster)
                writer.field("desiredStatus", status)
                writer.field("maxResults", 100)
                writer.field("nextToken", token)
            }
        }
    }

    struct DescribeTasks: TreeRequest {
        var cluster: String
        var tasks: [String]
        static let operation = ECS.operation("DescribeTasks")

        func encode() -> Call {
            .json(Self.operation) { writer in
                writer.field("cluster", cluster)
                writer.field("tasks", tasks)
            }
        }
    }

    struct ListServices: TreeListing {
        var cluster: String
        var token: String?
        static let operation = ECS.operation("ListServices")

        func encode() -> Call {
            .json(Self.operation) { writer in
                writer.field("cluster", cluster)
                // As many as can be described at once.
                writer.field("maxResults", 10)
                writer.field("nextToken", token)
            }
        }
    }

    struct DescribeServices: TreeRequest {
        var cluster: String
        var services: [String]
        static let operation = ECS.operation("DescribeServices")

        func encode() -> Call {
            .json(Self.operation) { writer in
                writer.field("cluster", cluster)
                writer.field("services", services)
            }
        }
    }

    struct ListTaskDefinitions: TreeListing {
        var token: String?
        static let operation = ECS.operation("ListTaskDefinitions")

        func encode() -> Call {
            .json(Self.operation) { writer in
                writer.field("status", "ACTIVE")
                writer.field("maxResults", 100)
                writer.field("nextToken", token)
            }
        }
    }

    struct DescribeTaskDefinition: TreeRequest {
        var arn: String
        static let operation = ECS.operation("DescribeTaskDefinition")

        func encode() -> Call { .json(Self.operation) { $0.field("taskDefinition", arn) } }
    }
}

extension ECR {
    /// Lists the clusters of a place, and finds what runs in each.
    struct ClusterListing: AWSStep {
        let access: Access
        let service = "ecr"
        let name = "ecs-clusters"

        func page(
            of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
        ) async throws -> Page {
            try await listing(ECS.ListClusters(), of: cell, at: cursor, client) { answer in
                let clusters = try answer.texts("clusterArns")
                let found = clusters.flatMap { cluster in
                    ["ecs-tasks", "ecs-stopped", "ecs-services"].map { step in
                        Cell(
                            .collect, "ecr", step, account: cell.account, region: cell.region, scope: cluster)
                    }
                }
                let definitions = Cell(
                    .collect, "ecr", "ecs-definitions", account: cell.account, region: cell.region)
                return Listed(found: found + [definitions]) { _ in clusters.count }
            }
        }
    }

    /// The images of a cluster's tasks: of what runs, or of what has just stopped.
    struct TaskImages: AWSStep {
        let access: Access
        let service = "ecr"
        let name: String
        let status: String

        func page(
            of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
        ) async throws -> Page {
            let request = ECS.ListTasks(cluster: cell.scope, status: status)
            return try await listing(request, of: cell, at: cursor, client) { answer in
                let arns = try answer.texts("taskArns")
                var uses: [ImageUse] = []
                if !arns.isEmpty {
                    let request = ECS.DescribeTasks(cluster: cell.scope, tasks: arns)
                    uses = try Self.uses(of: try await client.send(request))
                }
                return Listed { [uses] database in try ECR.save(uses, of: cell, in: database, run) }
            }
        }

        /// A task that has ended between the two questions is left out, and is no use any more.
        static func uses(of answer: JSON) throws -> [ImageUse] {
            try answer.list("tasks").flatMap { task in
                let arn = task["taskArn"]?.string ?? ""
                return (task["containers"]?.elements ?? []).compactMap { container -> ImageUse? in
                    guard let image = container["image"]?.string else { return nil }
                    let digest = container["imageDigest"]?.string.flatMap { ContentDigest($0) }
                    return ImageUse(source: .ecs, user: arn, image: image, digest: digest)
                }
            }
        }
    }

    /// What the services of a cluster deploy: task definitions that may be withdrawn already, and run all the same.
    struct ServiceImages: AWSStep {
        let access: Access
        let store: Store
        let service = "ecr"
        let name = "ecs-services"

        func page(
            of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
        ) async throws -> Page {
            let request = ECS.ListServices(cluster: cell.scope)
            return try await listing(request, of: cell, at: cursor, client) { answer in
                let services = try answer.texts("serviceArns")
                var deployed: [(service: String, definition: String)] = []
                if !services.isEmpty {
                    let request = ECS.DescribeServices(cluster: cell.scope, services: services)
                    deployed = try Self.deployed(of: try await client.send(request))
                }
                let arns = Set(deployed.map(\.definition)).sorted()
                let known = try await TaskDefinitions.described(arns, store, client)
                return Listed { [deployed] database in
                    // By the service's name: its definition is listed as well, and would be counted by who comes first.
                    try known.save(
                        of: cell, as: deployed.map { ($0.service, $0.definition) }, in: database, run)
                }
            }
        }

        /// What each service deploys.
        static func deployed(of answer: JSON) throws -> [(service: String, definition: String)] {
            try answer.list("services").flatMap { service in
                let deployments =
                    (service["deployments"]?.elements ?? []) + (service["taskSets"]?.elements ?? [])
                let definitions = ([service] + deployments).compactMap { $0["taskDefinition"]?.string }
                let arn = service["serviceArn"]?.string ?? ""
                return Set(definitions).sorted().map { (service: arn, definition: $0) }
            }
        }
    }

    /// The images of all active task definitions of a place.
    struct DefinitionImages: AWSStep {
        let access: Access
        let store: Store
        let service = "ecr"
        let name = "ecs-definitions"

        func page(
            of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
        ) async throws -> Page {
            try await listing(ECS.ListTaskDefinitions(), of: cell, at: cursor, client) { answer in
                let arns = try answer.texts("taskDefinitionArns")
                let known = try await TaskDefinitions.described(arns, store, client)
                return Listed { database in try known.save(of: cell, in: database, run) }
            }
        }
    }

    /// Task definitions: a revision never changes, so that each is described once.
    struct TaskDefinitions: Sendable {
        private var all: [Definition] = []
        private var new: [Definition] = []

        static func described(
            _ arns: [String], _ store: Store, _ client: Client
        ) async throws -> TaskDefinitions {
            let known = try await store.read { try Definition.known(arns, in: $0) }
            var definitions = TaskDefinitions()
            for arn in arns {
                if let definition = known[arn] {
                    definitions.all.append(definition)
                } else {
                    let answer = try await client.send(ECS.DescribeTaskDefinition(arn: arn))
                    let definition = Definition(id: arn, images: try Self.images(of: answer))
                    definitions.all.append(definition)
                    definitions.new.append(definition)
                }
            }
            return definitions
        }

        static func images(of answer: JSON) throws -> [String] {
            guard let containers = answer["taskDefinition"]?["containerDefinitions"]?.elements else {
                throw DecodingFailure("no containerDefinitions")
            }
            return Set(containers.compactMap { $0["image"]?.string }).sorted()
        }

        func save(of cell: Cell, in database: Database, _ run: Run) throws(SQLiteError) -> Int {
            try save(of: cell, as: all.map { ($0.id, $0.id) }, in: database, run)
        }

        /// Stores the images of definitions as what somebody uses.
        func save(
            of cell: Cell, as users: [(user: String, definition: String)], in database: Database, _ run: Run
        ) throws(SQLiteError) -> Int {
            for definition in new { try definition.save(in: database) }
            var count = 0
            for (user, definition) in users {
                for image in all.first(where: { $0.id == definition })?.images ?? [] {
                    let use = ImageUse(source: .ecs, user: user, image: image)
                    count += try use.save(of: cell, in: database, run)
                }
            }
            return count
        }
    }
}
