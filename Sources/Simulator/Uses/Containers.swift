import Formats

/// What an account runs in containers of ECS, in one region.
struct Containers {
    let account: Simulation.Account
    let region: Simulation.Region
    let workloads: [Workload]

    init(_ account: Simulation.Account, _ region: Simulation.Region, _ simulation: Simulation) {
        (self.account, self.region) = (account, region)
        workloads = simulation.workloads(of: account, in: region).filter {
            $0.kind == .service || $0.kind == .schedule
        }
    }

    private var place: String { "\(region.name):\(account.id)" }

    /// The names of its clusters: one for what serves, one for what runs now and then.
    var clusters: [String] {
        guard !workloads.isEmpty else { return [] }
        let hasSchedules = workloads.contains { $0.kind == .schedule }
        return hasSchedules ? [account.name, account.name + "-jobs"] : [account.name]
    }

    func arn(ofCluster name: String) -> String { "arn:aws:ecs:\(place):cluster/\(name)" }

    func workloads(inCluster name: String) -> [Workload] {
        workloads.filter { ($0.kind == .service) == (name == account.name) }
    }
}

/// Containers that run together.
struct ContainerTask {
    let arn: String
    let cluster: String
    /// How many revisions back its definition is.
    let back: Int
    let workload: Workload
    let number: Int

    var started: Timestamp {
        let draw = workload.draw.at("task").at(number)
        return max(workload.updated, workload.end.adding(seconds: -Int64(draw.at("age").below(20 * 86_400))))
    }
}

extension Workload {
    private var place: String { "\(region.name):\(account.id)" }

    var serviceARN: String { "arn:aws:ecs:\(place):service/\(account.name)/\(name)" }

    /// The definition of a revision, counted from the newest.
    func definitionARN(_ back: Int) -> String {
        "arn:aws:ecs:\(place):task-definition/\(name):\(firstRevision + revisions - 1 - back)"
    }

    /// Whether it is being brought from one revision to the next.
    var isDeploying: Bool { kind == .service && revisions > 1 && draw.at("deploying").percent(12) }

    /// How many tasks run of each of its deployments, the newest first.
    var taskCounts: [Int] {
        guard kind == .service else { return [draw.at("tasks").percent(25) ? 1 : 0] }
        let count = account.isProduction ? draw.at("tasks").within(1...4) : draw.at("tasks").below(3)
        return isDeploying ? [1, count] : [count]
    }

    func tasks(inCluster cluster: String) -> [ContainerTask] {
        var tasks: [ContainerTask] = []
        for (back, count) in taskCounts.enumerated() {
            for _ in 0..<count {
                let id = draw.at("task").at(tasks.count).at("id").uuid.filter { $0 != "-" }
                tasks.append(
                    ContainerTask(
                        arn: "arn:aws:ecs:\(place):task/\(cluster)/\(id)", cluster: cluster, back: back,
                        workload: self, number: tasks.count))
            }
        }
        return tasks
    }

    /// What runs beside its own container, from somewhere else in the world.
    var sidecar: String? {
        let images = [
            "public.ecr.aws/datadog/agent:7.60.0", "nginx:1.27-alpine", "docker.io/library/redis:7",
            "ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector:0.114.0",
        ]
        return draw.at("sidecar").percent(25) ? draw.at("which").one(of: images) : nil
    }
}
