import Formats
import Testing

@testable import Audit

/// Findings about one table, from what is known of it: values in, values out.
struct FindingTests {
    private let prices = DynamoDBPrices(region: "us-east-1", EmbeddedPrices.dynamoDB("us-east-1"))

    private func table(_ change: (inout DynamoDB.Judged) -> Void) -> DynamoDB.Judged {
        var facts = DynamoDB.Facts(
            arn: "arn:aws:dynamodb:us-east-1:111122223333:table/orders", name: "orders",
            account: "111122223333", region: "us-east-1")
        facts.parts = [DynamoDB.Facts.Part(reads: 100, writes: 100)]
        facts.items = 10
        facts.tags = #"{"owner":"x"}"#
        var table = DynamoDB.Judged(facts: facts, prices: prices, asOf: Timestamp(seconds: 1_795_219_200))
        table.ownerTags = ["owner", "team"]
        table.usage = [usage("read"), usage("write")]
        table.capacity = DynamoDB.Judged.Capacity(
            mode: "fixed", advice: "keep", current: money("58.4"), projected: money("58.4"),
            confidence: .certain("measured"), prices: ["p"])
        change(&table)
        return table
    }

    private func usage(_ dimension: String, index: String = "", total: Double = 1000, throttles: Double? = 0)
        -> DynamoDB.Judged.Usage
    {
        DynamoDB.Judged.Usage(
            index: index, dimension: dimension, days: 14, total: total, average: 1, p99: 50, maximum: 60,
            provisioned: 100, usedP99: 60, usedMaximum: 70, throttles: throttles, needed: 60, growth: nil,
            risk: "low")
    }

    private func money(_ text: String) -> Money { (try? Money(text)) ?? .zero }

    private func codes(_ change: (inout DynamoDB.Judged) -> Void) -> [String] {
        DynamoDB.TableFindings.findings(table(change)).map(\.code)
    }

    @Test func `a table that is used as it should be gives no finding`() {
        #expect(codes { _ in } == [])
    }

    @Test(arguments: [
        ("fixed", "on-demand", "DDB-001"), ("fixed", "auto-scaling", "DDB-002"),
        ("on-demand", "auto-scaling", "DDB-002"), ("on-demand", "fixed", "DDB-002"),
        ("auto-scaling", "auto-scaling", "DDB-003"), ("fixed", "fixed", "DDB-003"),
        ("auto-scaling", "on-demand", "DDB-001"),
    ])
    func `one mode is advised for reads and writes together`(mode: String, advice: String, code: String) {
        let findings = DynamoDB.TableFindings.findings(
            table { table in
                table.capacity?.mode = mode
                table.capacity?.advice = advice
                table.capacity?.projected = money("8.4")
            })

        #expect(findings.map(\.code) == [code])
        #expect(findings.first?.money?.saving == money("50"))
        #expect(
            findings.first?.how.hasPrefix("aws dynamodb update-table --table-name orders --billing-mode P")
                == true)
    }

    @Test func `an idle table is found, and what was not measured is not taken for idle`() {
        let idle = codes { $0.usage = [usage("read", total: 0), usage("write", total: 0)] }
        let unknown = codes { $0.usage = [] }
        let young = codes { table in
            table.usage = [usage("read", total: 0), usage("write", total: 0)]
            for index in table.usage.indices { table.usage[index].days = 3 }
        }

        #expect(idle == ["DDB-009"])
        #expect(unknown == [])
        #expect(young == [])
    }

    @Test func `an index that is written and never read is found, one that nobody measured is not`() {
        func indexed(_ usages: [DynamoDB.Judged.Usage]) -> [String] {
            codes { table in
                table.facts.parts.append(DynamoDB.Facts.Part(index: "by-day", reads: 1, writes: 5))
                table.usage += usages
            }
        }

        #expect(
            indexed([usage("read", index: "by-day", total: 0), usage("write", index: "by-day")]) == [
                "DDB-010"
            ])
        #expect(
            indexed([usage("read", index: "by-day", total: 0), usage("write", index: "by-day", total: 0)])
                == ["DDB-011"])
        #expect(indexed([]) == [])
    }

    @Test func `throttling with capacity left is a hot partition, without it too little`() {
        #expect(codes { $0.usage[0].throttles = 5 } == ["DDB-008"])
        #expect(
            codes { table in
                table.usage[0].throttles = 5
                table.usage[0].usedMaximum = 130
            } == ["DDB-007"])
        #expect(codes { $0.usage[0].throttles = nil } == [])
    }

    @Test func `a stream is unread only where everybody who may read it was looked for`() {
        func stream(_ readers: Int?, _ records: Double?) -> [String] {
            codes { table in
                table.facts.streamARN = "arn:stream"
                table.facts.streamReaders = readers
                table.streamRecords = records
            }
        }

        #expect(stream(0, 0) == ["DDB-015"])
        #expect(stream(nil, 0) == [])
        #expect(stream(0, nil) == [])
        #expect(stream(1, 0) == [])
        #expect(stream(0, 7) == [])
    }

    @Test func `a growing table without expiry is found only where time to live was read`() {
        func growing(_ expiry: String?) -> [String] {
            codes { table in
                table.facts.expiry = expiry
                table.storageGrowth = DynamoDB.Judged.StorageGrowth(before: 100, after: 130)
            }
        }

        #expect(growing("DISABLED") == ["DDB-016"])
        #expect(growing("ENABLED") == [])
        #expect(growing(nil) == [])
    }

    @Test func `tags that were not read are not missing`() {
        #expect(codes { $0.facts.tags = "{}" } == ["DDB-020"])
        #expect(codes { $0.facts.tags = #"{"Team":"x"}"# } == [])
        #expect(codes { $0.facts.tags = nil } == [])
    }

    @Test func `a finding has the same id every night, and another one for another part`() {
        let first = table { $0.usage[0].throttles = 5 }.throttleFindings()
        let later = table { $0.usage[0].throttles = 900 }.throttleFindings()
        let other = table { $0.usage[1].throttles = 5 }.throttleFindings()

        #expect(first.map(\.id) == later.map(\.id))
        #expect(first.map(\.id) != other.map(\.id))
    }

    @Test
    func `more capacity than is needed is found where no cheaper way is told, and where nothing scales`() {
        func oversized(_ change: (inout DynamoDB.Judged) -> Void) -> [Finding] {
            DynamoDB.TableFindings.findings(
                table { table in
                    table.facts.isScalingKnown = true
                    table.usage[0].usedP99 = 20
                    table.usage[0].needed = 30
                    change(&table)
                })
        }
        let found = oversized { _ in }

        #expect(found.map(\.code) == ["DDB-006"])
        // 70 of 100 read units for the 730 hours of a month, at 0.00013 USD an hour.
        #expect(found.first?.money?.saving == money("6.643"))
        #expect(found.first?.how.contains("ReadCapacityUnits=30,WriteCapacityUnits=100") == true)
        #expect(found.first?.changes == ["capacity//read"])
        #expect(oversized { $0.usage[0].usedP99 = 45 } == [])
        #expect(oversized { $0.usage[0].needed = 90 } == [])
        #expect(oversized { $0.facts.isScalingKnown = false } == [])
        #expect(oversized { $0.facts.replicas = ["eu-west-1"] } == [])
        #expect(oversized { $0.capacity?.covered = money("1") } == [])
        #expect(oversized { $0.capacity?.advice = "on-demand" }.map(\.code) == ["DDB-001"])
    }

    @Test func `backups that cost more than their table are found, and their newest one stays`() {
        func backedUp(_ gigabytes: Int?) -> [Finding] {
            DynamoDB.TableFindings.findings(
                table { table in
                    table.facts.backupBytes = gigabytes.map { $0 << 30 }
                    table.facts.backups = 12
                    table.newestBackupBytes = 100 << 30
                })
        }
        let found = backedUp(1200)

        #expect(found.map(\.code) == ["DDB-014"])
        // 0.10 USD a GB and month, and the table costs 58.40 USD.
        #expect(found.first?.money?.current == money("120"))
        #expect(found.first?.money?.projected == money("10"))
        #expect(backedUp(500) == [])
        #expect(backedUp(nil) == [])
    }

    @Test func `reserved capacity that nobody used is found with what it cost`() {
        let purchase = DynamoDB.Purchase(
            dimension: "write", isUnused: true, years: 0, units: 0, owned: 300, current: money("42.5"),
            projected: money("42.5"), upfront: .zero, breakEvenMonths: nil, unusedShare: 0, risk: "",
            hours: 0, prices: [])
        let finding = purchase.finding(in: "eu-west-1")

        #expect(finding.code == "DDB-019")
        #expect(finding.subject.resource == "dynamodb/reserved-capacity/eu-west-1")
        #expect(finding.money?.current == money("42.5"))
        // It is paid until it lapses, whatever anybody does.
        #expect(finding.money?.saving == .zero)
        #expect(finding.why.contains("beside 300 units that were used"))
    }

    @Test func `what is not about money tells what its table costs, before and after`() {
        let found = DynamoDB.TableFindings.findings(
            table { table in
                table.usage[0].throttles = 5
                table.facts.tags = "{}"
            })

        #expect(found.map(\.code) == ["DDB-008", "DDB-020"])
        for finding in found {
            #expect(finding.money?.current == money("58.4"))
            #expect(finding.money?.saving == .zero)
        }
    }
}
