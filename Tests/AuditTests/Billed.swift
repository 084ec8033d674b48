import AWS
import Audit
import Formats
import Foundation
import HTTP
import Pipeline
import SQLite
import Support

/// An audit of a bill alone, in a folder of its own.
struct Billed {
    let folder: TemporaryFolder
    var scope = AuditScope()
    /// Who answers where AWS is asked.
    var cloud = BillCloud()
    /// 20 October 2025.
    var now = Timestamp(seconds: 1_760_961_600)

    init() throws {
        folder = try TemporaryFolder()
        scope.costs.months = 1
    }

    /// One whose reports lie in a folder, below this name.
    init(inFolder files: BillFiles, below place: String = "cur") throws {
        try self.init()
        try put(files)
        scope.costs.source = .folder(folder.file("bill/" + place))
    }

    /// One whose reports lie in a bucket.
    init(inBucket files: BillFiles, legacy: [String] = [], exports: [String] = []) throws {
        try self.init()
        cloud = BillCloud(files.files, legacy: legacy, exports: exports)
        scope.costs.source = .auto
    }

    /// Where a file of the bill lies.
    func place(_ path: String) -> String { folder.file("bill/" + path) }

    func put(_ files: BillFiles) throws { try files.write(to: folder.file("bill")) }

    /// Runs a night, or what is left of one.
    @discardableResult
    func run(stop: StopSwitch = StopSwitch(), report: @escaping @Sendable (Event) -> Void = { _ in })
        async throws -> RunState
    {
        let database = try Database(path: folder.file("test.db"), as: .writer)
        try database.migrate(Stages.migrations, version: "test")
        var settings = Engine.Settings()
        settings.retryDelay = .zero
        let store = Store(database)
        let engine = Engine(
            store: store,
            stages: Stages.all(
                Setting(scope, access, store), reports: ReportShelf(folder.file("reports"), estate: "test")),
            settings: settings, stop: stop, report: report)
        return try await engine.carryOut(Engine.Order(asOf: now, pipeline: "test", version: "test"))
    }

    private var access: Access {
        let now = now
        let credentials = Credentials(accessKey: "AKIDEXAMPLE", secretKey: Secret("secret"))
        return Access.simulated(scope.aws, by: cloud, as: credentials, now: { now })
    }

    func read<T>(_ body: (Database) throws -> T) throws -> T {
        try body(try Database(path: folder.file("test.db"), as: .reader))
    }

    /// The first column of a query.
    func texts(_ query: SQL) throws -> [String] {
        try read { try $0.rows(query) { row in row[0] as String } }
    }

    var totals: [BillTotal] { get throws { try read { try BillTotal.all(in: $0) } } }

    /// The reasons of all gaps of the newest run.
    var gaps: [String] {
        get throws {
            try texts(
                """
                SELECT state || ' ' || reason FROM cell
                WHERE reason IS NOT NULL AND run = (SELECT max(id) FROM run) ORDER BY id
                """)
        }
    }

    /// Every row of the bill, in an order that depends on nothing but the rows.
    var rows: [String] {
        get throws {
            try texts(
                """
                SELECT month || '|' || ifnull(day, '') || '|' || account || '|' || service || '|' || usage_type
                    || '|' || operation || '|' || region || '|' || line_type || '|' || resource || '|'
                    || ifnull(tags, '') || '|' || currency || '|' || lines || '|' || unblended || '|'
                    || amortised || '|' || ifnull(list, '') || '|' || usage
                FROM cost ORDER BY 1
                """)
        }
    }
}

extension BillTotal {
    /// The sums as texts, the bases in their order.
    var sums: [String] {
        [unblended, net, amortised, netAmortised].map { $0.text(places: 10) }
            + [list?.text(places: 10) ?? "unknown"]
    }
}
