import Formats
import HTTP
import Simulator
import Support
import Testing

struct KeepingTests {
    /// The desk of the data lake, where most tables are.
    private func lake(_ faults: Faults = Faults()) async throws -> (Desk, [Simulation.Table]) {
        let desk = Desk(faults)
        let lake = desk.simulation.account(7)
        let region = try #require(
            desk.simulation.regions.first { desk.simulation.tableCount(of: lake, in: $0) > 100 })
        let inside = try await desk.assuming(lake).at(region.name)
        return (inside, desk.simulation.tables(of: lake, in: region))
    }

    @Test(.enabled(if: Vectors.arePresent, Comment(rawValue: Vectors.absence)))
    func `how tables are kept is told in the published shapes`() async throws {
        let (desk, tables) = try await lake()
        let judge = try ModelJudge("dynamodb")

        for table in tables {
            for action: Action in [.describeTimeToLive, .describeContinuousBackups, .describeStreaming] {
                let reply = try await desk.ask(action, ["TableName": table.name])
                let operation = String(action.rawValue.split(separator: ":")[1])
                #expect(judge.faults(in: reply.json, of: operation) == [])
            }
        }
        #expect(judge.faults(in: try await desk.ask(.listBackups).json, of: "ListBackups") == [])
        #expect(judge.faults(in: try await desk.ask(.describeLimits).json, of: "DescribeLimits") == [])
    }

    @Test func `some tables can be put back and some forget, and what is told is what is`() async throws {
        let (desk, tables) = try await lake()
        var (recoverable, forgetful) = (0, 0)

        for table in tables {
            let backups = try await desk.ask(.describeContinuousBackups, ["TableName": table.name])
            let life = try await desk.ask(.describeTimeToLive, ["TableName": table.name])
            #expect(backups.text.contains("\"PointInTimeRecoveryStatus\":\"ENABLED\"") == table.isRecoverable)
            #expect(life.text.contains("\"ENABLED\"") == (table.timeToLive != nil))
            recoverable += table.isRecoverable ? 1 : 0
            forgetful += table.timeToLive == nil ? 0 : 1
        }

        #expect((20...110).contains(recoverable))
        #expect((15...70).contains(forgetful))
    }

    @Test(arguments: [1, 3, 100])
    func `backups come page by page, of all tables or of one`(size: Int) async throws {
        let (desk, tables) = try await lake()
        let token = (sent: "ExclusiveStartBackupArn", read: "LastEvaluatedBackupArn")

        let all = try await desk.all(.listBackups, "BackupSummaries", ["Limit": size], token: token)
            .joined().compactMap { $0 as? [String: Any] }
        var each = 0
        for table in tables {
            each += try await desk.all(
                .listBackups, "BackupSummaries", ["TableName": table.name], token: token
            ).joined().count
        }

        #expect(all.count == each && all.count > 10)
        #expect(Set(all.compactMap { $0["BackupArn"] as? String }).count == all.count)
        #expect(all.allSatisfy { ($0["BackupSizeBytes"] as? Int ?? -1) >= 0 })
    }

    @Test(arguments: [1, 50])
    func `what scales by itself has a target, and each target a policy`(size: Int) async throws {
        let (desk, tables) = try await lake()
        let members: [String: Any] = ["ServiceNamespace": "dynamodb", "MaxResults": size]
        let scaled = tables.filter { $0.habit == .autoScaled }

        let targets = try await desk.all(
            .describeScalableTargets, "ScalableTargets", members, token: Desk.nextToken
        ).joined().compactMap { $0 as? [String: Any] }
        let policies = try await desk.all(
            .describeScalingPolicies, "ScalingPolicies", members, token: Desk.nextToken
        ).joined().compactMap { $0 as? [String: Any] }
        let one = try await desk.ask(
            .describeScalableTargets,
            ["ServiceNamespace": "dynamodb", "ResourceIds": ["table/\(scaled[0].name)"]])

        let names = scaled.flatMap { ["table/\($0.name)", "table/\($0.name)"] }
        #expect(targets.compactMap { $0["ResourceId"] as? String } == names)
        #expect(policies.compactMap { $0["ResourceId"] as? String } == names)
        #expect((one.json["ScalableTargets"] as? [Any])?.count == 2)
        let other = try await desk.ask(.describeScalableTargets, ["ServiceNamespace": "ecs"])
        #expect((other.json["ScalableTargets"] as? [Any])?.count == 0)
    }

    @Test(.enabled(if: Vectors.arePresent, Comment(rawValue: Vectors.absence)))
    func `what scales and who reads is told in the published shapes`() async throws {
        let (desk, _) = try await lake()
        let (scaling, lambda) = (try ModelJudge("application-autoscaling"), try ModelJudge("lambda"))
        let members = ["ServiceNamespace": "dynamodb"]

        for action: Action in [.describeScalableTargets, .describeScalingPolicies, .describeScheduledActions]
        {
            let operation = String(action.rawValue.split(separator: ":")[1])
            let reply = try await desk.ask(action, members)
            #expect(scaling.faults(in: reply.json, of: operation) == [])
        }
        let mappings = try await desk.ask(.listEventSources)
        #expect(lambda.faults(in: mappings.json, of: "ListEventSourceMappings") == [])
        #expect((mappings.json["EventSourceMappings"] as? [Any])?.isEmpty == false)
    }

    @Test func `the functions that read a stream are found by it, or all by paging`() async throws {
        let (desk, tables) = try await lake()
        var count = 0

        for table in tables {
            guard let label = table.streamLabel else { continue }
            let reply = try await desk.ask(
                .listEventSources, ["EventSourceArn": "\(table.arn)/stream/\(label)"])
            count += (reply.json["EventSourceMappings"] as? [Any])?.count ?? 0
        }
        let all = try await desk.all(
            .listEventSources, "EventSourceMappings", ["MaxItems": 2],
            token: (sent: "Marker", read: "NextMarker"))

        #expect(count > 5)
        #expect(all.joined().count == count)
    }

    @Test(arguments: [
        (Action.getMetricData, 400, "ThrottlingException"),
        (.describeScalableTargets, 400, "ThrottlingException"),
        (.listEventSources, 429, "TooManyRequestsException"), (.listBackups, 400, "ThrottlingException"),
    ])
    func `faults strike the new operations as the old`(action: Action, status: Int, code: String) async throws
    {
        var faults = Faults()
        faults.add(.throttled, .rate(1), of: action)

        let reply = try await Desk(faults).ask(action)

        #expect((reply.status, reply.errorCode) == (status, code))
    }

    @Test func `who may not see what scales is told so`() async throws {
        let desk = Desk()
        let account = try #require(
            (0..<48).map { desk.simulation.account($0) }.first { $0.trouble == .scalingDenied })

        let reply = try await desk.assuming(account).ask(
            .describeScalableTargets, ["ServiceNamespace": "dynamodb"])

        #expect((reply.status, reply.code) == (400, "AccessDeniedException"))
    }
}
