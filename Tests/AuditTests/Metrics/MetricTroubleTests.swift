import AWS
import Formats
import HTTP
import Pipeline
import SQLite
import Simulator
import Testing

@testable import Audit

/// Answers of CloudWatch that are not whole, and audits of less than before.
struct MetricTroubleTests {
    /// A server whose answers about metrics say something else.
    private struct Tampering: Transport {
        let server: SimulatedAWS
        let change: @Sendable (String) -> String

        func send(_ request: HTTPRequest, _ delivery: HTTPDelivery) async throws -> HTTPResponse {
            var response = try await server.send(request, delivery)
            let body = String(decoding: response.body, as: UTF8.self)
            if body.contains("MetricDataResults") { response.body = Array(change(body).utf8) }
            return response
        }
    }

    private func audited() throws -> Audited {
        var audited = try Audited()
        audited.settings.accounts = 7
        audited.settings.regions = 2
        audited.settings.optInRegions = 0
        audited.settings.trouble = .none
        audited.scope.services = ["dynamodb"]
        audited.scope.metrics.days = 8
        audited.scope.metrics.period = 3600
        return audited
    }

    @Test(arguments: [
        ("\"Complete\"", "\"InternalError\""), ("\"Complete\"", "\"PartialData\""),
        ("\"Complete\"", "\"Forbidden\""), ("\"Id\":\"q0\"", "\"Id\":\"q499\""),
    ])
    func `a batch that is not whole is a gap, and no success`(told: String, instead: String) async throws {
        let audited = try audited()
        let transport = Tampering(server: audited.server()) { $0.replacing(told, with: instead) }
        let state = try await audited.run(on: transport)

        #expect(state == .partial)
        try #expect(
            audited.count(
                "SELECT sum(rows) FROM cell WHERE service = 'metrics' AND step IN ('samples', 'lone-samples')"
            )
                == 0)
        // Each table is told, or its account is.
        try #expect(
            audited.count(
                """
                SELECT count(*) FROM resource WHERE kind = 'table' AND NOT EXISTS (
                    SELECT 1 FROM cell WHERE cell.account = resource.account AND cell.region = resource.region
                        AND cell.service = 'metrics' AND state IN ('failed', 'denied-by-iam')
                        AND scope IN ('dynamodb', 'dynamodb ' || arn))
                """) == 0)
        try #expect(audited.count("SELECT count(*) FROM series") == 0)
        // What nobody has measured is idle to nobody.
        try #expect(audited.count("SELECT count(*) FROM finding WHERE code IN ('DDB-009', 'DDB-010')") == 0)
    }

    /// A server that has no answer to a request about one table, or not to all of it.
    private struct Failing: Transport {
        let server: SimulatedAWS
        let table: String
        let status: Int

        func send(_ request: HTTPRequest, _ delivery: HTTPDelivery) async throws -> HTTPResponse {
            let isMeant = String(decoding: request.body, as: UTF8.self).contains(
                #"{"Name":"TableName","Value":"\#(table)"}"#)
            var response = try await server.send(request, delivery)
            guard isMeant else { return response }
            response.status = status
            let body = String(decoding: response.body, as: UTF8.self)
            response.body = Array(
                (status == 200 ? body.replacing("\"Complete\"", with: "\"InternalError\"") : "{}").utf8)
            return response
        }
    }

    @Test(arguments: [200, 400, 500])
    func `a batch that fails for good loses the table that it fails for, and no other`(
        status: Int
    ) async throws {
        var audited = try audited()
        audited.scope.metrics.days = 0
        try await audited.run(on: audited.server())
        let lone = "SELECT name FROM resource WHERE kind = 'table' GROUP BY name HAVING count(*) = 1 LIMIT 1"
        let table = try #require(audited.texts(SQL(lone)).first)
        audited.scope.metrics.days = 8
        let state = try await audited.run(
            on: Failing(server: audited.server(), table: table, status: status))

        #expect(state == .partial)
        let unmeasured = try audited.texts(
            """
            SELECT name FROM resource JOIN dynamodb_table USING (arn)
            WHERE NOT EXISTS (SELECT 1 FROM series WHERE series.resource = arn)
            """)
        #expect(unmeasured == [table])
        let lost = try audited.texts(
            """
            SELECT scope FROM cell WHERE run = 2 AND service = 'metrics' AND state NOT IN ('complete', 'empty')
            """)
        #expect(lost.count == 1)
        #expect(lost.allSatisfy { $0.hasSuffix("table/\(table)") })
    }

    @Test func `an audit of fewer regions leaves the others as they were`() async throws {
        var audited = try audited()
        try await audited.run(on: audited.server())
        let tables = try audited.count("SELECT count(*) FROM dynamodb_table")
        let series = try audited.count("SELECT count(*) FROM series")
        audited.scope.aws.regions = .listed(["us-east-1"])
        audited.now = audited.now.adding(days: 1)
        try await audited.run(on: audited.server())

        try #expect(audited.count("SELECT count(*) FROM dynamodb_table") == tables)
        try #expect(audited.count("SELECT count(*) FROM series") == series)
        let reported = try audited.report("dynamodb_tables", ofRun: 2)
        #expect(!reported.isEmpty)
        #expect(reported.allSatisfy { $0.contains(",us-east-1,") })
    }

    @Test func `a price list with an unknown unit is told in the ledger, and loses no other region`()
        async throws
    {
        let audited = try audited()
        let server = audited.server()
        let unit = #"\"unit\":\"ReadRequestUnits\""#
        let transport = Repricing(server: server) { body in
            body.contains(#"\"regionCode\":\"us-east-1\""#)
                ? body.replacing(unit, with: #"\"unit\":\"Furlongs\""#) : body
        }
        try await audited.run(on: transport)

        let told = try audited.texts(
            "SELECT region || ' ' || reason FROM cell WHERE step = 'prices' AND state NOT IN ('complete', 'empty')"
        )
        #expect(told.count == 1)
        #expect(told.allSatisfy { $0.hasPrefix("us-east-1 ") && $0.contains("Furlongs") })
        try #expect(
            audited.count(
                "SELECT count(*) FROM dynamodb_capacity JOIN resource ON arn = table_arn WHERE region = 'us-east-1'"
            ) == 0)
        try #expect(audited.count("SELECT count(*) FROM dynamodb_usage") > 0)
    }

    /// A server whose price list says something else.
    private struct Repricing: Transport {
        let server: SimulatedAWS
        let change: @Sendable (String) -> String

        func send(_ request: HTTPRequest, _ delivery: HTTPDelivery) async throws -> HTTPResponse {
            var response = try await server.send(request, delivery)
            let body = String(decoding: response.body, as: UTF8.self)
            if body.contains("PriceList") { response.body = Array(change(body).utf8) }
            return response
        }
    }
}
