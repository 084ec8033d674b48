import AWS
import Formats
import HTTP
import Testing

@testable import Audit

/// DescribeTable, as AWS answers it: every member that an audit looks at, and what is absent where it is not.
struct DescribeTableTests {
    private func table(_ members: String) throws -> DynamoDB.Table {
        let body = "{\"Table\":{" + members + "}}"
        return try DynamoDB.DescribeTable.decode(HTTPResponse(status: 200, body: Array(body.utf8)))
    }

    @Test func `a table that says little is provisioned and standard`() throws {
        let table = try table(#""TableName":"t","TableStatus":"ACTIVE","BillingModeSummary":null"#)

        #expect(table.billingMode == "PROVISIONED")
        #expect(table.tableClass == "STANDARD")
        #expect(table.stream == nil)
        #expect(table.indexes.isEmpty)
    }

    @Test func `modes, classes and limits are read`() throws {
        let table = try table(
            """
            "BillingModeSummary":{"BillingMode":"PAY_PER_REQUEST","LastUpdateToPayPerRequestDateTime":1700000000.5},
            "TableClassSummary":{"TableClass":"STANDARD_INFREQUENT_ACCESS","LastUpdateDateTime":1700000001},
            "ProvisionedThroughput":{"ReadCapacityUnits":7,"WriteCapacityUnits":8,"NumberOfDecreasesToday":2,
                "LastDecreaseDateTime":1700000002},
            "OnDemandThroughput":{"MaxReadRequestUnits":-1,"MaxWriteRequestUnits":500},
            "WarmThroughput":{"ReadUnitsPerSecond":12000,"WriteUnitsPerSecond":4000,"Status":"ACTIVE"},
            "DeletionProtectionEnabled":true,
            "SSEDescription":{"Status":"ENABLED","SSEType":"KMS","KMSMasterKeyArn":"arn:aws:kms:x"},
            "Replicas":[{"RegionName":"us-east-1"},{"RegionName":"eu-west-1","ReplicaStatus":"ACTIVE"}]
            """)

        #expect(table.billingMode == "PAY_PER_REQUEST")
        #expect(table.billingModeSince == Timestamp(seconds: 1_700_000_000))
        #expect(table.tableClassSince == Timestamp(seconds: 1_700_000_001))
        #expect(table.throughput.reads == 7 && table.throughput.writes == 8)
        #expect(table.throughput.decreasesToday == 2)
        #expect(table.throughput.mostReads == nil && table.throughput.mostWrites == 500)
        #expect(table.throughput.warmReads == 12000 && table.throughput.warmWrites == 4000)
        #expect(table.isProtected)
        #expect(table.encryptionKey == "arn:aws:kms:x")
        #expect(table.replicas == ["eu-west-1", "us-east-1"])
    }

    @Test func `indexes have capacities of their own`() throws {
        let table = try table(
            """
            "GlobalSecondaryIndexes":[{"IndexName":"by-day","IndexStatus":"ACTIVE","IndexSizeBytes":10,"ItemCount":3,
                "KeySchema":[{"AttributeName":"day","KeyType":"HASH"}],
                "Projection":{"ProjectionType":"INCLUDE","NonKeyAttributes":["b","a"]},
                "ProvisionedThroughput":{"ReadCapacityUnits":5,"WriteCapacityUnits":6}}],
            "LocalSecondaryIndexes":[{"IndexName":"by-age","Projection":{"ProjectionType":"KEYS_ONLY"}}]
            """)

        #expect(table.indexes.map(\.kind) == [.global, .local])
        let index = try #require(table.indexes.first)
        #expect(index.name == "by-day" && index.projection == "INCLUDE" && index.attributes == ["b", "a"])
        #expect(index.throughput.reads == 5 && index.throughput.writes == 6)
        #expect(index.bytes == 10 && index.items == 3)
    }

    @Test func `a stream that was switched off is none, though its name is still told`() throws {
        let on = #""StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_IMAGE"}"#
        let name = #""LatestStreamArn":"arn:s","LatestStreamLabel":"2026""#

        #expect(try table(name).stream == nil)
        #expect(try table(name + "," + on).stream == .init(view: "NEW_IMAGE", label: "2026", arn: "arn:s"))
        #expect(try table(on + "," + name).stream == .init(view: "NEW_IMAGE", label: "2026", arn: "arn:s"))
    }

    @Test func `an answer without a table is refused`() {
        #expect(throws: DecodingFailure.self) {
            try DynamoDB.DescribeTable.decode(HTTPResponse(status: 200, body: Array("{}".utf8)))
        }
    }
}
