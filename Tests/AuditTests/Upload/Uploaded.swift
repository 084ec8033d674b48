import AWS
import Audit
import Formats
import Foundation
import Pipeline
import SQLite
import Support
import Synchronization

/// An audit of nothing, whose reports go into a bucket.
struct Uploaded {
    let folder: TemporaryFolder
    let cloud = UploadCloud()
    var form = ReportScope()
    var now = Timestamp(seconds: 1_795_219_200)

    init(to place: String = "s3://reports/nightly") throws {
        folder = try TemporaryFolder()
        form.upload = UploadPlace(place)
    }

    @discardableResult
    func run(
        _ stages: Set<StageName> = Set(StageName.allCases), stop: StopSwitch = StopSwitch()
    ) async throws -> RunState {
        let database = try Database(path: folder.file("test.db"), as: .writer)
        try database.migrate(Stages.migrations, version: "test")
        var scope = AuditScope()
        scope.costs.source = .none
        var settings = Engine.Settings()
        settings.retryDelay = .zero
        let store = Store(database)
        let shelf = ReportShelf(folder.file("reports"), estate: "acme", form)
        let engine = Engine(
            store: store, stages: Stages.all(Setting(scope, access, store), reports: shelf),
            settings: settings,
            stop: stop)
        var order = Engine.Order(asOf: now, pipeline: "test", version: "test")
        order.stages = stages
        return try await engine.carryOut(order)
    }

    var access: Access {
        let now = now
        return Access.simulated(AWSScope(), by: cloud, as: UploadCloud.credentials, now: { now })
    }

    /// The files of a run, by their paths.
    func files(ofRun run: Int = 1) throws -> [String: [UInt8]] {
        let place = folder.file("reports/\(run)")
        return try Dictionary(
            uniqueKeysWithValues: Folder.files(below: place).map { path in
                (path, [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(place)/\(path)"))))
            })
    }

    /// What lies in the bucket below a key.
    func objects(below prefix: String = "nightly/acme/1/") -> [String: [UInt8]] {
        let objects = cloud.state.withLock { $0.objects }.filter { $0.key.hasPrefix(prefix) }
        return Dictionary(
            uniqueKeysWithValues: objects.map { (String($0.key.dropFirst(prefix.count)), $0.value.bytes) })
    }

    /// Why the reports are not in the bucket; nil where they are.
    var gap: String? {
        get throws {
            try Database(path: folder.file("test.db"), as: .reader).row(
                "SELECT state || ' ' || reason FROM cell WHERE step = 'upload' AND reason IS NOT NULL"
            ) { row in row[0] as String }
        }
    }
}
