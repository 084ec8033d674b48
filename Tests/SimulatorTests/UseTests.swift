import Foundation
import HTTP
import Simulator
import Support
import Testing

struct UseTests {
    /// The uses that a walk over all accounts of an organisation without trouble sees, walked once.
    private static let walk = Task {
        let desk = Desk { $0.trouble = .none }
        var uses: Set<SeenUse> = []
        for account in (0..<48).map({ desk.simulation.account($0) }) {
            let inside = try await desk.assuming(account)
            for region in desk.simulation.enabledRegions(of: account) {
                uses.formUnion(try await inside.at(region.name).imageUses())
            }
        }
        return (desk.simulation, uses)
    }

    private func truths(
        _ simulation: Simulation
    ) -> [(truth: Simulation.ImageTruth, images: [Simulation.Image])] {
        var truths: [(Simulation.ImageTruth, [Simulation.Image])] = []
        for account in (0..<48).map({ simulation.account($0) }) {
            for region in simulation.regions {
                for name in simulation.repositoryNames(of: account, in: region) {
                    truths.append(
                        (
                            simulation.imageTruth(ofRepository: name, of: account, in: region),
                            simulation.images(ofRepository: name, of: account, in: region)
                        ))
                }
            }
        }
        return truths
    }

    @Test func `what the services tell of uses is the truth, use by use`() async throws {
        let (simulation, seen) = try await Self.walk.value
        let truths = truths(simulation).map(\.truth)
        let uses = truths.flatMap { $0.uses.values.joined() + $0.broken }

        let known = Set(uses.map { SeenUse(user: $0.user, image: $0.image, digest: $0.toldDigest) })

        #expect(seen == known)
        let services = Dictionary(grouping: uses, by: \.service).mapValues(\.count)
        #expect(services.count == 6 && services.values.allSatisfy { $0 > 2 }, "\(services)")
        #expect(uses.count > 400)
    }

    @Test func `the truth says what may not go, as the manifests do`() async throws {
        let simulation = Simulation()
        var counts: [String: Int] = [:]

        for (truth, images) in truths(simulation) {
            let graph = try Graph(images)
            #expect(truth.live == graph.closure(of: Set(truth.uses.keys)))
            #expect(truth.orphans == graph.orphans)
            #expect(truth.dangling == graph.dangling)
            #expect(truth.incomplete == graph.incomplete)
            #expect(truth.archived == Set(images.filter(\.isArchived).map(\.digest)))
            counts["orphans", default: 0] += truth.orphans.count
            counts["dangling", default: 0] += truth.dangling.count
            counts["incomplete", default: 0] += truth.incomplete.count
            counts["archived", default: 0] += truth.archived.count
            counts["superseded", default: 0] += truth.superseded.count
            counts["broken", default: 0] += truth.broken.count
            counts["live", default: 0] += truth.live.count
            counts["archived in use", default: 0] += truth.archived.intersection(truth.uses.keys).count
            counts["untagged in use", default: 0] += truth.superseded.intersection(truth.uses.keys).count
        }

        #expect(counts.count == 9 && counts.values.allSatisfy { $0 > 0 }, "\(counts)")
    }

    @Test func `images are used across accounts, by who may pull them`() async throws {
        let desk = Desk()
        let simulation = desk.simulation
        let forge = simulation.account(6)
        let region = try #require(
            simulation.regions.first { simulation.repositoryCount(of: forge, in: $0) > 100 })
        let inside = try await desk.assuming(forge).at(region.name)
        var across = 0

        for name in simulation.repositoryNames(of: forge, in: region) {
            let truth = simulation.imageTruth(ofRepository: name, of: forge, in: region)
            let accounts = Set((truth.uses.values.joined() + truth.broken).map(\.account)).subtracting([
                forge.id
            ])
            guard !accounts.isEmpty else { continue }
            across += accounts.count
            let policy = try await inside.ask(.getRepositoryPolicy, ["repositoryName": name]).text
            let isOpen = policy.contains(simulation.organizationID) || policy.contains("PullForAll")
            #expect(isOpen || accounts.allSatisfy { policy.contains($0) })
        }

        #expect(across > 20)
    }

    @Test(.enabled(if: Vectors.arePresent, Comment(rawValue: Vectors.absence)))
    func `what runs is told in the published shapes`() async throws {
        let desk = Desk()
        let (ecs, lambda) = (try ModelJudge("ecs"), try ModelJudge("lambda"))
        let (eks, inspector) = (try ModelJudge("eks"), try ModelJudge("inspector2"))
        func faults(_ judge: ModelJudge, _ desk: Desk, _ action: Action, _ members: [String: Any] = [:])
            async throws -> [String]
        {
            let reply = try await desk.ask(action, members)
            guard reply.status == 200 else { return [reply.text] }
            return judge.faults(in: reply.json, of: String(action.rawValue.split(separator: ":")[1]))
        }
        for index in 0..<48 {
            guard let inside = try? await desk.assuming(desk.simulation.account(index)) else { continue }
            for region in desk.simulation.regions.prefix(3) {
                let inside = inside.at(region.name)
                guard let reply = try? await inside.ask(.listContainerClusters), reply.status == 200 else {
                    continue
                }
                #expect(try await faults(lambda, inside, .listFunctions, ["FunctionVersion": "ALL"]) == [])
                #expect(try await faults(eks, inside, .listKubernetesClusters) == [])
                #expect(try await faults(inspector, inside, .listCoverage) == [])
                #expect(try await faults(ecs, inside, .listTaskDefinitions) == [])
                for cluster in reply.json["clusterArns"] as? [String] ?? [] {
                    let members = ["cluster": cluster]
                    #expect(try await faults(ecs, inside, .listServices, members) == [])
                    let services = try await inside.ask(.listServices, members).json["serviceArns"] ?? []
                    let tasks = try await inside.ask(.listTasks, members).json["taskArns"] ?? []
                    if let list = services as? [String], !list.isEmpty {
                        let found = ["cluster": cluster, "services": list] as [String: Any]
                        #expect(try await faults(ecs, inside, .describeServices, found) == [])
                    }
                    if let list = tasks as? [String], !list.isEmpty {
                        let found = ["cluster": cluster, "tasks": list + ["none"]] as [String: Any]
                        #expect(try await faults(ecs, inside, .describeTasks, found) == [])
                    }
                }
                for arn in try await inside.ask(.listTaskDefinitions).json["taskDefinitionArns"] as? [String]
                    ?? []
                {
                    #expect(
                        try await faults(ecs, inside, .describeTaskDefinition, ["taskDefinition": arn]) == [])
                }
                for entry in try await inside.ask(.listFunctions).json["Functions"] as? [[String: Any]] ?? []
                {
                    let members = ["FunctionName": entry["FunctionName"] ?? ""]
                    #expect(try await faults(lambda, inside, .getFunction, members) == [])
                    #expect(try await faults(lambda, inside, .listAliases, members) == [])
                }
            }
        }
    }

    @Test(
        .enabled(if: Vectors.arePresent, Comment(rawValue: Vectors.absence)),
        arguments: ["apprunner", "sagemaker", "batch", "codebuild"])
    func `what else runs is told in the published shapes`(service: String) async throws {
        // The vectors need not have these models: then only the answers' status is judged.
        let judge = ModelJudge.has(service) ? try ModelJudge(service) : nil
        let desk = Desk()
        for index in 0..<48 {
            guard let inside = try? await desk.assuming(desk.simulation.account(index)) else { continue }
            for region in desk.simulation.enabledRegions(of: desk.simulation.account(index)).prefix(3) {
                for (action, reply) in try await inside.at(region.name).answers(of: service) {
                    guard reply.status == 200 else { continue }
                    let operation = String(action.rawValue.split(separator: ":")[1])
                    let faults = judge?.faults(in: reply.json, of: operation) ?? []
                    // App Runner's model wants 36 characters and allows 32.
                    #expect(faults.filter { !$0.contains(".ServiceId: ") } == [])
                }
            }
        }
    }

    @Test func `who may not list tasks is told so, and where nothing runs nothing is told`() async throws {
        let desk = Desk()
        let denied = try #require(
            (0..<48).map { desk.simulation.account($0) }.first { $0.trouble == .usesDenied })

        let reply = try await desk.assuming(denied).ask(.listTasks, ["cluster": "x"])
        let empty = try await desk.assuming(desk.simulation.account(7)).at("sa-east-1").ask(
            .listContainerClusters)
        let missing = try await desk.assuming(desk.simulation.account(7)).ask(.listTasks, ["cluster": "x"])

        #expect((reply.status, reply.code) == (400, "AccessDeniedException"))
        #expect((empty.json["clusterArns"] as? [Any])?.count == 0)
        #expect((missing.status, missing.code) == (400, "ClusterNotFoundException"))
    }

    @Test(arguments: [
        (Action.listTasks, 400, "ThrottlingException"), (.listFunctions, 429, "TooManyRequestsException"),
        (.listApplications, 400, "ThrottlingException"), (.listModels, 400, "ThrottlingException"),
        (.describeJobDefinitions, 429, "TooManyRequestsException"),
        (.listProjects, 400, "ThrottlingException"), (.listCoverage, 429, "ThrottlingException"),
        (.listKubernetesClusters, 429, "TooManyRequestsException"),
    ])
    func `faults strike what tells of uses`(action: Action, status: Int, code: String) async throws {
        var faults = Faults()
        faults.add(.throttled, .rate(1), of: action)

        let reply = try await Desk(faults).ask(action)

        #expect((reply.status, reply.errorCode) == (status, code))
    }
}

extension Simulation.ImageUse {
    /// The digest, where the service itself tells it.
    fileprivate var toldDigest: String? { service == "lambda" || user.contains(":task/") ? digest : nil }
}

/// What images say of one another, read from their manifests by a parser of its own.
private struct Graph {
    private var neighbours: [String: Set<String>] = [:]
    private(set) var orphans: Set<String> = []
    private(set) var dangling: Set<String> = []
    private(set) var incomplete: Set<String> = []

    init(_ images: [Simulation.Image]) throws {
        let digests = Set(images.map(\.digest))
        var children: Set<String> = []
        var plain: Set<String> = []
        let isListed = images.contains { $0.mediaType.contains("index") || $0.mediaType.contains("list") }
        for image in images {
            let object = try JSONSerialization.jsonObject(with: Data(image.manifest)) as? [String: Any]
            let manifest = try #require(object)
            if let list = manifest["manifests"] as? [[String: Any]] {
                for child in list.compactMap({ $0["digest"] as? String }) {
                    children.insert(child)
                    guard digests.contains(child) else {
                        incomplete.insert(image.digest)
                        continue
                    }
                    neighbours[image.digest, default: []].insert(child)
                    neighbours[child, default: []].insert(image.digest)
                }
                continue
            }
            var subject = (manifest["subject"] as? [String: Any])?["digest"] as? String
            if let tag = image.tags.first(where: { $0.hasSuffix(".sig") }) {
                subject = "sha256:" + tag.dropFirst(7).dropLast(4)
            }
            guard let subject else {
                if image.tags.isEmpty { plain.insert(image.digest) }
                continue
            }
            if digests.contains(subject) {
                neighbours[subject, default: []].insert(image.digest)
            } else {
                orphans.insert(image.digest)
            }
        }
        dangling = isListed || plain.count == images.count ? plain.subtracting(children) : []
    }

    func closure(of digests: Set<String>) -> Set<String> {
        var live = digests
        while true {
            let more = live.union(live.flatMap { neighbours[$0] ?? [] })
            if more == live { return live }
            live = more
        }
    }
}
