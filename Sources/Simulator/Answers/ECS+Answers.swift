import Formats

/// Clusters, services and tasks, as ECS tells of them.
enum ECSAnswers {
    static func body(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let containers = Containers(exchange.account, exchange.region, exchange.simulation)
        switch exchange.action {
        case .listContainerClusters:
            return try list(containers.clusters.map(containers.arn(ofCluster:)), "clusterArns", exchange)
        case .listServices:
            let cluster = try cluster(containers, exchange)
            let services = containers.workloads(inCluster: cluster).filter { $0.kind == .service }
            return try list(services.map(\.serviceARN), "serviceArns", exchange, of: cluster, usual: 10)
        case .listTasks: return try tasks(containers, exchange)
        case .describeTasks: return try taskDetails(containers, exchange)
        case .describeServices: return try services(containers, exchange)
        case .listTaskDefinitions: return try definitions(containers, exchange)
        default: return try definition(containers, exchange)
        }
    }

    private static func list(
        _ arns: [String], _ name: String, _ exchange: Exchange, of subject: String = "", usual: Int = 100
    ) throws(Objection) -> [UInt8] {
        let size = try exchange.question.pageSize("maxResults", upTo: 100, default: usual)
        let slice = try exchange.paging("nextToken", of: subject).slice(
            of: arns.count, size: size, exchange.oddity)
        return JSONWriter.page(name) { writer in
            for arn in arns[slice.items] { writer.string(arn) }
        } token: {
            exchange.writeToken("nextToken", slice.next, to: &$0)
        }
    }

    /// The cluster that is asked for, by its name or its ARN.
    private static func cluster(_ containers: Containers, _ exchange: Exchange) throws(Objection) -> String {
        let asked = try exchange.question.text("cluster") ?? "default"
        let prefix = containers.arn(ofCluster: "")
        let name = asked.hasPrefix(prefix) ? String(asked.dropFirst(prefix.count)) : asked
        guard containers.clusters.contains(name) else {
            throw .own(status: 400, code: "ClusterNotFoundException", message: "Cluster not found.")
        }
        return name
    }

    private static func tasks(_ containers: Containers, _ exchange: Exchange) throws(Objection) -> [UInt8] {
        let cluster = try cluster(containers, exchange)
        let service = try exchange.question.text("serviceName")
        let family = try exchange.question.text("family")
        let status = try exchange.question.text("desiredStatus") ?? "RUNNING"
        let workloads = containers.workloads(inCluster: cluster).filter { workload in
            (service.map { workload.kind == .service && [workload.name, workload.serviceARN].contains($0) }
                ?? true)
                && family ?? workload.name == workload.name
        }
        let arns = workloads.flatMap { $0.tasks(inCluster: cluster) }.map(\.arn)
        let subject = [cluster, service ?? "", family ?? "", status].joined(separator: "|")
        return try list(status == "RUNNING" ? arns : [], "taskArns", exchange, of: subject)
    }

    private static func taskDetails(
        _ containers: Containers, _ exchange: Exchange
    ) throws(Objection) -> [UInt8] {
        let cluster = try cluster(containers, exchange)
        let asked = try names("tasks", upTo: 100, exchange)
        let tasks = containers.workloads(inCluster: cluster).flatMap { $0.tasks(inCluster: cluster) }
        let known = Dictionary(tasks.map { ($0.arn, $0) }) { first, _ in first }
        return details("tasks", asked, exchange) { name in
            known[name] ?? tasks.first { $0.arn.hasSuffix("/\(name)") }
        } write: {
            $1.task($0, containers)
        }
    }

    private static func services(_ containers: Containers, _ exchange: Exchange) throws(Objection) -> [UInt8]
    {
        let cluster = try cluster(containers, exchange)
        let asked = try names("services", upTo: 10, exchange)
        let services = containers.workloads(inCluster: cluster).filter { $0.kind == .service }
        return details("services", asked, exchange) { name in
            services.first { $0.serviceARN == name || $0.name == name }
        } write: {
            $1.service($0, containers.arn(ofCluster: cluster))
        }
    }

    private static func names(_ name: String, upTo limit: Int, _ exchange: Exchange) throws(Objection)
        -> [String]
    {
        guard let names = try exchange.question.texts(name), !names.isEmpty else { throw .absent(name) }
        guard names.count <= limit else {
            throw .own(
                status: 400, code: "InvalidParameterException",
                message: "\(name.prefix(1).uppercased() + name.dropFirst()) can have at most \(limit) items.")
        }
        return names
    }

    private static func details<Item>(
        _ list: String, _ names: [String], _ exchange: Exchange, find: (String) -> Item?,
        write: (Item, inout JSONWriter) -> Void
    ) -> [UInt8] {
        var missing: [String] = []
        var writer = JSONWriter()
        writer.object { writer in
            writer.key(list)
            writer.array { writer in
                for name in names {
                    if let item = find(name) { write(item, &writer) } else { missing.append(name) }
                }
            }
            writer.key("failures")
            writer.array { writer in
                for name in missing {
                    writer.object { writer in
                        writer.field("arn", name)
                        writer.field("reason", "MISSING")
                    }
                }
            }
        }
        return writer.bytes
    }

    private static func definitions(
        _ containers: Containers, _ exchange: Exchange
    ) throws(Objection) -> [UInt8] {
        let family = try exchange.question.text("familyPrefix")
        let status = try exchange.question.text("status") ?? "ACTIVE"
        let workloads = containers.workloads.filter { family ?? $0.name == $0.name }
        let arns = workloads.flatMap { workload in
            (0..<workload.revisions).reversed().map { workload.definitionARN($0) }
        }
        let subject = (family ?? "") + "|" + status
        return try list(status == "ACTIVE" ? arns : [], "taskDefinitionArns", exchange, of: subject)
    }

    private static func definition(
        _ containers: Containers, _ exchange: Exchange
    ) throws(Objection) -> [UInt8] {
        let asked = try exchange.question.demanded("taskDefinition")
        let words = asked.split(separator: "/").last?.split(separator: ":") ?? []
        guard let family = words.first,
            let workload = containers.workloads.first(where: { $0.name == family }),
            let back = back(words.dropFirst().first, workload)
        else {
            throw .own(
                status: 400, code: "ClientException", message: "Unable to describe task definition.")
        }
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("taskDefinition")
            writer.definition(workload, back)
        }
        return writer.bytes
    }

    private static func back(_ revision: Substring?, _ workload: Workload) -> Int? {
        guard let revision else { return 0 }
        guard let number = Int(revision) else { return nil }
        let back = workload.firstRevision + workload.revisions - 1 - number
        return (0..<workload.revisions).contains(back) ? back : nil
    }
}

extension JSONWriter {
    fileprivate mutating func definition(_ workload: Workload, _ back: Int) {
        object { writer in
            writer.key("containerDefinitions")
            writer.array { writer in
                writer.container(workload.name, workload.reference(back).image)
                if let sidecar = workload.sidecar { writer.container("sidecar", sidecar) }
            }
            writer.field("family", workload.name)
            writer.field("networkMode", "awsvpc")
            writer.time("registeredAt", workload.updated.adding(days: -7 * back))
            writer.texts("requiresCompatibilities", ["FARGATE"])
            writer.field("revision", workload.firstRevision + workload.revisions - 1 - back)
            writer.field("status", "ACTIVE")
            writer.field("taskDefinitionArn", workload.definitionARN(back))
        }
    }

    private mutating func container(_ name: String, _ image: String) {
        object { writer in
            writer.field("cpu", 256)
            writer.field("essential", true)
            writer.field("image", image)
            writer.field("memory", 512)
            writer.field("name", name)
        }
    }

    fileprivate mutating func task(_ task: ContainerTask, _ containers: Containers) {
        let workload = task.workload
        let reference = workload.reference(task.back)
        object { writer in
            writer.field("clusterArn", containers.arn(ofCluster: task.cluster))
            writer.key("containers")
            writer.array { writer in
                writer.running(
                    workload.name, reference.image, workload.runningDigest(reference), task.arn)
                if let sidecar = workload.sidecar {
                    var digest: [UInt8] = []
                    digest.append(digestOf: Blob(workload.draw.at("sidecar"), 1...2))
                    writer.running("sidecar", sidecar, String(decoding: digest, as: UTF8.self), task.arn)
                }
            }
            writer.field("desiredStatus", "RUNNING")
            writer.field(
                "group", workload.kind == .service ? "service:\(workload.name)" : "family:\(workload.name)")
            writer.field("lastStatus", "RUNNING")
            writer.field("launchType", "FARGATE")
            writer.time("startedAt", task.started)
            writer.field("taskArn", task.arn)
            writer.field("taskDefinitionArn", workload.definitionARN(task.back))
        }
    }

    private mutating func running(_ name: String, _ image: String, _ digest: String?, _ task: String) {
        object { writer in
            writer.field("image", image)
            if let digest { writer.field("imageDigest", digest) }
            writer.field("lastStatus", "RUNNING")
            writer.field("name", name)
            writer.field("taskArn", task)
        }
    }

    fileprivate mutating func service(_ workload: Workload, _ cluster: String) {
        let counts = workload.taskCounts
        object { writer in
            writer.field("clusterArn", cluster)
            writer.time("createdAt", workload.updated.adding(days: -30))
            writer.key("deployments")
            writer.array { writer in
                for (back, count) in counts.enumerated() {
                    writer.object { writer in
                        writer.time("createdAt", workload.updated.adding(days: -back))
                        writer.field("desiredCount", count)
                        writer.field(
                            "id", "ecs-svc/\(workload.draw.at("deployment").at(back).within(1...999_999_999))"
                        )
                        writer.field("runningCount", count)
                        writer.field("status", back == 0 ? "PRIMARY" : "ACTIVE")
                        writer.field("taskDefinition", workload.definitionARN(back))
                    }
                }
            }
            writer.field("desiredCount", counts.reduce(0, +))
            writer.field("launchType", "FARGATE")
            writer.field("runningCount", counts.reduce(0, +))
            writer.field("serviceArn", workload.serviceARN)
            writer.field("serviceName", workload.name)
            writer.field("status", "ACTIVE")
            writer.field("taskDefinition", workload.definitionARN(0))
        }
    }
}
