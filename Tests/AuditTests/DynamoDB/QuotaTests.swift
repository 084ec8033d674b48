import HTTP
import SQLite
import Simulator
import Testing

@testable import Audit

/// What an account may provision in a region, beside what its tables and indexes do.
struct QuotaTests {
    /// A server whose accounts may provision less than AWS would let them.
    private struct Limiting: Transport {
        let server: SimulatedAWS
        let reads: Int

        func send(_ request: HTTPRequest, _ delivery: HTTPDelivery) async throws -> HTTPResponse {
            var response = try await server.send(request, delivery)
            let body = String(decoding: response.body, as: UTF8.self)
            guard body.contains("AccountMaxReadCapacityUnits") else { return response }
            let text =
                #"{"AccountMaxReadCapacityUnits":\#(reads),"AccountMaxWriteCapacityUnits":80000000,"#
                + #""TableMaxReadCapacityUnits":40000,"TableMaxWriteCapacityUnits":40000}"#
            response.body = Array(text.utf8)
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

    /// The places and the reads that are provisioned there, by the tables that reports are made of.
    private let provisioned: SQL = """
        SELECT account || '/' || region || ' ' || sum(reads) FROM (
            SELECT account, region, dynamodb_table.read_capacity AS reads
            FROM resource JOIN dynamodb_table USING (arn)
            UNION ALL
            SELECT account, region, dynamodb_index.read_capacity
            FROM resource JOIN dynamodb_index ON table_arn = arn)
        GROUP BY account, region HAVING sum(reads) >= 800 ORDER BY account, region
        """

    private let found: SQL = """
        SELECT substr(resource, 16) || ' ' || substr(why, 1, instr(why, ' ') - 1) FROM finding
        WHERE code = 'DDB-021' AND part = 'read' ORDER BY account, region
        """

    @Test func `accounts that come near to a quota are found with what they provision`() async throws {
        let audited = try audited()
        try await audited.run(on: Limiting(server: audited.server(), reads: 1000))

        let expected = try audited.texts(provisioned)
        #expect(!expected.isEmpty)
        try #expect(audited.texts(found) == expected)
        // It costs what the tables of the place are found to cost.
        try #expect(
            audited.count(
                """
                SELECT count(*) FROM finding WHERE code = 'DDB-021' AND (current_cost IS NULL
                    OR saving <> 0 OR current_cost <> (
                        SELECT sum(current) FROM dynamodb_capacity JOIN resource ON table_arn = arn
                        JOIN dynamodb_table USING (arn) WHERE billing_mode = 'PROVISIONED'
                            AND account = finding.account AND region = finding.region))
                """) == 0)
    }

    @Test func `accounts that are far from every quota are not`() async throws {
        let audited = try audited()
        try await audited.run(on: Limiting(server: audited.server(), reads: 80_000_000))

        try #expect(audited.texts(found) == [])
    }
}
