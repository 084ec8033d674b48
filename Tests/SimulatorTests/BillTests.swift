import Formats
import Foundation
import HTTP
import Simulator
import Support
import Testing

struct BillTests {
    private static let october = "20261001-20261101"
    private static let november = "20261101-20261201"

    private let desk = Desk { $0.accounts = 24 }

    /// The lines of two months, read once for all tests.
    private static let octoberLines = Task { try await Desk { $0.accounts = 24 }.bill(october) }
    private static let novemberLines = Task { try await Desk { $0.accounts = 24 }.bill(november) }

    /// October's first second and the one behind it.
    private static let start = 1_790_812_800
    private static let end = start + 31 * 86_400

    @Test func `the report that is defined is where the definition says`() async throws {
        let reply = try await desk.ask(.describeReports)
        let definition = try #require((reply.json["ReportDefinitions"] as? [[String: Any]])?.first)

        #expect(definition["S3Bucket"] as? String == desk.simulation.billBucket)
        let path = "\(definition["S3Prefix"] ?? "")/\(definition["ReportName"] ?? "")"
        let key = "\(path)/\(Self.october)/\(definition["ReportName"] ?? "")-Manifest.json"
        #expect(key == Desk.manifestKey(Self.october))
        #expect(try await desk.bucketObject(key).status == 200)
    }

    @Test func `a manifest lists one assembly, and another lies beside it`() async throws {
        let listing = try await desk.ask(
            .listBucket,
            [
                "Bucket": desk.simulation.billBucket, "list-type": "2", "delimiter": "/",
                "prefix": "cur/halvorsen-daily/\(Self.november)/",
            ])
        let manifest = try await desk.bucketObject(Desk.manifestKey(Self.november)).json

        let folders = listing.elements("CommonPrefixes").map { $0.replacing("<Prefix>", with: "") }
        let keys = try #require(manifest["reportKeys"] as? [String])
        #expect(folders.count == 2)
        #expect((1...3).contains(keys.count))
        #expect(Set(keys.map { $0.split(separator: "/")[3] }).count == 1)
        #expect(listing.elements("Key") == [Desk.manifestKey(Self.november)])
    }

    @Test(arguments: [1, 5, 1000])
    func `the bucket is listed page by page`(size: Int) async throws {
        var members: [String: Any] = [
            "Bucket": desk.simulation.billBucket, "list-type": "2", "delimiter": "/", "max-keys": size,
            "prefix": "cur/halvorsen-daily/",
        ]
        var folders: [String] = []
        while true {
            let reply = try await desk.ask(.listBucket, members)
            folders += reply.elements("CommonPrefixes")
            guard let next = reply.elements("NextContinuationToken").first else { break }
            members["continuation-token"] = next
        }

        #expect(folders.count == 14 && Set(folders).count == 14)
        #expect(folders == folders.sorted())
    }

    @Test func `every line costs its rate times its amount, and less by the discount`() async throws {
        let rows = try await Self.novemberLines.value

        #expect(rows.count > 5_000)
        #expect(Set(rows.map { $0["identity/LineItemId"] }).count == rows.count)
        var odd = 0
        for row in rows where row.kind == "Usage" {
            let exact = Double(row.amount) * Double(row.units("lineItem/UnblendedRate")) / 1e10
            if abs(exact - Double(row.cost)) > max(1, exact * 1e-12) { odd += 1 }
            if abs(Double(row.net) - Double(row.cost) * 0.91) > 1 { odd += 1 }
            if row.net - row.cost != row.units("discount/EdpDiscount") { odd += 1 }
        }
        #expect(odd == 0)
        let days = Set(rows.filter { $0.kind == "Usage" }.map { $0["lineItem/UsageStartDate"] })
        #expect(days.count == 20 && days.max() == "2026-11-20T00:00:00Z")
        #expect(Set(rows.map { $0["bill/InvoiceId"] }) == [""])
    }

    @Test func `rates are those of the price list, by their codes`() async throws {
        let rows = try await Self.novemberLines.value.filter {
            $0.product == "AmazonDynamoDB" && $0.kind == "Usage" && $0["product/region"] == "eu-west-1"
        }
        let filter = ["Type": "TERM_MATCH", "Field": "regionCode", "Value": "eu-west-1"]
        let list = try await desk.ask(
            .getProducts, ["ServiceCode": "AmazonDynamoDB", "Filters": [filter]]
        ).text

        let prices = Set(rows.map { [$0["pricing/RateCode"], $0["lineItem/UnblendedRate"], $0.usageType] })
        #expect(prices.count > 5)
        for price in prices {
            let part = try #require(list.components(separatedBy: "\\\"rateCode\\\":\\\"\(price[0])").last)
            #expect(part.components(separatedBy: "USD\\\":\\\"")[1].hasPrefix(price[1]))
            #expect(list.contains("usagetype\\\":\\\"\(price[2])\\\""))
        }
    }

    @Test func `what is billed on demand is what the metrics say, to the last half of a unit`() async throws {
        let rows = try await Self.octoberLines.value
        let usual = try #require(try await desk.table(.diurnal) { $0.isOnDemand && $0.replicas.isEmpty })
        let names = ["ConsumedReadCapacityUnits", "ConsumedWriteCapacityUnits"]
        let metrics = names.map { Metric($0, usual.1.name).with { $0.period = 3600 } }

        let points = try await usual.0.points(metrics, days: 31, until: Self.end)

        for (points, use) in zip(points, ["ReadRequestUnits", "WriteRequestUnits"]) {
            let billed = rows.filter { $0.resource == usual.1.arn && $0.usageType.hasSuffix(use) }
            #expect(points.sum > 0)
            #expect(Double(billed.map(\.amount).reduce(0, +)) == points.sum * 1e10)
        }
    }

    @Test(arguments: [Simulation.Habit.autoScaled, .oversized])
    func `hours of capacity are billed as CloudWatch has seen them`(habit: Simulation.Habit) async throws {
        let rows = try await Self.octoberLines.value
        let (inside, table) = try #require(try await desk.table(habit) { !$0.isInfrequentAccess })
        let metric = Metric("ProvisionedWriteCapacityUnits", table.name)

        let points = try await inside.points([metric], days: 31, until: Self.end)[0]

        let billed = rows.filter {
            $0.resource == table.arn && $0.usageType.hasSuffix("WriteCapacityUnit-Hrs")
        }
        #expect(points.sum > 0)
        #expect(Double(billed.map(\.amount).reduce(0, +)) == points.sum / 12 * 1e10)
    }

    @Test func `keeping images is billed for each layer once, at the rate of the price list`() async throws {
        let simulation = desk.simulation
        let rows = try await Self.novemberLines.value.filter { $0.product == "AmazonECR" }
        let last = rows.filter { $0["lineItem/UsageStartDate"] == "2026-11-20T00:00:00Z" }
        var (archives, repositories) = (0, 0)

        for account in (0..<24).map({ simulation.account($0) }) where account.state == .active {
            for region in simulation.regions {
                for name in simulation.repositoryNames(of: account, in: region) {
                    let arn = simulation.repository(name, of: account, in: region).arn
                    let (standard, archived) = simulation.storedBytes(
                        ofRepository: name, of: account, in: region)
                    for (bytes, isArchive) in [(standard, false), (archived, true)] {
                        let lines = last.filter {
                            $0.resource == arn && $0.usageType.contains("Archive") == isArchive
                        }
                        let expected = Double(bytes) / Double(30 << 30) * 1e10
                        #expect(abs(lines.reduce(0) { $0 + Double($1.amount) } - expected) <= 1)
                    }
                    archives += archived > 0 ? 1 : 0
                    repositories += standard > 0 ? 1 : 0
                }
            }
        }
        let list = try await desk.ask(.getProducts, ["ServiceCode": "AmazonECR"]).text

        #expect(archives > 3 && repositories > 100)
        #expect(Set(rows.map { $0["pricing/RateCode"] }).allSatisfy { list.contains($0) })
    }

    @Test func `a month is taxed by account, and a credit is given`() async throws {
        let rows = try await Self.octoberLines.value
        let byAccount = Dictionary(grouping: rows, by: \.account)

        #expect(byAccount.count > 20)
        for (_, rows) in byAccount {
            let tax = rows.filter { $0.kind == "Tax" }.map(\.net).reduce(0, +)
            let rest = rows.filter { $0.kind != "Tax" }.map(\.net).reduce(0, +)
            #expect(abs(Double(tax) - Double(rest) * 0.2) <= 1)
        }
        #expect(rows.filter { $0.kind == "Credit" }.map(\.cost) == [-500_000_000_000])
        #expect(Set(rows.map { $0["bill/InvoiceId"] }).first?.count == 10)
    }

    @Test func `reserved capacity covers what it was bought for, and is paid by the hour`() async throws {
        let rows = try await Self.octoberLines.value
        let covered = rows.filter { $0.kind == "DiscountedUsage" }
        let fees = rows.filter { $0.kind == "RIFee" }

        #expect(fees.count == 1 && covered.count >= 31)
        #expect(covered.allSatisfy { $0.cost == 0 && $0.units("reservation/EffectiveCost") > 0 })
        // As much is covered as is paid for: nothing is left unused.
        #expect(covered.map(\.amount).reduce(0, +) == fees[0].amount)
        #expect(Set(covered.map { $0["reservation/ReservationARN"] }).count == 1)
        let spring = try await desk.bill("20260401-20260501")
        #expect(spring.filter { $0.kind == "Fee" }.count == 1)
    }

    @Test func `the free tier is used by the payer, once in each region and month`() async throws {
        let rows = try await Self.octoberLines.value.filter { $0.usageType.hasSuffix("TimedStorage-ByteHrs") }
        let free = rows.filter {
            $0.product == "AmazonDynamoDB" && $0.units("lineItem/UnblendedRate") == 0
        }

        #expect(Set(free.map(\.account)).isSubset(of: [desk.simulation.management.id]))
        let regions = Dictionary(grouping: free) { $0["product/region"] }
        #expect(regions.values.allSatisfy { $0.map(\.amount).reduce(0, +) <= 250_000_000_000 })
    }

    @Test func `nobody but the payer sees the bill, and what is not there is not there`() async throws {
        let member = try await desk.assuming(desk.simulation.account(7))

        let denied = try await member.bucketObject(Desk.manifestKey(Self.october))
        let absent = try await desk.bucketObject("cur/halvorsen-daily/20200101-20200201/x.json")
        let elsewhere = try await desk.ask(.getObject, ["Bucket": "somebody-else", "Key": "x"])
        let place = try await desk.ask(
            .getBucketLocation, ["Bucket": desk.simulation.billBucket, "location": ""])

        #expect((denied.status, denied.code) == (403, "AccessDenied"))
        #expect((absent.status, absent.code) == (404, "NoSuchKey"))
        #expect((elsewhere.status, elsewhere.code) == (404, "NoSuchBucket"))
        #expect(place.text.contains("<LocationConstraint"))
    }

    @Test(arguments: [
        (Fault.throttled, 503, "SlowDown"), (.brokenDown, 500, "InternalError"),
        (.unavailable, 503, "ServiceUnavailable"), (.deniedByIdentity, 403, "AccessDenied"),
    ])
    func `S3 fails in its own shape`(fault: Fault, status: Int, code: String) async throws {
        var faults = Faults()
        faults.add(fault, .rate(1))

        let reply = try await Desk(faults).bucketObject(Desk.manifestKey(Self.october))

        #expect((reply.status, reply.code) == (status, code))
    }

    @Test(.enabled(if: Vectors.arePresent, Comment(rawValue: Vectors.absence)))
    func `reports and exports are told in the published shapes`() async throws {
        let exports = try await desk.ask(.listExports)
        let arn = try #require((exports.json["Exports"] as? [[String: Any]])?.first?["ExportArn"] as? String)
        let export = try await desk.ask(.getExport, ["ExportArn": arn])
        let reports = try await desk.ask(.describeReports)
        let judge = try ModelJudge("bcm-data-exports")

        #expect(try ModelJudge("cur").faults(in: reports.json, of: "DescribeReportDefinitions") == [])
        #expect(judge.faults(in: exports.json, of: "ListExports") == [])
        #expect(judge.faults(in: export.json, of: "GetExport") == [])
    }

    @Test func `three months of twenty-four accounts are written in a moment`() async throws {
        let clock = ContinuousClock()
        var size = 0

        let time = try await clock.measure {
            for months in ["20260901-20261001", Self.october, Self.november] {
                let manifest = try await desk.bucketObject(Desk.manifestKey(months)).json
                for key in manifest["reportKeys"] as? [String] ?? [] {
                    size += try await desk.bucketObject(key).response.body.count
                }
            }
        }

        // A second and a half is the aim; other suites run beside this one.
        #expect(time < .seconds(6), "\(time) for \(size) bytes")
        #expect(size > 1 << 20)
    }
}
