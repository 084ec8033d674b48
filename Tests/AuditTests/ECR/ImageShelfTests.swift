import Formats
import Images
import Pipeline
import SQLite
import Testing

@testable import Audit

/// What the database remembers of images from night to night.
struct ImageShelfTests {
    private let database: Database
    private let repository = "arn:aws:ecr:eu-west-1:111122223333:repository/team/app"
    private let first = ContentDigest(of: [1])
    private let second = ContentDigest(of: [2])

    init() throws {
        database = try Database(path: ":memory:", as: .writer)
        try database.migrate(Stages.migrations, version: "test")
    }

    private func day(_ day: Int) -> Timestamp { Timestamp(day: 20_000 + day) }

    /// A night that lists these images, some pages of it twice.
    private func night(_ number: Int, _ images: [ECR.ImageDetail], twice: Bool = false) throws {
        let shelf = ECR.ImageShelf(
            repository: repository, database: database, run: Run(id: number, asOf: day(number)))
        for _ in 0..<(twice ? 2 : 1) {
            for image in images { _ = try shelf.put(image) }
        }
        try shelf.forgetUnseen()
    }

    private func image(_ digest: ContentDigest, _ tags: [String] = [], pulled: Timestamp? = nil)
        -> ECR.ImageDetail
    {
        var image = ECR.ImageDetail(digest: digest)
        image.tags = tags
        image.pulled = pulled
        return image
    }

    private func texts(_ query: SQL) throws -> [String] {
        try database.rows(query) { row in row[0] as String }
    }

    @Test func `a tag that moves is counted once, also when its page is written twice`() throws {
        try night(1, [image(first, ["latest"]), image(second, ["v1"])])
        try night(2, [image(first), image(second, ["v1", "latest"])], twice: true)
        try night(3, [image(first), image(second, ["v1", "latest"])])

        let moves: SQL = """
            SELECT tag || ' ' || moves || ' ' || (digest = \(second.bytes)) || ' ' || coalesce(previous = \(first.bytes), 'never')
            FROM ecr_tag ORDER BY tag
            """
        #expect(try texts(moves) == ["latest 1 1 1", "v1 0 1 never"])
        #expect(try texts("SELECT since / 86400 - 20000 || '' FROM ecr_tag ORDER BY tag") == ["2", "1"])
    }

    @Test func `an image that is gone goes with its tags and its scan`() throws {
        var scanned = image(first, ["v1"])
        scanned.severities = ECR.Severities()
        try night(1, [scanned, image(second, ["v2"])])
        #expect(try texts("SELECT count(*) || '' FROM ecr_scan") == ["1"])

        try night(2, [image(second, ["v2"])])

        #expect(try texts("SELECT tag FROM ecr_tag") == ["v2"])
        #expect(try texts("SELECT count(*) || '' FROM ecr_image") == ["1"])
        #expect(try texts("SELECT count(*) || '' FROM ecr_scan") == ["0"])
    }

    @Test func `what an index listed that is gone is known as a rest`() throws {
        var index = image(first, ["v1"])
        index.mediaType = "application/vnd.oci.image.index.v1+json"
        let manifest = Manifest(kind: .index, children: [Manifest.Child(digest: second, size: 1)])
        try database.execute(
            "INSERT INTO ecr_manifest (digest, packed, run) VALUES (\(first.bytes), \(manifest.packed), 1)")
        try night(1, [index, image(second)])
        #expect(try texts("SELECT count(*) || '' FROM ecr_dangling") == ["0"])

        try night(2, [image(second)])
        #expect(try texts("SELECT hex(digest) = hex(\(second.bytes)) FROM ecr_dangling") == ["1"])

        try night(3, [])
        #expect(try texts("SELECT count(*) || '' FROM ecr_dangling") == ["0"], "it is gone as well")
    }

    @Test func `a pull of this program's own keeps the one before`() throws {
        let earlier = day(-50)
        try night(1, [image(first, pulled: earlier)])
        try database.execute("UPDATE ecr_image SET fetched = \(day(1))")

        try night(2, [image(first, pulled: day(1).adding(seconds: 7200))])
        let state: SQL = "SELECT is_own_pull || ' ' || (effective_pull / 86400 - 20000) FROM ecr_image"
        #expect(try texts(state) == ["1 -50"])

        try night(3, [image(first, pulled: day(1).adding(seconds: 7200))])
        #expect(try texts(state) == ["1 -50"], "it stays so")

        try night(9, [image(first, pulled: day(8))])
        #expect(try texts(state) == ["0 8"], "somebody else pulled it")
    }

    @Test func `a pull is somebody else's where nothing was read`() throws {
        try night(1, [image(first)])
        try night(2, [image(first, pulled: day(1))])

        #expect(
            try texts("SELECT is_own_pull || ' ' || (effective_pull / 86400 - 20000) FROM ecr_image") == [
                "0 1"
            ])
    }
}
