import AWS
import Audit
import Formats
import Foundation
import Pipeline
import SQLite
import Simulator
import Support
import Testing

/// Nights over the registries of an organisation that does not exist, held against what is true of it.
struct RegistryNightTests {
    private func organisation() throws -> Audited {
        var audited = try Audited()
        audited.settings.accounts = 12
        audited.settings.regions = 2
        audited.settings.optInRegions = 0
        audited.settings.trouble = .none
        audited.settings.images = 0.3
        audited.scope.services = ["ecr"]
        return audited
    }

    /// The rows of a report by their columns.
    private func rows(_ audited: Audited, _ name: String, run: Int = 1) throws -> [[String: String]] {
        let text = try String(
            contentsOfFile: audited.folder.file("reports/\(run)/\(name).csv"), encoding: .utf8)
        var reader = try CSVText(text)
        return reader.rows()
    }

    /// A CSV without line breaks in its fields, as these tables are.
    private struct CSVText {
        private var lines: [[String]]

        init(_ text: String) throws {
            lines = text.components(separatedBy: "\r\n").filter { !$0.isEmpty }.map(Self.fields)
        }

        private static func fields(_ line: String) -> [String] {
            var (fields, field, isQuoted) = ([String](), "", false)
            for character in line {
                switch character {
                case "\"": isQuoted.toggle()
                case "," where !isQuoted:
                    fields.append(field)
                    field = ""
                default: field.append(character)
                }
            }
            return fields + [field]
        }

        mutating func rows() -> [[String: String]] {
            let names = lines.first ?? []
            return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(names, $0)) }
        }
    }

    @Test func `every image is what it truly is`() async throws {
        let audited = try organisation()
        try await audited.run()
        let simulation = audited.simulation
        var images: [String: [String: [String: String]]] = [:]
        for row in try rows(audited, "ecr_images") {
            let place = "\(row["account"] ?? "") \(row["region"] ?? "") \(row["repository"] ?? "")"
            images[place, default: [:]][row["digest"] ?? ""] = row
        }
        let plan = Set(try rows(audited, "ecr_cleanup_plan").compactMap { $0["digest"] })
        let live: Set<String> = ["in_use", "child_of_live", "parent_of_live", "referrer_of_live"]
        var (compared, used) = (0, 0)

        for account in (0..<12).map({ simulation.account($0) }) {
            for region in simulation.regions {
                for name in simulation.repositoryNames(of: account, in: region) {
                    let truth = simulation.imageTruth(ofRepository: name, of: account, in: region)
                    let found = images["\(account.id) \(region.name) \(name)"] ?? [:]
                    // Inspector sees pods, too, which the truth of tasks and functions does not have.
                    let isInspected = found.values.contains { $0["reason"]?.hasPrefix("inspector") == true }
                    let lives = found.filter { live.contains($0.value["verdict"] ?? "") }.map(\.key)
                    let differing = Set(lives).symmetricDifference(truth.live)
                    #expect(truth.live.isSubset(of: lives), "\(name)")
                    #expect(isInspected || differing.map { found[$0]?["reason"] ?? $0 } == [], "\(name)")
                    #expect(plan.isDisjoint(with: truth.live), "\(name)")
                    let inUse = found.filter { $0.value["verdict"] == "in_use" }.map(\.key)
                    let misused = Set(inUse).symmetricDifference(truth.uses.keys)
                    #expect(isInspected || misused.map { found[$0]?["reason"] ?? $0 } == [], "\(name)")
                    let archived = found.filter { $0.value["status"] == "ARCHIVED" }.map(\.key)
                    #expect(Set(archived) == truth.archived, "\(name)")
                    compared += found.count
                    used += inUse.count
                }
            }
        }
        #expect(compared > 500 && used > 5, "\(compared) images, \(used) in use")
    }

    @Test func `orphans and incomplete indexes are counted as they are`() async throws {
        let audited = try organisation()
        try await audited.run()
        let simulation = audited.simulation
        var (orphans, incomplete) = (0, 0)
        for row in try rows(audited, "ecr_repositories") {
            let account = try #require(simulation.account(id: row["account"] ?? ""))
            let region = try #require(simulation.regions.first { $0.name == row["region"] })
            let truth = simulation.imageTruth(ofRepository: row["repository"] ?? "", of: account, in: region)
            #expect(row["orphans"] == String(truth.orphans.count), "\(row["repository"] ?? "")")
            #expect(row["incomplete"] == String(truth.incomplete.count), "\(row["repository"] ?? "")")
            orphans += truth.orphans.count
            incomplete += truth.incomplete.count
        }
        #expect(orphans > 0 && incomplete > 0)
    }

    @Test func `a second night reads no manifest, and describes nothing that cannot change`() async throws {
        var audited = try organisation()
        try await audited.run(on: audited.server())
        audited.now = audited.now.adding(days: 1)
        let server = audited.server()

        try await audited.run(on: server)

        let counts = server.counts
        #expect(counts.count(of: .describeImages) > 0)
        #expect(counts.count(of: .batchGetImage) == 0)
        #expect(counts.count(of: .describeTaskDefinition) == 0)
        #expect(counts.count(of: .getFunction) == 0)
    }

    @Test func `without manifests no layer is known, and what indexes list is in doubt`() async throws {
        var audited = try organisation()
        audited.scope.images.readsManifests = false
        let server = audited.server()

        try await audited.run(on: server)

        #expect(server.counts.count(of: .batchGetImage) == 0)
        let repositories = try rows(audited, "ecr_repositories")
        #expect(repositories.allSatisfy { $0["unique_bytes"] == "0" })
        let indexes = repositories.filter { $0["doubt"]?.contains("manifests were not read") == true }
        #expect(indexes.count > 3 && indexes.allSatisfy { $0["candidates"] == "0" })
    }

    @Test func `the plan is signed by its last line`() async throws {
        let audited = try organisation()
        try await audited.run()
        let path = audited.folder.file("reports/1/ecr_cleanup_plan.json")
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        let json = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])

        let cut = try #require(bytes.dropLast().lastIndex(of: UInt8(ascii: "\n")))
        #expect(SHA256.hash(of: Array(bytes[...cut]).span).hex == json["sha256"] as? String)
        #expect(json["format"] as? String == "stocktake-ecr-plan" && json["version"] as? Int == 1)
        let repositories = try #require(json["repositories"] as? [[String: Any]])
        let listed = repositories.flatMap { $0["candidates"] as? [[String: Any]] ?? [] }.compactMap {
            $0["digest"] as? String
        }
        #expect(listed == (try rows(audited, "ecr_cleanup_plan").compactMap { $0["digest"] }))
    }

    @Test func `who may not see tasks is told so, and what they may run is in doubt`() async throws {
        var audited = try organisation()
        audited.settings.trouble = .usual
        audited.settings.accounts = 40
        try await audited.run()

        let blind = try rows(audited, "ecr_blind_spots")
        #expect(
            blind.contains { $0["source"] == "ecs" && $0["reason"]?.contains("ecs:ListClusters") == true }
                || blind.contains { $0["source"] == "ecs" })
        let candidates = try rows(audited, "ecr_cleanup_plan")
        let doubtful = try rows(audited, "ecr_repositories").filter { $0["doubt"] != "" }
        #expect(!doubtful.isEmpty)
        let names = Set(
            doubtful.map { "\($0["account"] ?? "") \($0["region"] ?? "") \($0["repository"] ?? "")" })
        #expect(
            candidates.allSatisfy {
                !names.contains("\($0["account"] ?? "") \($0["region"] ?? "") \($0["repository"] ?? "")")
            })
    }
}
