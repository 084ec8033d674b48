import Audit
import Formats
@preconcurrency import Glibc
import HTTP
import Images
import Pipeline
import SQLite
import Simulator

/// A database of repositories whose images and manifests were collected, ready to be analysed.
///
/// A repository has 1,000 images: builds of ten layers on a base that all share, a third of them for two platforms with an
/// attestation, signatures, and tags of commits, versions and branches.
struct ImageEstate {
    let folder: String
    let asOf = Timestamp(seconds: 1_795_219_200)
    private let store: Store

    static let imagesPerRepository = 1_000

    init(_ name: String) throws {
        folder = "\(getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp")/images-\(name)"
        let estate = Estate(name: "bench", folder: folder)
        let lock = try estate.lock(as: "bench")
        store = try estate.open(Stages.migrations, version: "bench", holding: lock)
    }

    /// Stores so many repositories, each in a transaction.
    func fill(_ repositories: Int) async throws {
        let asOf = asOf
        try await store.write { database in
            try database.execute(
                "INSERT INTO run (id, as_of, state, pipeline, version) VALUES (1, \(asOf), 'running', 'bench', 'bench')"
            )
            for stage in ["discover", "collect", "enrich"] {
                try database.execute("INSERT INTO stage (run, name, is_planned) VALUES (1, \(stage), 1)")
            }
            try database.execute(
                """
                INSERT INTO account (id, name, units, run, as_of) VALUES ('111122223333', 'bench', '', 1, \(asOf))
                """)
            try database.execute(
                """
                INSERT INTO ecr_registry (account, region, fact, value, as_of)
                VALUES ('111122223333', 'eu-west-1', 'policy', 'null', \(asOf))
                """)
        }
        for number in 0..<repositories {
            try await store.write { database in
                try RepositoryRows(number, asOf, database).save()
            }
        }
        try await store.checkpoint()
    }

    /// Runs the fourth stage.
    func analyse() async throws {
        let asOf = asOf
        var scope = AuditScope()
        scope.services = ["ecr"]
        let server = SimulatedAWS(Simulation(), clock: { asOf })
        let access = Access.simulated(
            scope.aws, by: server, as: server.simulation.credentials, now: { asOf })
        let engine = Engine(
            store: store,
            stages: Stages.all(
                Setting(scope, access, store), reports: ReportShelf(folder + "/reports", estate: "test")))
        var order = Engine.Order(asOf: asOf, pipeline: "bench", version: "bench")
        order.stages = [.analyse]
        _ = try await engine.carryOut(order)
    }

    func count(_ query: SQL) async throws -> Int {
        try await store.read { try $0.row(query) { row in row[0] as Int } ?? 0 }
    }
}

/// The rows of one repository.
private struct RepositoryRows {
    private let number: Int
    private let asOf: Timestamp
    private let database: Database
    private let arn: String

    init(_ number: Int, _ asOf: Timestamp, _ database: Database) {
        (self.number, self.asOf, self.database) = (number, asOf, database)
        arn = "arn:aws:ecr:eu-west-1:111122223333:repository/team/app-\(number)"
    }

    func save() throws {
        try begin()
        let base = (0..<4).map { blob("base \(number % 20) \($0)", 20_000_000) }
        var (build, images) = (0, 0)
        while images < ImageEstate.imagesPerRepository {
            let layers = base + (0..<6).map { blob("\(number) \((build + $0) / 6) \($0)", 3_000_000) }
            let tag = build % 20 == 0 ? "v1.\(build).0" : "main-" + String(0xa000000 + build, radix: 16)
            let pushed = asOf.adding(days: -(400 - build % 400))
            if build % 3 == 0 {
                var children: [Manifest.Child] = []
                for platform in ["amd64", "arm64", "unknown"] {
                    let digest = try image(layers, "\(build) \(platform)", [], pushed)
                    children.append(
                        Manifest.Child(digest: digest, size: 1500, os: "linux", architecture: platform))
                }
                let index = Manifest(
                    kind: .index, mediaType: "application/vnd.oci.image.index.v1+json", children: children)
                try save(index, "\(build) index", [tag], pushed, 90_000_000)
                images += 4
            } else {
                let digest = try image(layers, "\(build)", build % 5 == 1 ? [] : [tag], pushed)
                images += 1
                if build % 10 == 1 {
                    try image(
                        [blob("signature \(number) \(build)", 300)], "\(build) signature",
                        ["sha256-\(digest.description.dropFirst(7)).sig"], pushed)
                    images += 1
                }
            }
            build += 1
        }
    }

    private func begin() throws {
        try database.execute(
            """
            INSERT INTO resource (arn, service, kind, listed_by, account, region, name, run, as_of)
            VALUES (\(arn), 'ecr', 'repository', 'repositories', '111122223333', 'eu-west-1', \("team/app-\(number)"), 1,
                \(asOf))
            """)
        try database.execute(
            """
            INSERT INTO ecr_repository (arn, is_immutable, scans_on_push, encryption, run, as_of)
            VALUES (\(arn), 0, 1, 'AES256', 1, \(asOf))
            """)
        try database.execute(
            "INSERT INTO ecr_access (repository, policy, as_of) VALUES (\(arn), NULL, \(asOf))")
        let policy = """
            {"rules":[{"rulePriority":1,"selection":{"tagStatus":"tagged","tagPatternList":["v*"],"countType":\
            "imageCountMoreThan","countNumber":100},"action":{"type":"expire"}},{"rulePriority":2,"selection":{"tagStatus":\
            "untagged","countType":"sinceImagePushed","countUnit":"days","countNumber":300},"action":{"type":"expire"}}]}
            """
        try database.execute(
            "INSERT INTO ecr_lifecycle (repository, policy, evaluated, as_of) VALUES (\(arn), \(policy), \(asOf), \(asOf))"
        )
        try database.execute(
            """
            INSERT INTO cell (run, stage, service, step, account, region, scope, state)
            VALUES (1, 'collect', 'ecr', 'images', '111122223333', 'eu-west-1', \("team/app-\(number)"), 'complete')
            """)
    }

    private func blob(_ words: String, _ size: Int) -> Manifest.Blob {
        Manifest.Blob(digest: ContentDigest(of: Array(words.utf8)), size: size)
    }

    @discardableResult
    private func image(
        _ layers: [Manifest.Blob], _ words: String, _ tags: [String], _ pushed: Timestamp
    ) throws -> ContentDigest {
        let manifest = Manifest(
            kind: .image, mediaType: "application/vnd.oci.image.manifest.v1+json",
            config: blob("config \(number) \(words)", 5_000), layers: layers)
        return try save(manifest, words, tags, pushed, layers.reduce(5_000) { $0 + $1.size })
    }

    @discardableResult
    private func save(
        _ manifest: Manifest, _ words: String, _ tags: [String], _ pushed: Timestamp, _ bytes: Int
    ) throws -> ContentDigest {
        let digest = ContentDigest(of: Array("\(number) \(words)".utf8))
        try database.execute(
            """
            INSERT INTO ecr_image (repository, digest, tags, bytes, pushed, media_type, status, run, as_of)
            VALUES (\(arn), \(digest.bytes), \(tags.joined(separator: " ")), \(bytes), \(pushed), \(manifest.mediaType),
                'ACTIVE', 1, \(asOf))
            """)
        for tag in tags {
            try database.execute(
                """
                INSERT INTO ecr_tag (repository, tag, digest, since, moves, run)
                VALUES (\(arn), \(tag), \(digest.bytes), \(asOf), 0, 1) ON CONFLICT DO NOTHING
                """)
        }
        try database.execute(
            "INSERT INTO ecr_manifest (digest, packed, run) VALUES (\(digest.bytes), \(manifest.packed), 1)")
        return digest
    }
}
