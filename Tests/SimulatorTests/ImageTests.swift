import Formats
import Foundation
import HTTP
import Simulator
import Support
import Testing

struct ImageTests {
    /// A desk in the account whose registry everybody pushes to, and the names of its repositories.
    private func forge(
        _ change: (inout Simulation.Settings) -> Void = { _ in }
    ) async throws -> (desk: Desk, account: Simulation.Account, region: Simulation.Region, names: [String]) {
        let desk = Desk(Faults(), change)
        let forge = desk.simulation.account(6)
        let region = try #require(
            desk.simulation.regions.first { desk.simulation.repositoryCount(of: forge, in: $0) > 100 })
        let inside = try await desk.assuming(forge).at(region.name)
        return (inside, forge, region, desk.simulation.repositoryNames(of: forge, in: region))
    }

    private func listed(_ desk: Desk, _ name: String, _ members: [String: Any] = [:]) async throws
        -> [[String: Any]]
    {
        let members = ["repositoryName": name, "filter": ["imageStatus": "ANY"]].merging(members) { $1 }
        return try await desk.all(.describeImages, "imageDetails", members, token: Desk.smallToken)
            .joined().compactMap { $0 as? [String: Any] }
    }

    @Test func `the digest of an image is the hash of its manifest, and its size the sum of its layers`()
        async throws
    {
        let (desk, account, region, names) = try await forge()
        var kinds: [String: Int] = [:]

        for name in names.prefix(40) {
            let images = desk.simulation.images(ofRepository: name, of: account, in: region)
            var sizes: [String: Int] = [:]
            var indexes: [(Simulation.Image, [String])] = []
            for image in images {
                #expect(image.digest == "sha256:" + SHA256.hash(of: image.manifest.span).hex)
                let object = try JSONSerialization.jsonObject(with: Data(image.manifest)) as? [String: Any]
                let manifest = try #require(object)
                #expect(manifest["mediaType"] as? String == image.mediaType)
                kinds[image.mediaType, default: 0] += 1
                sizes[image.digest] = image.bytes
                if let children = manifest["manifests"] as? [[String: Any]] {
                    indexes.append((image, children.compactMap { $0["digest"] as? String }))
                    continue
                }
                let layers = try #require(manifest["layers"] as? [[String: Any]])
                let blobs = layers + [manifest["config"] as? [String: Any] ?? [:]]
                #expect(blobs.compactMap { $0["size"] as? Int }.reduce(0, +) == image.bytes)
                #expect(layers.count <= 12)
                #expect((manifest["subject"] as? [String: Any])?["digest"] as? String == image.subject)
            }
            for (index, children) in indexes where children.allSatisfy({ sizes[$0] != nil }) {
                #expect(index.bytes == children.compactMap { sizes[$0] }.max())
            }
        }

        #expect(kinds.count == 4 && kinds.values.allSatisfy { $0 > 20 }, "\(kinds)")
    }

    @Test
    func `a demo has about twenty-five thousand images, older than nothing and younger than everything`()
        throws
    {
        let simulation = Simulation()
        var counts: [Int] = []

        for account in (0..<48).map({ simulation.account($0) }) {
            for region in simulation.regions {
                for name in simulation.repositoryNames(of: account, in: region) {
                    let created = simulation.repository(name, of: account, in: region).created
                    let images = simulation.images(ofRepository: name, of: account, in: region)
                    counts.append(images.count)
                    let times = images.flatMap { [$0.pushed, $0.pulled, $0.archived, $0.restored] }
                    #expect(
                        times.allSatisfy { $0.map { $0 > created && $0 <= simulation.settings.end } ?? true })
                    #expect(Set(images.map(\.digest)).count == images.count)
                    #expect(Set(images.flatMap(\.tags)).count == images.flatMap(\.tags).count)
                }
            }
        }

        #expect((22_000...28_000).contains(counts.reduce(0, +)), "\(counts.reduce(0, +))")
        #expect((300...450).contains(counts.max() ?? 0))
        #expect(counts.contains(0))
    }

    @Test func `what is kept is what the manifests need, each layer once`() async throws {
        let (desk, account, region, names) = try await forge()
        var shared: [String: Set<String>] = [:]

        for name in names {
            var blobs: [String: (size: Int, isArchived: Bool)] = [:]
            for image in desk.simulation.images(ofRepository: name, of: account, in: region) {
                let object = try JSONSerialization.jsonObject(with: Data(image.manifest)) as? [String: Any]
                let layers = object?["layers"] as? [[String: Any]] ?? []
                for blob in layers + [object?["config"] as? [String: Any] ?? [:]] {
                    guard let digest = blob["digest"] as? String, let size = blob["size"] as? Int else {
                        continue
                    }
                    let isArchived = image.isArchived && blobs[digest]?.isArchived ?? true
                    blobs[digest] = (size, isArchived)
                    shared[digest, default: []].insert(name)
                }
            }
            let stored = desk.simulation.storedBytes(ofRepository: name, of: account, in: region)
            #expect(stored.standard == blobs.values.reduce(0) { $0 + ($1.isArchived ? 0 : $1.size) })
            #expect(stored.archived == blobs.values.reduce(0) { $0 + ($1.isArchived ? $1.size : 0) })
        }

        // The layers of base images are in many repositories.
        #expect(shared.values.count { $0.count > 5 } > 20)
    }

    @Test(arguments: [7, 100, 1000])
    func `images are listed once each, whatever a page holds`(size: Int) async throws {
        let (desk, account, region, names) = try await forge()
        for name in names.prefix(6) {
            let known = desk.simulation.images(ofRepository: name, of: account, in: region)

            let listed = try await listed(desk, name, ["maxResults": size])

            #expect(listed.compactMap { $0["imageDigest"] as? String } == known.map(\.digest))
            #expect(listed.map { $0["imageTags"] as? [String] ?? [] } == known.map(\.tags))
            #expect(listed.compactMap { $0["imageSizeInBytes"] as? Int } == known.map(\.bytes))
            #expect(listed.map { $0["subjectManifestDigest"] as? String } == known.map(\.subject))
        }
    }

    @Test func `archived images are listed only for who asks for them, and cannot be pulled`() async throws {
        let (desk, account, region, names) = try await forge()
        let simulation = desk.simulation
        let name = try #require(
            names.first {
                simulation.images(ofRepository: $0, of: account, in: region).contains(where: \.isArchived)
            })
        let known = simulation.images(ofRepository: name, of: account, in: region)
        let archived = known.filter(\.isArchived)

        let usual = try await listed(desk, name, ["filter": [String: String]()])
        let shelved = try await listed(desk, name, ["filter": ["imageStatus": "ARCHIVED"]])
        let untagged = try await listed(
            desk, name, ["filter": ["imageStatus": "ANY", "tagStatus": "UNTAGGED"]])
        let reply = try await desk.ask(
            .batchGetImage,
            ["repositoryName": name, "imageIds": archived.prefix(9).map { ["imageDigest": $0.digest] }])

        #expect(usual.count == known.count - archived.count && shelved.count == archived.count)
        #expect(shelved.allSatisfy { $0["imageStatus"] as? String == "ARCHIVED" })
        #expect(shelved.allSatisfy { $0["lastArchivedAt"] is NSNumber })
        #expect(untagged.count == known.count { $0.tags.isEmpty })
        let failures = try #require(reply.json["failures"] as? [[String: Any]])
        #expect((reply.json["images"] as? [Any])?.isEmpty == true)
        #expect(Set(failures.compactMap { $0["failureCode"] as? String }) == ["ImageInaccessible"])
        #expect(known.contains { $0.restored != nil && !$0.isArchived } || archived.count < 100)
    }

    @Test func `manifests come by digest and by tag, and what fails says why`() async throws {
        let (desk, account, region, names) = try await forge()
        let name = try #require(
            names.first {
                desk.simulation.images(ofRepository: $0, of: account, in: region).count { !$0.tags.isEmpty }
                    > 9
            })
        let images = desk.simulation.images(ofRepository: name, of: account, in: region).filter {
            !$0.isArchived
        }
        let tagged = try #require(images.first { !$0.tags.isEmpty })
        let other = try #require(images.first { $0.digest != tagged.digest })
        let absent = "sha256:" + String(repeating: "0", count: 64)

        let reply = try await desk.ask(
            .batchGetImage,
            [
                "repositoryName": name,
                "imageIds": [
                    ["imageDigest": tagged.digest], ["imageTag": tagged.tags[0]], ["imageDigest": absent],
                    ["imageTag": tagged.tags[0], "imageDigest": other.digest], ["imageDigest": "sha256:x"],
                    [String: String](),
                ],
            ])

        let found = try #require(reply.json["images"] as? [[String: Any]])
        #expect(
            found.map { $0["imageManifest"] as? String }.allSatisfy {
                $0?.utf8.elementsEqual(tagged.manifest) ?? false
            })
        #expect(found.count == 2)
        let failures = try #require(reply.json["failures"] as? [[String: Any]])
        #expect(
            failures.map { $0["failureCode"] as? String } == [
                "ImageNotFound", "ImageTagDoesNotMatchDigest", "InvalidImageDigest", "MissingDigestAndTag",
            ])
    }

    @Test func `manifests that no answer can hold are asked for in smaller parts`() async throws {
        let (desk, account, region, names) = try await forge()
        let simulation = desk.simulation
        func hundred(_ name: String) -> [Simulation.Image] {
            let all = simulation.images(ofRepository: name, of: account, in: region)
            return Array(all.filter { !$0.isArchived }.prefix(100))
        }
        let heavy = try #require(
            names.first { hundred($0).reduce(0) { $0 + $1.manifest.count } > 256 << 10 })
        let ids = hundred(heavy).map { ["imageDigest": $0.digest] }

        let whole = try await desk.ask(.batchGetImage, ["repositoryName": heavy, "imageIds": ids])
        let half = try await desk.ask(
            .batchGetImage, ["repositoryName": heavy, "imageIds": Array(ids.prefix(50))])
        let many = try await desk.ask(
            .batchGetImage, ["repositoryName": heavy, "imageIds": ids + ids])

        #expect((whole.status, whole.code) == (400, "InvalidParameterException"))
        #expect(whole.message.contains("too large"))
        #expect((half.json["images"] as? [Any])?.count == 50)
        #expect((many.status, many.code) == (400, "InvalidParameterException"))
    }

    @Test func `an image or a repository that is not there is not found`() async throws {
        let (desk, _, _, names) = try await forge()

        let image = try await desk.ask(
            .describeImages, ["repositoryName": names[0], "imageIds": [["imageTag": "no-such-tag"]]])
        let repository = try await desk.ask(.describeImages, ["repositoryName": "no/such"])

        #expect((image.status, image.code) == (400, "ImageNotFoundException"))
        #expect((repository.status, repository.code) == (400, "RepositoryNotFoundException"))
    }

    @Test(.enabled(if: Vectors.arePresent, Comment(rawValue: Vectors.absence)))
    func `images and manifests have the published shapes`() async throws {
        let (desk, account, region, names) = try await forge()
        let judge = try ModelJudge("ecr")

        for name in names {
            let reply = try await desk.ask(.describeImages, ["repositoryName": name, "maxResults": 20])
            #expect(judge.faults(in: reply.json, of: "DescribeImages") == [])
        }
        let images = desk.simulation.images(ofRepository: names[0], of: account, in: region)
        let ids = images.prefix(9).map { ["imageDigest": $0.digest] } + [["imageDigest": "sha256:0"]]
        let reply = try await desk.ask(.batchGetImage, ["repositoryName": names[0], "imageIds": ids])
        #expect(judge.faults(in: reply.json, of: "BatchGetImage") == [])
    }

    @Test func `a thousand images are listed in a moment`() async throws {
        let (desk, account, region, names) = try await forge { $0.images = 10 }
        let name = try #require(
            names.first { desk.simulation.images(ofRepository: $0, of: account, in: region).count > 1000 })
        _ = try await desk.ask(.describeImages, ["repositoryName": name, "maxResults": 1000])

        let time = try await ContinuousClock().measure {
            _ = try await desk.ask(.describeImages, ["repositoryName": name, "maxResults": 1000])
        }

        #expect(time < .milliseconds(400), "\(time)")
    }
}
