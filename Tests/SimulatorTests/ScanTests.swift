import Simulator
import Support
import Testing

struct ScanTests {
    /// What the scans of a registry say, by their status or the code of their refusal.
    private func scans(_ index: Int) async throws -> (all: [String: [[String: Any]]], faults: [String]) {
        let desk = Desk()
        let judge = Vectors.arePresent ? try ModelJudge("ecr") : nil
        let account = desk.simulation.account(index)
        var (all, faults): ([String: [[String: Any]]], [String]) = ([:], [])
        for region in desk.simulation.regions.prefix(3) {
            let inside = try await desk.assuming(account).at(region.name)
            for name in desk.simulation.repositoryNames(of: account, in: region).prefix(40) {
                let images = desk.simulation.images(ofRepository: name, of: account, in: region)
                for image in images.prefix(12) {
                    let reply = try await inside.ask(
                        .describeScanFindings,
                        ["repositoryName": name, "imageId": ["imageDigest": image.digest]])
                    let status = (reply.json["imageScanStatus"] as? [String: Any])?["status"] as? String
                    all[status ?? reply.code, default: []].append(reply.json)
                    guard reply.status == 200 else { continue }
                    faults += judge?.faults(in: reply.json, of: "DescribeImageScanFindings") ?? []
                }
            }
        }
        return (all, faults)
    }

    @Test func `scans of everybody's registry go on and say what is in use`() async throws {
        let (all, faults) = try await scans(6)

        #expect(faults == [])
        #expect(
            Set(all.keys).isSuperset(of: [
                "ACTIVE", "UNSUPPORTED_IMAGE", "SCAN_ELIGIBILITY_EXPIRED", "IMAGE_ARCHIVED",
            ]))
        #expect(all["ScanNotFoundException"] == nil)
        var uses = 0
        for answer in all["ACTIVE"] ?? [] {
            let found = try #require(answer["imageScanFindings"] as? [String: Any])
            let counts = try #require(found["findingSeverityCounts"] as? [String: Int])
            let findings = try #require(found["enhancedFindings"] as? [[String: Any]])
            #expect(counts.values.reduce(0, +) >= findings.count)
            if answer["nextToken"] == nil { #expect(counts.values.reduce(0, +) == findings.count) }
            let resource = (findings.first?["resources"] as? [[String: Any]])?.first?["details"]
            let image = (resource as? [String: [String: Any]])?["awsEcrContainerImage"]
            uses += image?["inUseCount"] as? Int ?? 0
        }
        #expect(uses > 0)
    }

    @Test func `elsewhere what is pushed is scanned once, or not at all`() async throws {
        let simulation = Simulation()
        var statuses: Set<String> = []

        for index in [4] + (8..<48) where simulation.account(index).trouble == nil {
            guard simulation.account(index).state == .active, statuses.count < 3 else { continue }
            let (all, faults) = try await scans(index)
            #expect(faults == [])
            statuses.formUnion(
                all.keys.filter { ["COMPLETE", "FAILED", "ScanNotFoundException"].contains($0) })
        }

        #expect(statuses.isSuperset(of: ["COMPLETE", "ScanNotFoundException"]))
    }

    @Test(arguments: [1, 7, 100])
    func `findings come page by page`(size: Int) async throws {
        let desk = Desk()
        let forge = desk.simulation.account(6)
        let region = try #require(
            desk.simulation.regions.first { desk.simulation.repositoryCount(of: forge, in: $0) > 100 })
        let inside = try await desk.assuming(forge).at(region.name)
        let name = try #require(
            desk.simulation.repositoryNames(of: forge, in: region).first {
                desk.simulation.images(ofRepository: $0, of: forge, in: region).count > 9
            })
        for image in desk.simulation.images(ofRepository: name, of: forge, in: region).prefix(40) {
            var members: [String: Any] = ["repositoryName": name, "imageId": ["imageDigest": image.digest]]
            members["maxResults"] = size
            var (ids, counted): ([String], Int) = ([], 0)
            while true {
                let answer = try await inside.ask(.describeScanFindings, members).json
                let found = answer["imageScanFindings"] as? [String: Any]
                counted = (found?["findingSeverityCounts"] as? [String: Int])?.values.reduce(0, +) ?? 0
                let findings = found?["enhancedFindings"] as? [[String: Any]] ?? []
                ids += findings.compactMap { $0["findingArn"] as? String }
                guard let next = answer["nextToken"] else { break }
                members["nextToken"] = next
            }
            #expect(ids.count == counted && Set(ids).count == ids.count)
        }
    }
}
