import AWS
import Formats
import HTTP
import Images
import Pipeline
import SQLite
import Support
import Synchronization
import Testing

@testable import Audit

/// Manifests, each read once for ever, and believed only where they are what their digest says.
struct ManifestTests {
    private static func manifest(_ number: Int) -> [UInt8] {
        let layer = ContentDigest(of: [UInt8(number)]).description
        return Array(
            """
            {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":\
            "application/vnd.oci.image.config.v1+json","digest":"\(layer)","size":7},"layers":[]}
            """.utf8)
    }

    /// A registry of one repository, which answers no more manifests at once than it likes.
    private final class Registry: Transport {
        let manifests: [ContentDigest: [UInt8]]
        let most: Int
        let asked = Mutex<[Int]>([])

        init(_ manifests: [ContentDigest: [UInt8]], most: Int = 100) {
            (self.manifests, self.most) = (manifests, most)
        }

        func send(_ request: HTTPRequest, _ delivery: HTTPDelivery) async throws -> HTTPResponse {
            if request.url.host.contains("sts") {
                return .init(
                    status: 200, headers: [:],
                    body: Array(
                        """
                        <GetCallerIdentityResponse><GetCallerIdentityResult><Account>111122223333</Account>\
                        <Arn>arn:aws:iam::111122223333:user/audit</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>
                        """.utf8))
            }
            let question = try JSON(request.body)
            let digests = (question["imageIds"]?.elements ?? []).compactMap { $0["imageDigest"]?.string }
            asked.withLock { $0.append(digests.count) }
            guard digests.count <= most else {
                let body =
                    #"{"__type":"InvalidParameterException","message":"the answer would be too large"}"#
                return .init(status: 400, headers: [:], body: Array(body.utf8))
            }
            var (images, failures): ([JSON], [JSON]) = ([], [])
            for text in digests {
                let id: JSON = ["imageDigest": .string(text)]
                guard let digest = ContentDigest(text), let manifest = manifests[digest] else {
                    failures.append([
                        "imageId": id, "failureCode": "ImageNotFound", "failureReason": "it went",
                    ])
                    continue
                }
                images.append([
                    "imageId": id, "imageManifest": .string(String(decoding: manifest, as: UTF8.self)),
                ])
            }
            let answer: JSON = ["images": .array(images), "failures": .array(failures)]
            return .init(status: 200, headers: [:], body: answer.bytes())
        }
    }

    private let arn = "arn:aws:ecr:eu-west-1:111122223333:repository/team/app"
    private let run = Run(id: 3, asOf: Timestamp(day: 20_000))
    private let cell = Cell(
        .collect, "ecr", "manifests", account: "111122223333", region: "eu-west-1", scope: "team/app")

    private func store(_ digests: [ContentDigest]) async throws -> Store {
        let database = try Database(path: ":memory:", as: .writer)
        try database.migrate(Stages.migrations, version: "test")
        let store = Store(database)
        try await store.write { database in
            let shelf = ECR.ImageShelf(repository: arn, database: database, run: run)
            for digest in digests { _ = try shelf.put(ECR.ImageDetail(digest: digest)) }
        }
        return store
    }

    /// Reads all that is missing, page by page.
    private func read(_ store: Store, from registry: Registry) async throws {
        let credentials = Credentials(accessKey: "AKIDEXAMPLE", secretKey: Secret("secret"))
        let access = Access.simulated(
            AWSScope(), by: registry, as: credentials, now: { Timestamp(day: 20_000) })
        let step = ECR.ManifestReading(access: access, store: store)
        var cursor: Cursor?
        repeat {
            let page = try await step.page(of: cell, at: cursor, in: run)
            _ = try await store.write(page.write)
            cursor = page.next
        } while cursor != nil
    }

    private func count(_ store: Store, _ query: SQL) async throws -> Int {
        try await store.read { try $0.row(query) { row in row[0] as Int } ?? -1 }
    }

    @Test func `a hundred at a time, and none that is known already`() async throws {
        let manifests = Dictionary(
            uniqueKeysWithValues: (0..<250).map { number in
                (ContentDigest(of: Self.manifest(number)), Self.manifest(number))
            })
        let store = try await store(Array(manifests.keys))
        let registry = Registry(manifests)

        try await read(store, from: registry)
        #expect(registry.asked.withLock { $0 } == [100, 100, 50])
        #expect(try await count(store, "SELECT count(*) FROM ecr_manifest") == 250)

        try await read(store, from: registry)
        #expect(registry.asked.withLock { $0 }.count == 3, "all are known")
    }

    @Test func `an answer that would be too large is asked for in halves`() async throws {
        let manifests = Dictionary(
            uniqueKeysWithValues: (0..<10).map { number in
                (ContentDigest(of: Self.manifest(number)), Self.manifest(number))
            })
        let store = try await store(Array(manifests.keys))
        let registry = Registry(manifests, most: 3)

        try await read(store, from: registry)

        #expect(registry.asked.withLock { $0 } == [10, 5, 2, 3, 5, 2, 3])
        #expect(try await count(store, "SELECT count(*) FROM ecr_manifest") == 10)
    }

    @Test func `one that alone is too large is told, and loses no other`() async throws {
        let digest = ContentDigest(of: Self.manifest(1))
        let store = try await store([digest])

        try await read(store, from: Registry([digest: Self.manifest(1)], most: 0))

        #expect(
            try await count(store, "SELECT count(*) FROM ecr_image WHERE trouble LIKE '%too large%'") == 1)
    }

    @Test func `what is not what its digest says is told, and never believed`() async throws {
        let (right, wrong, gone) = (
            ContentDigest(of: Self.manifest(1)), ContentDigest(of: Self.manifest(2)), ContentDigest(of: [9])
        )
        let store = try await store([right, wrong, gone])

        try await read(store, from: Registry([right: Self.manifest(1), wrong: Self.manifest(3)]))

        #expect(try await count(store, "SELECT count(*) FROM ecr_manifest") == 1)
        #expect(
            try await count(store, "SELECT count(*) FROM ecr_image WHERE trouble LIKE 'DigestMismatch%'") == 1
        )
        #expect(
            try await count(store, "SELECT count(*) FROM ecr_image WHERE trouble LIKE 'ImageNotFound%'") == 1)
    }

    @Test func `archived images are not asked for`() async throws {
        let digest = ContentDigest(of: Self.manifest(1))
        let store = try await store([digest])
        try await store.write { try $0.execute("UPDATE ecr_image SET status = 'ARCHIVED'") }
        let registry = Registry([digest: Self.manifest(1)])

        try await read(store, from: registry)

        #expect(registry.asked.withLock { $0 }.isEmpty)
    }
}
