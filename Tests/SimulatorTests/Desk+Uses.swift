import Foundation
import Simulator

/// What a use of an image looks like from outside.
struct SeenUse: Hashable {
    var user: String
    /// As it is written; nothing for what only runs.
    var image: String
    /// What the service itself says that it is.
    var digest: String?
}

extension Desk {
    /// All uses of images that the services of one region tell of.
    func imageUses() async throws -> Set<SeenUse> {
        var uses = try await containerUses()
        uses.formUnion(try await functionUses())
        for text in try await all(
            .listApplications, "ServiceSummaryList", token: Desk.nextToken
        ).joined().compactMap({ ($0 as? [String: Any])?["ServiceArn"] as? String }) {
            let reply = try await ask(.describeApplication, ["ServiceArn": text])
            let image = Self.texts(reply.text, "ImageIdentifier")
            uses.formUnion(image.map { SeenUse(user: text, image: $0) })
        }
        for entry in try await all(.listModels, "Models", ["MaxResults": 2], token: Desk.nextToken).joined() {
            let entry = entry as? [String: Any]
            let name = entry?["ModelName"] as? String ?? ""
            let reply = try await ask(.describeModel, ["ModelName": name])
            let arn = entry?["ModelArn"] as? String ?? ""
            uses.formUnion(Self.texts(reply.text, "Image").map { SeenUse(user: arn, image: $0) })
        }
        for entry in try await all(.describeJobDefinitions, "jobDefinitions", token: Desk.smallToken).joined()
        {
            let entry = entry as? [String: Any]
            let image = (entry?["containerProperties"] as? [String: Any])?["image"] as? String ?? ""
            uses.insert(SeenUse(user: entry?["jobDefinitionArn"] as? String ?? "", image: image))
        }
        let projects = try await all(.listProjects, "projects", token: Desk.smallToken).joined()
        if !projects.isEmpty {
            let details = try await ask(.getProjects, ["names": Array(projects)]).json["projects"]
            for project in details as? [[String: Any]] ?? [] {
                let image = (project["environment"] as? [String: Any])?["image"] as? String ?? ""
                uses.insert(SeenUse(user: project["arn"] as? String ?? "", image: image))
            }
        }
        return uses.filter { $0.image.contains(".dkr.ecr.") && !$0.image.contains("763104351884") }
    }

    /// What a small service has to say, with the details of all that it lists.
    func answers(of service: String) async throws -> [(Action, Reply)] {
        switch service {
        case "apprunner":
            let list = try await ask(.listApplications)
            let entries = list.json["ServiceSummaryList"] as? [[String: Any]] ?? []
            return try await [(.listApplications, list)]
                + details(.describeApplication, entries.map { ["ServiceArn": $0["ServiceArn"] ?? ""] })
        case "sagemaker":
            let list = try await ask(.listModels)
            let entries = list.json["Models"] as? [[String: Any]] ?? []
            return try await [(.listModels, list)]
                + details(.describeModel, entries.map { ["ModelName": $0["ModelName"] ?? ""] })
        case "batch": return [(.describeJobDefinitions, try await ask(.describeJobDefinitions))]
        default:
            let list = try await ask(.listProjects)
            let names = list.json["projects"] as? [String] ?? []
            return try await [(.listProjects, list)] + details(.getProjects, [["names": names + ["none"]]])
        }
    }

    private func details(_ action: Action, _ questions: [[String: Any]]) async throws -> [(Action, Reply)] {
        var answers: [(Action, Reply)] = []
        for question in questions { answers.append((action, try await ask(action, question))) }
        return answers
    }

    private func containerUses() async throws -> Set<SeenUse> {
        var uses: Set<SeenUse> = []
        var definitions: [String: [String]] = [:]
        for arn in try await texts(.listTaskDefinitions, "taskDefinitionArns", ["maxResults": 7]) {
            let reply = try await ask(.describeTaskDefinition, ["taskDefinition": arn])
            definitions[arn] = Self.texts(reply.text, "image")
            uses.formUnion(Self.texts(reply.text, "image").map { SeenUse(user: arn, image: $0) })
        }
        for cluster in try await texts(.listContainerClusters, "clusterArns") {
            let services = try await texts(.listServices, "serviceArns", ["cluster": cluster])
            for service in services {
                let reply = try await ask(.describeServices, ["cluster": cluster, "services": [service]])
                for definition in Self.texts(reply.text, "taskDefinition") {
                    uses.formUnion((definitions[definition] ?? []).map { SeenUse(user: service, image: $0) })
                }
            }
            let tasks = try await texts(.listTasks, "taskArns", ["cluster": cluster, "maxResults": 3])
            guard !tasks.isEmpty else { continue }
            let reply = try await ask(.describeTasks, ["cluster": cluster, "tasks": tasks])
            for task in reply.json["tasks"] as? [[String: Any]] ?? [] {
                for container in task["containers"] as? [[String: Any]] ?? [] {
                    uses.insert(
                        SeenUse(
                            user: task["taskArn"] as? String ?? "",
                            image: container["image"] as? String ?? "",
                            digest: container["imageDigest"] as? String))
                }
            }
        }
        return uses
    }

    private func functionUses() async throws -> Set<SeenUse> {
        var uses: Set<SeenUse> = []
        let functions = try await all(
            .listFunctions, "Functions", ["FunctionVersion": "ALL"],
            token: (sent: "Marker", read: "NextMarker"))
        for entry in functions.joined() {
            let entry = entry as? [String: Any]
            guard entry?["PackageType"] as? String == "Image" else { continue }
            let members = [
                "FunctionName": entry?["FunctionName"] ?? "", "Qualifier": entry?["Version"] ?? "",
            ]
            let code = try await ask(.getFunction, members).json["Code"] as? [String: Any]
            let digest = (code?["ResolvedImageUri"] as? String)?.split(separator: "@").last.map(String.init)
            uses.insert(
                SeenUse(
                    user: entry?["FunctionArn"] as? String ?? "", image: code?["ImageUri"] as? String ?? "",
                    digest: digest))
        }
        return uses
    }

    private func texts(
        _ action: Action, _ list: String, _ members: [String: Any] = [:]
    ) async throws -> [String] {
        try await all(action, list, members, token: Desk.smallToken).joined().compactMap { $0 as? String }
    }

    /// All texts under a key, wherever they are.
    private static func texts(_ json: String, _ key: String) -> [String] {
        json.components(separatedBy: "\"\(key)\":\"").dropFirst().compactMap {
            $0.split(separator: "\"").first.map(String.init)
        }
    }
}
