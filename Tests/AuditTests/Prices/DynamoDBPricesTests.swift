import Formats
import SQLite
import Testing

@testable import Audit

struct DynamoDBPricesTests {
    /// The shapes of a list of a region, as AWS writes them.
    private func whole() -> PriceLines {
        var lines = PriceLines()
        for ending in ["", "IA-"] {
            let group = ending.isEmpty ? "" : "IA"
            lines.add("EUC1-\(ending)ReadRequestUnits", unit: "ReadRequestUnits", "0.0000001525") {
                ($0.group, $0.operation) = ("DDB-ReadUnits" + group, "PayPerRequestThroughput")
            }
            lines.add("EUC1-\(ending)WriteRequestUnits", unit: "WriteRequestUnits", "0.0000007625") {
                ($0.group, $0.operation) = ("DDB-WriteUnits" + group, "PayPerRequestThroughput")
            }
            lines.add(
                "EUC1-\(ending)ReplWriteRequestUnits", unit: "ReplicatedWriteRequestUnits", "0.0000007625"
            ) {
                $0.group = "DDB-ReplicatedWriteUnits" + group
            }
            lines.add("EUC1-\(ending)ReadCapacityUnit-Hrs", unit: "ReadCapacityUnit-Hrs", "0.0001586") {
                ($0.group, $0.operation) = ("DDB-ReadUnits" + group, "CommittedThroughput")
            }
            lines.add("EUC1-\(ending)WriteCapacityUnit-Hrs", unit: "WriteCapacityUnit-Hrs", "0.000793") {
                $0.group = "DDB-WriteUnits" + group
            }
            lines.add(
                "EUC1-\(ending)ReplWriteCapacityUnit-Hrs", unit: "ReplicatedWriteCapacityUnit-Hrs", "0.000793"
            )
            lines.add("EUC1-\(ending)TimedStorage-ByteHrs", unit: "GB-Mo", "0.306") { $0.group = "" }
        }
        lines.add("EUC1-TimedPITRStorage-ByteHrs", unit: "GB-Mo", "0.2448")
        lines.add("EUC1-TimedBackupStorage-ByteHrs", unit: "GB-Mo", "0.1224")
        lines.add("EUC1-RestoreDataSize-Bytes", unit: "GB", "0.1836")
        lines.add("EUC1-Streams-Requests", unit: "Requests", "0", to: "2500000")
        lines.add("EUC1-Streams-Requests", unit: "Requests", "0.000000245", from: "2500000")
        lines.add("EUC1-ChangeDataCaptureUnits-Kinesis", unit: "ChangeDataCaptureUnits", "0.00000012")
        lines.add("EUC1-USE1-AWS-Out-Bytes", unit: "GB", "0.02")
        return lines
    }

    @Test func `every kind is told from its neighbours`() throws {
        let prices = whole().dynamoDB

        for (found, prefix) in [(prices.standard, ""), (prices.infrequentAccess, "IA-")] {
            #expect(found.readRequest?.usageType == "EUC1-\(prefix)ReadRequestUnits")
            #expect(found.writeRequest?.usageType == "EUC1-\(prefix)WriteRequestUnits")
            #expect(found.readCapacity?.usageType == "EUC1-\(prefix)ReadCapacityUnit-Hrs")
            #expect(found.writeCapacity?.usageType == "EUC1-\(prefix)WriteCapacityUnit-Hrs")
            #expect(found.storage?.usageType == "EUC1-\(prefix)TimedStorage-ByteHrs")
            #expect(found.replicatedWriteRequest?.usageType == "EUC1-\(prefix)ReplWriteRequestUnits")
            #expect(found.replicatedWriteCapacity?.usageType == "EUC1-\(prefix)ReplWriteCapacityUnit-Hrs")
        }
        #expect(prices.continuousBackup?.rate == (try Rate("0.2448")))
        #expect(prices.backup?.rate == (try Rate("0.1224")))
        #expect(prices.restore?.rate == (try Rate("0.1836")))
        #expect(prices.streamRead?.rate == (try Rate("0.000000245")))
        #expect(prices.streamRead?.free == Rate(2_500_000))
        #expect(prices.coldBackup == nil && prices.export == nil)
        #expect(prices.doubts == [])
    }

    @Test func `a price that is not there is nil, and never zero`() {
        let prices = PriceLines().dynamoDB

        #expect(prices.standard.readRequest == nil)
        #expect(prices.standard.storage == nil)
        #expect(prices.reservations == [])
        #expect(prices.doubts == [])
    }

    @Test func `without any list it says so`() {
        let prices = DynamoDBPrices(region: "mars-north-1", nil)

        #expect(prices.standard.readRequest == nil)
        #expect(
            prices.doubts.map(\.description) == ["no price list of AmazonDynamoDB is known for mars-north-1"])
    }

    @Test(arguments: [
        ("Repl-ReadRequestUnits", nil), ("EUC1-ReadRequestUnits", DynamoDB.Priced.readRequest),
        ("IA-ReadRequestUnits", .readRequestIA), ("EU-IA-ReadRequestUnits", .readRequestIA),
        ("USE1-TimedPITRStorage-ByteHrs", .continuousBackup), ("ReadRequestUnits", .readRequest),
        ("APS10-ReplWriteRequestUnits", .replicatedWriteRequest), ("EUC1-NEW-ReadRequestUnits", nil),
        ("ReadRequestUnits-EUC1", nil), ("-ReadRequestUnits", nil), ("", nil), ("EUC1-", nil),
        ("EUC1-HeavyUsage:dynamodb.read", .reservedRead),
    ])
    func `usage types are read as a region and something known`(usageType: String, kind: DynamoDB.Priced?) {
        #expect(DynamoDB.Priced(usageType: usageType) == kind)
    }

    @Test func `what is in doubt is told, and not taken`() {
        let name = "EUC1-ReadRequestUnits"
        let unit = "ReadRequestUnits"
        var (other, none, grouped, text, below) = (
            PriceLines(), PriceLines(), PriceLines(), PriceLines(), PriceLines()
        )
        other.add(name, unit: "1M requests", "0.1525")
        none.add(name, unit: nil, "0.0000001525")
        grouped.add(name, unit: unit, "0.0000001525") { $0.group = "DDB-Surprise" }
        text.add(name, unit: unit, "call us")
        below.add(name, unit: unit, "-1")

        for (lines, doubt) in [
            (other, PriceDoubt.unknownUnit(name, unit: "1M requests")), (none, .unknownUnit(name, unit: nil)),
            (grouped, .unknownGroup(name, group: "DDB-Surprise")), (text, .unreadable(name)),
            (below, .unreadable(name)),
        ] {
            let prices = lines.dynamoDB
            #expect(prices.standard.readRequest == nil)
            #expect(prices.doubts == [doubt])
            #expect(!doubt.description.isEmpty)
        }
    }

    @Test(arguments: [
        [("0", "25"), ("30", "Inf")], [("0", "25")], [("5", "Inf")], [("0", "Inf"), ("25", "Inf")],
        [("0", "25"), ("25", "25"), ("25", "Inf")],
    ])
    func `tiers with a gap are no price`(tiers: [(String, String)]) {
        var lines = PriceLines()
        for (begin, end) in tiers {
            lines.add("EUC1-TimedStorage-ByteHrs", unit: "GB-Mo", "0.306", from: begin, to: end)
        }

        #expect(lines.dynamoDB.standard.storage == nil)
        #expect(lines.dynamoDB.doubts == [.brokenTiers("EUC1-TimedStorage-ByteHrs")])
    }

    @Test func `of products that cost the same the one with free units counts, and of others none`() {
        var (same, different) = (PriceLines(region: "us-east-1"), PriceLines(region: "us-east-1"))
        same.add("USE1-TimedStorage-ByteHrs", unit: "GB-Mo", "0.250")
        same.add("TimedStorage-ByteHrs", unit: "GB-Mo", "0", to: "25")
        same.add("TimedStorage-ByteHrs", unit: "GB-Mo", "0.25", from: "25")
        different.add("USE1-TimedStorage-ByteHrs", unit: "GB-Mo", "0.26")
        different.add("TimedStorage-ByteHrs", unit: "GB-Mo", "0.25")

        #expect(same.dynamoDB.standard.storage?.free == Rate(25))
        #expect(same.dynamoDB.doubts == [])
        #expect(different.dynamoDB.standard.storage == nil)
        #expect(different.dynamoDB.doubts == [.ambiguous("USE1-TimedStorage-ByteHrs")])
    }

    @Test func `a price that holds only later is not taken yet, and an older one no more`() throws {
        var lines = PriceLines()
        for (day, rate) in [(-400, "0.3"), (-10, "0.306"), (10, "0.4")] {
            lines.add("EUC1-TimedStorage-ByteHrs", unit: "GB-Mo", rate) {
                $0.term.effective = PriceLines.asOf.adding(days: day)
            }
        }

        #expect(lines.dynamoDB.standard.storage?.rate == (try Rate("0.306")))
    }

    @Test func `the currency of the region counts`() throws {
        var lines = PriceLines(region: "cn-north-1")
        lines.add("CNN1-TimedStorage-ByteHrs", unit: "GB-Mo", "0.3")
        lines.add("CNN1-TimedStorage-ByteHrs", unit: "GB-Mo", "2.23") { $0.currency = "CNY" }

        let storage = lines.dynamoDB.standard.storage

        #expect(storage?.rate == (try Rate("2.23")))
        #expect(storage?.currency == "CNY")
    }

    @Test func `reserved capacity is a fee for a hundred units and a rate for each hour`() throws {
        var lines = PriceLines()
        lines.add("EUC1-WriteCapacityUnit-Hrs", unit: "WriteCapacityUnit-Hrs", "0.00065")
        for (lease, fee, rate) in [("3 yr", "180", "0.000081"), ("1yr", "150", "0.000128")] {
            lines.add("EUC1-HeavyUsage:dynamodb.write", unit: "Quantity", fee, from: nil, to: nil) {
                ($0.term.kind, $0.term.lease, $0.term.offer) = (Price.Term.reserved, lease, lease)
            }
            lines.add("EUC1-HeavyUsage:dynamodb.write", unit: "WriteCapacityUnit-Hrs", rate) {
                ($0.term.kind, $0.term.lease, $0.term.offer) = (Price.Term.reserved, lease, lease)
            }
        }
        let found = lines.dynamoDB.reservations

        #expect(found.map(\.years) == [1, 3])
        #expect(found.allSatisfy { $0.capacity == .write })
        // 150 + 0.0128 × 8,760, and 180 + 0.0081 × 26,280.
        #expect(try found.first?.cost(ofBlocks: 1) == Money("262.128"))
        #expect(try found.last?.cost(ofBlocks: 2) == Money("785.736"))
        #expect(try found.first?.monthlyCost(ofBlocks: 1) == Money("21.844"))
    }

    @Test func `a reservation that would save nothing was misread`() {
        var lines = PriceLines()
        lines.add("EUC1-ReadCapacityUnit-Hrs", unit: "ReadCapacityUnit-Hrs", "0.00013")
        for (unit, rate) in [("Quantity", "30"), ("ReadCapacityUnit-Hrs", "0.0025")] {
            lines.add("EUC1-ReadCapacityUnit-Hrs", unit: unit, rate) {
                ($0.term.kind, $0.term.lease) = (Price.Term.reserved, "1yr")
            }
        }

        #expect(lines.dynamoDB.reservations == [])
        #expect(lines.dynamoDB.doubts == [.oddReservation("EUC1-ReadCapacityUnit-Hrs")])
    }

    @Test func `of reservations that contradict each other none is taken`() {
        var lines = PriceLines()
        for (offer, fee) in [("A", "30"), ("B", "31")] {
            lines.add("EUC1-ReadCapacityUnit-Hrs", unit: "Quantity", fee, from: nil, to: nil) {
                ($0.term.kind, $0.term.lease, $0.term.offer) = (Price.Term.reserved, "1yr", offer)
            }
            lines.add("EUC1-ReadCapacityUnit-Hrs", unit: "ReadCapacityUnit-Hrs", "0.000025") {
                ($0.term.kind, $0.term.lease, $0.term.offer) = (Price.Term.reserved, "1yr", offer)
            }
        }

        #expect(lines.dynamoDB.reservations == [])
        #expect(lines.dynamoDB.doubts == [.ambiguous("EUC1-ReadCapacityUnit-Hrs")])
    }

    @Test func `a month of capacity costs its minutes, rounded once`() throws {
        let price = try #require(whole().dynamoDB.standard.writeCapacity)

        let month = try price.cost(of: Rate(100 * BillingMonth.minutes), per: 60)

        #expect(month == (try Money("57.889")))
        #expect(try price.cost(of: Rate(100 * BillingMonth.hours)) == month)
        #expect(try price.cost(of: Rate(1), per: 60) == Money("0.0000132167"))
    }
}
