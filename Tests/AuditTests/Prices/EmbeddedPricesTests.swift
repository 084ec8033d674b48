import AWS
import Formats
import SQLite
import Testing

@testable import Audit

struct EmbeddedPricesTests {
    private func prices(_ region: String) -> DynamoDBPrices {
        DynamoDBPrices(region: region, EmbeddedPrices.dynamoDB(region))
    }

    @Test func `every price of us-east-1 is carried`() throws {
        let prices = prices("us-east-1")
        let found = [
            prices.standard.readRequest, prices.standard.writeRequest, prices.standard.readCapacity,
            prices.standard.writeCapacity, prices.standard.storage, prices.standard.replicatedWriteRequest,
            prices.standard.replicatedWriteCapacity, prices.infrequentAccess.readRequest,
            prices.infrequentAccess.writeRequest, prices.infrequentAccess.readCapacity,
            prices.infrequentAccess.writeCapacity, prices.infrequentAccess.storage,
            prices.continuousBackup, prices.backup, prices.coldBackup, prices.restore, prices.streamRead,
            prices.export, prices.import,
        ]

        #expect(
            found.map { $0?.rate.description } == [
                "0.000000125", "0.000000625", "0.00013", "0.00065", "0.25", "0.000000625", "0.00065",
                "0.000000155", "0.00000078", "0.00016", "0.00081", "0.1", "0.2", "0.1", "0.03", "0.15",
                "0.0000002", "0.1", "0.15",
            ])
        #expect(prices.standard.storage?.free == Rate(25))
        #expect(prices.standard.readCapacity?.free == Rate(18_600))
        #expect(prices.standard.writeCapacity?.free == Rate(18_600))
        #expect(prices.standard.readRequest?.free == .zero)
        #expect(prices.infrequentAccess.storage?.free == .zero)
        #expect(prices.streamRead?.free == Rate(2_500_000))
        #expect(
            prices.reservations.map { "\($0.years) \($0.capacity) \($0.upfront) \($0.hourly.rate)" } == [
                "1 read 30 0.000025", "1 write 150 0.000128", "3 read 36 0.000016", "3 write 180 0.000081",
            ])
        #expect(prices.doubts == [])
    }

    @Test(arguments: EmbeddedPrices.dynamoDBRegions)
    func `what is carried of a region is read without a doubt`(region: String) throws {
        let prices = prices(region)
        let read = try #require(prices.standard.readCapacity)
        let write = try #require(prices.standard.writeCapacity)

        #expect(prices.doubts == [])
        #expect(prices.reservations.count >= 2)
        #expect(read.source == .embedded && read.published != nil && read.asOf == EmbeddedPrices.date)
        #expect(DynamoDB.Priced(usageType: read.usageType) == .readCapacity)
        #expect(Partition.aws.regions.contains(region))
        // Everywhere a write costs five times as much as a read; eu-north-1 is rounded.
        let five = try read.rate * Rate(5)
        #expect(region == "eu-north-1" || five == write.rate)
    }

    @Test func `a region that nothing is known of has no prices`() {
        #expect(EmbeddedPrices.dynamoDBRegions.count == 23)
        #expect(EmbeddedPrices.dynamoDB("eu-central-2") == nil)
        #expect(EmbeddedPrices.dynamoDB("cn-north-1") == nil)
        #expect(prices("us-west-2").standard.writeRequest == nil)
        #expect(prices("us-west-2").standard.writeCapacity != nil)
    }

    @Test func `a list that was read counts before the one that is carried`() throws {
        let database = try Database(path: ":memory:", as: .writer)
        try database.migrate(Stages.migrations, version: "test")

        #expect(
            try DynamoDBPrices(region: "eu-west-1", in: database).standard.readRequest?.source == .embedded)
        #expect(try DynamoDBPrices(region: "eu-central-2", in: database).doubts.count == 1)
    }
}
