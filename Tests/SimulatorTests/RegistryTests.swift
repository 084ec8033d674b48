import Foundation
import Simulator
import Support
import Testing

struct RegistryTests {
    private func forge() async throws -> (desk: Desk, names: [String]) {
        let desk = Desk()
        let forge = desk.simulation.account(6)
        let region = try #require(
            desk.simulation.regions.first { desk.simulation.repositoryCount(of: forge, in: $0) > 100 })
        let inside = try await desk.assuming(forge).at(region.name)
        return (inside, desk.simulation.repositoryNames(of: forge, in: region))
    }

    private static let settings: [(Action, [String: String])] = [
        (.getRegistryPolicy, [:]), (.describeRegistry, [:]), (.describePullThroughCaches, [:]),
        (.describeCreationTemplates, [:]), (.getScanningConfiguration, [:]),
        (.getAccountSetting, ["name": "BLOB_MOUNTING"]), (.listPullExclusions, [:]),
    ]

    @Test(.enabled(if: Vectors.arePresent, Comment(rawValue: Vectors.absence)))
    func `what is set in a registry has the published shapes`() async throws {
        let (desk, names) = try await forge()
        let judge = try ModelJudge("ecr")
        let repositories: [String: Any] = ["repositoryNames": Array(names.prefix(24)) + ["no/such"]]
        let questions: [(Action, [String: Any])] = Self.settings + [(.getRepositoryScanning, repositories)]

        for (action, members) in questions {
            let reply = try await desk.ask(action, members)
            let operation = String(action.rawValue.split(separator: ":")[1])
            #expect(reply.status == 200)
            #expect(judge.faults(in: reply.json, of: operation) == [])
        }
    }

    @Test(.enabled(if: Vectors.arePresent, Comment(rawValue: Vectors.absence)))
    func `policies of repositories have the published shapes, and there is each kind`() async throws {
        let (desk, names) = try await forge()
        let judge = try ModelJudge("ecr")
        var (texts, codes): ([String], [String: Int]) = ([], [:])

        for name in names {
            for action: Action in [.getLifecyclePolicy, .getLifecyclePreview, .getRepositoryPolicy] {
                let reply = try await desk.ask(action, ["repositoryName": name])
                guard reply.status == 200 else {
                    codes[reply.code, default: 0] += 1
                    continue
                }
                let operation = String(action.rawValue.split(separator: ":")[1])
                #expect(judge.faults(in: reply.json, of: operation) == [])
                texts.append(reply.text)
            }
        }

        #expect(
            Set(codes.keys) == [
                "LifecyclePolicyNotFoundException", "LifecyclePolicyPreviewNotFoundException",
                "RepositoryPolicyNotFoundException",
            ])
        for word in [
            "\\\"pr-*\\\"", "[\\\"*\\\"]", "imageCountMoreThan", "sinceImageTransitioned",
            "aws:PrincipalOrgID",
            "\"type\":\"EXPIRE\"", ":root", "\"previewResults\":[]",
        ] { #expect(texts.contains { $0.contains(word) }, "\(word)") }
        #expect(texts.contains { $0.contains("lifecyclePolicyText") && !$0.contains("EvaluatedAt") })
    }

    @Test func `a preview says what a policy leaves of the newest images`() async throws {
        let (desk, names) = try await forge()
        var previews = 0

        for name in names {
            let pages = try? await desk.all(
                .getLifecyclePreview, "previewResults", ["repositoryName": name, "maxResults": 9],
                token: Desk.smallToken)
            guard let doomed = pages?.joined().compactMap({ $0 as? [String: Any] }), !doomed.isEmpty else {
                continue
            }
            previews += 1
            let images = try await desk.all(
                .describeImages, "imageDetails", ["repositoryName": name], token: Desk.smallToken
            ).joined().compactMap { $0 as? [String: Any] }
            let digests = Set(doomed.compactMap { $0["imageDigest"] as? String })
            #expect(digests.count == doomed.count)
            #expect(digests.isSubset(of: images.compactMap { $0["imageDigest"] as? String }))
            let oldest = doomed.compactMap { $0["imagePushedAt"] as? Int }.max() ?? 0
            #expect(images.count { ($0["imagePushedAt"] as? Int ?? 0) >= oldest } >= 10)
        }

        #expect(previews > 0)
    }

    @Test func `an unknown setting is refused, and a registry that is not one's own denied`() async throws {
        let (desk, _) = try await forge()

        let setting = try await desk.ask(.getAccountSetting, ["name": "NO_SUCH"])
        let other = try await desk.ask(
            .describeImages, ["repositoryName": "a/b", "registryId": desk.simulation.account(7).id])

        #expect((setting.status, setting.code) == (400, "InvalidParameterException"))
        #expect((other.status, other.code) == (400, "AccessDeniedException"))
    }
}
