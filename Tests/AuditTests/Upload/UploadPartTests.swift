import AWS
import Formats
import Foundation
import Pipeline
import Support
import Synchronization
import Testing

@testable import Audit

/// A large file goes to a bucket in parts, of which memory holds one.
struct UploadPartTests {
    private let folder: TemporaryFolder
    private let cloud = UploadCloud()
    private let bytes: [UInt8]
    private let run = Run(id: 1, asOf: Timestamp(seconds: 1_795_219_200))

    /// Twenty mebibytes and a little, in which no two parts are alike.
    init() throws {
        folder = try TemporaryFolder()
        bytes = (0..<20).flatMap { [UInt8](repeating: $0, count: 1 << 20) } + Array("ended".utf8)
        try Folder.make(folder.file("reports/1"))
        try Data(bytes).write(to: URL(fileURLWithPath: folder.file("reports/1/large.csv")))
        try Data("small".utf8).write(to: URL(fileURLWithPath: folder.file("reports/1/small.csv")))
        let sums = [("large.csv", bytes), ("small.csv", Array("small".utf8))].map { name, bytes in
            "\(SHA256.hash(of: bytes.span).hex)  \(name)\n"
        }
        try Data(sums.joined().utf8).write(to: URL(fileURLWithPath: folder.file("reports/1/SHA256SUMS")))
    }

    private func page(_ cursor: Cursor?) async throws -> Cursor? {
        var form = ReportScope()
        form.upload = UploadPlace("s3://reports")
        let (run, place) = (run, try #require(form.upload))
        let access = Access.simulated(
            AWSScope(), by: cloud, as: UploadCloud.credentials, now: { run.asOf })
        let step = Uploading(
            place: place, shelf: ReportShelf(folder.file("reports"), estate: "acme", form), access: access)
        return try await step.page(of: Cell(.report, "stocktake", "upload"), at: cursor, in: run).next
    }

    /// Puts everything, from where a cursor stands.
    private func finish(from cursor: Cursor? = nil) async throws {
        var cursor = cursor
        repeat { cursor = try await page(cursor) } while cursor != nil
    }

    private func expectWhole() {
        cloud.state.withLock { state in
            let stored = state.objects["acme/1/large.csv"]?.bytes ?? []
            // Compared by their hashes: a debug build takes seconds for the bytes.
            #expect(SHA256.hash(of: stored.span).hex == SHA256.hash(of: bytes.span).hex)
            #expect(state.objects["acme/1/large.csv"]?.type == "text/csv; charset=utf-8")
            #expect(state.objects.count == 3)
            #expect(state.uploads.isEmpty)
            #expect(state.asked.last == "PUT acme/1/SHA256SUMS")
        }
    }

    @Test func `it goes a part at a time, and lies there as one`() async throws {
        try await finish()

        expectWhole()
        #expect(
            cloud.asked == [
                "PUT acme/1/small.csv", "POST acme/1/large.csv begin", "PUT acme/1/large.csv part 1",
                "PUT acme/1/large.csv part 2", "PUT acme/1/large.csv part 3", "POST acme/1/large.csv",
                "PUT acme/1/SHA256SUMS",
            ])
        #expect(cloud.state.withLock { $0.largestBody } == 8 << 20)
    }

    @Test(arguments: 0..<6)
    func `killed before the commit of any page, it goes on, and leaves no parts`(_ killed: Int) async throws {
        var cursor: Cursor?
        for _ in 0..<killed { cursor = try await page(cursor) }
        // Its cursor is lost.
        _ = try await page(cursor)

        try await finish(from: cursor)

        // The parts of an upload whose id was lost are none.
        let lost = cloud.state.withLock { state in
            let lost = state.uploads.values.map(\.count)
            state.uploads = [:]
            return lost
        }
        #expect(lost == (killed == 1 ? [0] : []))
        expectWhole()
    }

    @Test func `a part that cannot be put has all of them taken back, and the next try begins again`()
        async throws
    {
        cloud.state.withLock { $0.broken = "PUT acme/1/large.csv part 2" }
        var cursor: Cursor?
        for _ in 0..<3 { cursor = try await page(cursor) }

        await #expect(throws: Gap.self) { try await page(cursor) }

        #expect(cloud.state.withLock { $0.uploads.isEmpty })
        #expect(cloud.asked.last == "DELETE acme/1/large.csv")
        cloud.state.withLock { $0.broken = nil }
        try await finish(from: cursor)
        expectWhole()
    }

    @Test func `a part that arrived as something else is no part`() async throws {
        cloud.state.withLock { $0.wrong = "PUT acme/1/large.csv part 1" }
        var cursor: Cursor?
        for _ in 0..<2 { cursor = try await page(cursor) }

        let gap = await #expect(throws: Gap.self) { try await page(cursor) }

        #expect(gap?.mayPass == true)
        #expect(cloud.state.withLock { $0.uploads.isEmpty })
    }

    @Test func `a bucket that forgets every upload is a gap`() async throws {
        var cursor: Cursor?
        let gap = await #expect(throws: Gap.self) {
            for _ in 0..<20 {
                cursor = try await page(cursor)
                cloud.state.withLock { $0.uploads = [:] }
            }
        }

        #expect(gap?.reason.hasPrefix("NoSuchUpload: no") == true)
    }

    @Test func `a folder that is written anew goes there from its beginning`() async throws {
        var cursor: Cursor?
        for _ in 0..<3 { cursor = try await page(cursor) }
        let small = "smaller"
        try Data(small.utf8).write(to: URL(fileURLWithPath: folder.file("reports/1/small.csv")))
        let sums = [("large.csv", bytes), ("small.csv", Array(small.utf8))].map { name, bytes in
            "\(SHA256.hash(of: bytes.span).hex)  \(name)\n"
        }
        try Data(sums.joined().utf8).write(to: URL(fileURLWithPath: folder.file("reports/1/SHA256SUMS")))

        try await finish(from: cursor)

        #expect(cloud.state.withLock { $0.objects["acme/1/small.csv"]?.bytes } == Array(small.utf8))
        // The part that went there before belongs to nobody: the bucket's rule removes it.
        cloud.state.withLock { state in
            #expect(state.uploads.values.map(\.count) == [1])
            state.uploads = [:]
        }
        expectWhole()
    }

    @Test func `a large file that was changed is not begun`() async throws {
        let file = try #require(FileHandle(forWritingAtPath: folder.file("reports/1/large.csv")))
        try file.write(contentsOf: Data([0xFF]))
        try file.close()
        let cursor = try await page(nil)

        await #expect(throws: Gap.self) { try await page(cursor) }

        #expect(cloud.asked == ["PUT acme/1/small.csv"])
    }

    @Test(arguments: [
        (1, 8 << 20, 1), (8 << 20, 8 << 20, 1), ((8 << 20) + 1, 8 << 20, 2), (80_000 << 20, 8 << 20, 10_000),
        ((80_000 << 20) + 1, 9 << 20, 8_889), (1 << 40, 105 << 20, 9_987),
    ])
    func `parts grow before they are more than S3 takes`(_ bytes: Int, _ size: Int, _ count: Int) {
        let file = UploadFile(path: "a.csv", bytes: bytes, sha256: "")

        #expect(file.partSize == size)
        #expect(file.partCount == count)
    }
}
