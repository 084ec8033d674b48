import Formats
import Pipeline
import SQLite
import Synchronization
import Testing

@testable import Audit

/// The bill as it is found by asking, and read from S3.
struct BillBucketTests {
    private static func legacy(_ cost: String, assembly: String = "a1") -> BillFiles {
        var files = BillFiles()
        files.deliverLegacy([BillFiles.part([BillFiles.usage(cost)])], assembly: assembly)
        return files
    }

    private static var both: BillFiles {
        var files = legacy("8")
        files.deliverExport([BillFiles.part([BillFiles.usage("8")], as: .export)])
        return files
    }

    private let report = BillCloud.report("acme")
    private let export = BillCloud.export("acme")

    @Test func `a legacy report is found by asking, and read from its bucket`() async throws {
        let bill = try Billed(inBucket: Self.legacy("8"), legacy: [report])

        #expect(try await bill.run() == .complete)
        #expect(try bill.totals.map(\.sums[0]) == ["8.00"])
    }

    @Test func `an export is found by asking, and others than the bill are passed over`() async throws {
        let other = BillCloud.export("hub", query: "SELECT x FROM COST_OPTIMIZATION_RECOMMENDATIONS")
        let bill = try Billed(inBucket: Self.both, exports: [other, export])

        #expect(try await bill.run() == .complete)
        #expect(try bill.totals.map(\.sums[0]) == ["8.00"])
        #expect(try bill.texts("SELECT generation || ' ' || name FROM bill_report") == ["export acme"])
    }

    @Test func `two reports of the same money are one bill, the newer generation`() async throws {
        let bill = try Billed(inBucket: Self.both, legacy: [report], exports: [export])

        #expect(try await bill.run() == .complete)
        #expect(try bill.totals.map(\.sums[0]) == ["8.00"])
        #expect(try bill.texts("SELECT generation FROM bill_delivery") == ["export"])
    }

    @Test func `what is Parquet or a part of the bill gives way to what can be read whole`() async throws {
        var files = Self.legacy("8")
        files.deliverExport([[1]], ending: "snappy.parquet")
        files.deliverExport([BillFiles.part([BillFiles.usage("1")], as: .export)], to: "cur2/some")
        let some = BillCloud.export("some", query: "SELECT a FROM COST_AND_USAGE_REPORT WHERE b = 'c'")
        let bill = try Billed(inBucket: files, legacy: [report], exports: [export, some])

        #expect(try await bill.run() == .complete)
        #expect(try bill.totals.map(\.sums[0]) == ["8.00"])
    }

    @Test func `a bill that exists only as Parquet is a gap with the way out`() async throws {
        var files = BillFiles()
        files.deliverExport([[1]], ending: "snappy.parquet")
        let bill = try Billed(inBucket: files, exports: [export])

        #expect(try await bill.run() == .partial)
        let gaps = try bill.gaps
        #expect(gaps.count == 1)
        #expect(gaps[0].hasPrefix("unsupported the export s3://bills/cur2/acme is Parquet"))
        #expect(gaps[0].contains("add an export of CUR 2.0 as gzip CSV"))
    }

    @Test func `an account without any report has no bill, and that is no gap`() async throws {
        let bill = try Billed(inBucket: BillFiles())

        #expect(try await bill.run() == .complete)
        #expect(
            try bill.texts("SELECT step || ' ' || state FROM cell WHERE service = 'bill' ORDER BY 1") == [
                "exports empty", "reports empty",
            ])
    }

    @Test func `who may not ask for reports has a gap, and what may be asked lands`() async throws {
        let bill = try Billed(inBucket: Self.both, legacy: [report], exports: [export])
        bill.cloud.state.withLock { $0.denied = ["DescribeReportDefinitions"] }

        #expect(try await bill.run() == .partial)
        #expect(try bill.gaps.count == 1)
        #expect(try bill.gaps[0].hasPrefix("denied-by-iam"))
        #expect(try bill.totals.map(\.sums[0]) == ["8.00"])
    }

    @Test func `a part that may not be read is a gap of its own`() async throws {
        let bill = try Billed(inBucket: Self.legacy("8"), legacy: [report])
        bill.cloud.state.withLock { $0.denied = ["cur/acme/20251001-20251101/a1/acme-1.csv.gz"] }

        #expect(try await bill.run() == .partial)
        #expect(try bill.gaps.map { $0.hasPrefix("denied-by-iam AccessDenied") } == [true])
        #expect(try bill.totals.isEmpty)
    }

    @Test func `a second run of the same day asks nothing of the bill`() async throws {
        var bill = try Billed(inBucket: Self.both, legacy: [report], exports: [export])
        try await bill.run()
        #expect(bill.cloud.takeAsked().count == 5)

        #expect(try await bill.run() == .complete)
        #expect(bill.cloud.takeAsked().isEmpty)

        // A day later the definitions and the manifest are looked at, and no part.
        bill.now = bill.now.adding(days: 1)
        #expect(try await bill.run() == .complete)
        #expect(
            bill.cloud.takeAsked() == [
                "DescribeReportDefinitions", "GetExport", "ListExports",
                "cur2/acme/metadata/BILLING_PERIOD=2025-10/acme-Manifest.json",
            ])
        #expect(try bill.totals.map(\.sums[0]) == ["8.00"])
    }

    @Test func `a changed manifest replaces the month`() async throws {
        var bill = try Billed(inBucket: Self.legacy("8"), legacy: [report])
        try await bill.run()
        bill.cloud.state.withLock { $0.files = Self.legacy("9", assembly: "b2").files }
        bill.now = bill.now.adding(days: 1)

        #expect(try await bill.run() == .complete)
        #expect(try bill.totals.map(\.sums[0]) == ["9.00"])
    }

    @Test func `a place in a bucket is searched, in whatever region it is`() async throws {
        var bill = try Billed(inBucket: Self.both)
        bill.scope.costs.source = .bucket("s3://bills/cur/")
        bill.cloud.state.withLock { $0.region = "eu-central-1" }

        #expect(try await bill.run() == .complete)
        #expect(try bill.totals.map(\.sums[0]) == ["8.00"])
        #expect(try bill.texts("SELECT region || ' ' || path FROM bill_report") == ["eu-central-1 cur/acme"])
        #expect(!bill.cloud.takeAsked().contains("DescribeReportDefinitions"))
    }

    @Test func `a connection that drops within a part begins it anew, and nothing counts twice`() async throws
    {
        let lines = (0..<3000).map {
            BillFiles.usage("0.\($0)", more: ["lineItem/ResourceId": "r\($0 * 7919)"])
        }
        var files = BillFiles()
        files.deliverLegacy([BillFiles.part(lines)])
        let (calm, troubled) = (
            try Billed(inBucket: files, legacy: [report]), try Billed(inBucket: files, legacy: [report])
        )
        troubled.cloud.state.withLock { $0.drops = ["cur/acme/20251001-20251101/a1/acme-1.csv.gz": 20_000] }

        #expect(try await calm.run() == .complete)
        #expect(try await troubled.run() == .complete)

        #expect(try troubled.rows == calm.rows)
        #expect(try troubled.totals.map(\.lines) == [3000])
    }

    @Test func `a part newer than its manifest is being delivered, and is not counted`() async throws {
        let bill = try Billed(inBucket: Self.legacy("8"), legacy: [report])
        bill.cloud.state.withLock {
            $0.modified = ["cur/acme/20251001-20251101/a1/acme-1.csv.gz": "Mon, 20 Oct 2025 06:00:01 GMT"]
        }

        #expect(try await bill.run() == .partial)
        #expect(try bill.gaps.first?.contains("is newer than its manifest") == true)
        #expect(try bill.totals.isEmpty)
    }
}
