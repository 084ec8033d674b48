import Foundation
import Pipeline
import Support
import Synchronization
import Testing

@testable import Audit

/// What fails on the way to a bucket is a gap that says what to do, and the local reports stay whole.
struct UploadTroubleTests {
    private func expectWhole(_ night: Uploaded) throws {
        #expect(try night.files()["SHA256SUMS"] != nil)
        #expect(night.objects()["SHA256SUMS"] == nil)
        #expect(
            try night.gap?.contains("the local reports are whole, and `stocktake report` puts them") == true)
    }

    @Test func `a bucket that is not there is named`() async throws {
        let night = try Uploaded()
        night.cloud.state.withLock { $0.bucket = "other" }

        #expect(try await night.run() == .partial)

        try expectWhole(night)
        #expect(
            try night.gap?.hasPrefix("failed there is no bucket reports: make it, or name another") == true)
    }

    @Test func `who may not put is told which permission is missing`() async throws {
        let night = try Uploaded()
        night.cloud.state.withLock { $0.denied = "PUT nightly/acme/1/report.html" }

        #expect(try await night.run() == .partial)

        try expectWhole(night)
        let gap = try night.gap
        #expect(
            gap?.hasPrefix(
                "denied-by-iam putting reports to s3://reports/nightly takes s3:PutObject there, as "
                    + "`stocktake policy --for root` prints it (AccessDenied: no)") == true, "\(gap ?? "")")
    }

    @Test func `what arrived as something else is put again, and then is a gap`() async throws {
        let (brief, lasting) = (try Uploaded(), try Uploaded())
        brief.cloud.state.withLock { ($0.wrong, $0.wrongs) = ("PUT nightly/acme/1/report.html", 1) }
        lasting.cloud.state.withLock { $0.wrong = "PUT nightly/acme/1/report.html" }

        #expect(try await brief.run() == .complete)
        #expect(try await lasting.run() == .partial)

        #expect(try brief.objects() == brief.files())
        try expectWhole(lasting)
        #expect(
            try lasting.gap?.hasPrefix("failed nightly/acme/1/report.html arrived as something else") == true)
    }

    @Test func `a file that was changed after it was written goes nowhere`() async throws {
        let night = try Uploaded()
        night.cloud.state.withLock { $0.bucket = "other" }
        try await night.run()
        night.cloud.state.withLock { $0.bucket = "reports" }
        let path = night.folder.file("reports/1/findings.csv")
        try String(repeating: "x", count: 1000).write(toFile: path, atomically: true, encoding: .utf8)
        let step = Uploading(
            place: try #require(night.form.upload),
            shelf: ReportShelf(night.folder.file("reports"), estate: "acme", night.form), access: night.access
        )

        let reason = await #expect(throws: Gap.self) {
            var cursor: Cursor?
            repeat {
                cursor = try await step.page(
                    of: Cell(.report, "stocktake", "upload"), at: cursor, in: Run(id: 1, asOf: night.now)
                ).next
            } while cursor != nil
        }?.reason

        #expect(reason?.hasPrefix("findings.csv is not what SHA256SUMS says") == true, "\(reason ?? "")")
        #expect(night.objects()["findings.csv"] == nil)
        #expect(night.objects()["SHA256SUMS"] == nil)
    }

    @Test func `once it is mended, the reports alone go there`() async throws {
        let night = try Uploaded()
        night.cloud.state.withLock { $0.bucket = "other" }
        try await night.run()
        night.cloud.state.withLock { $0.bucket = "reports" }

        #expect(try await night.run([.report]) == .complete)

        #expect(try night.objects() == night.files())
    }
}
