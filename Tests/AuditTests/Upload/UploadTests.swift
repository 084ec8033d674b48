import Formats
import Pipeline
import Support
import Synchronization
import Testing

@testable import Audit

/// The reports of a run in a bucket: all of them, or no checksums.
struct UploadTests {
    @Test func `the folder is in the bucket as it is on disk, and the checksums came last`() async throws {
        let night = try Uploaded()

        #expect(try await night.run() == .complete)

        #expect(try night.objects() == night.files())
        #expect(night.cloud.asked.last == "PUT nightly/acme/1/SHA256SUMS")
        #expect(night.cloud.asked.count == (try night.files()).count)
    }

    @Test func `each file says what it is, and a packed one is not said to travel packed`() async throws {
        var night = try Uploaded(to: "s3://reports")
        night.form.compression = .gzip

        #expect(try await night.run() == .complete)

        let types = night.cloud.state.withLock { $0.objects.mapValues(\.type) }
        #expect(types["acme/1/findings.csv.gz"] == "application/gzip")
        #expect(types["acme/1/datapackage.json"] == "application/json")
        #expect(types["acme/1/report.html"] == "text/html; charset=utf-8")
        #expect(types["acme/1/SHA256SUMS"] == "text/plain; charset=utf-8")
    }

    @Test func `tables in partitions lie together for all runs, and the rest where Athena does not look`()
        async throws
    {
        var night = try Uploaded()
        night.form.layout = .hive

        #expect(try await night.run() == .complete)

        let files = try night.files()
        let rest = night.objects(below: "nightly/_runs/acme/1/")
        #expect(
            rest.keys.sorted() == [
                "SHA256SUMS", "athena.sql", "datapackage.json", "findings.json", "report.html",
                "summary.json",
            ])
        let tables = night.objects(below: "nightly/").filter { !$0.key.hasPrefix("_") }
        #expect(tables.merging(rest) { _, new in new } == files)
        #expect(tables["findings/estate=acme/run=1/findings.csv"] != nil)
        let statements = String(decoding: try #require(files["athena.sql"]), as: UTF8.self)
        #expect(statements.contains("LOCATION 's3://reports/nightly/findings/'"))
    }

    @Test(arguments: 1..<5)
    func `stopped behind any file, the next run goes on there`(_ count: Int) async throws {
        let night = try Uploaded()
        let stop = StopSwitch()
        night.cloud.state.withLock { $0.stop = (count, stop) }

        await #expect(throws: Interrupted.self) { try await night.run(stop: stop) }
        let before = night.cloud.asked
        #expect(before.count == count)
        #expect(!before.contains { $0.hasSuffix("SHA256SUMS") })
        #expect(try await night.run() == .complete)

        #expect(try night.objects() == night.files())
        #expect(Set(night.cloud.asked).count == night.cloud.asked.count)
    }

    @Test func `a page whose commit was lost puts the same bytes there again`() async throws {
        let night = try Uploaded()
        try await night.run()
        let step = Uploading(
            place: try #require(night.form.upload),
            shelf: ReportShelf(night.folder.file("reports"), estate: "acme", night.form), access: night.access
        )
        let before = night.objects()
        let run = Run(id: 1, asOf: night.now)

        let first = try await step.page(of: Cell(.report, "stocktake", "upload"), at: nil, in: run)
        let again = try await step.page(of: Cell(.report, "stocktake", "upload"), at: nil, in: run)

        #expect(first.next == again.next)
        #expect(night.objects() == before)
        #expect(night.cloud.asked.suffix(2).first == night.cloud.asked.last)
    }

    @Test func `reports that are written again go there again`() async throws {
        var night = try Uploaded()
        try await night.run()
        night.form.compression = .gzip

        #expect(try await night.run([.report]) == .complete)

        #expect(night.objects()["findings.csv.gz"] != nil)
        #expect(try night.objects()["SHA256SUMS"] == night.files()["SHA256SUMS"])
    }

    @Test(arguments: [false, true])
    func `a bucket in another region is found, and then asked there`(_ saysMalformed: Bool) async throws {
        let night = try Uploaded()
        night.cloud.state.withLock { ($0.region, $0.saysMalformed) = ("eu-central-1", saysMalformed) }

        #expect(try await night.run() == .complete)

        #expect(try night.objects() == night.files())
        // Once in vain, of the smallest file.
        #expect(night.cloud.asked.count == (try night.files()).count + 1)
        #expect(night.cloud.asked[0] == night.cloud.asked[1])
    }
}
