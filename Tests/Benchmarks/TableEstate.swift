import Audit
import Formats
@preconcurrency import Glibc
import HTTP
import Pipeline
import SQLite
import Simulator

/// A database of tables that were discovered and measured, ready to be analysed.
struct TableEstate {
    let folder: String
    let asOf: Timestamp
    private let store: Store

    /// Opens it in the benchmarks' folder, or makes it there.
    init(_ name: String, asOf: Timestamp) throws {
        folder = "\(getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp")/tables-\(name)"
        self.asOf = asOf
        let estate = Estate(name: "bench", folder: folder)
        let lock = try estate.lock(as: "bench")
        store = try estate.open(Stages.migrations, version: "bench", holding: lock)
    }

    /// A table, or one of its indexes.
    struct Table {
        var name: String
        var account = "111122223333"
        var region = "us-east-1"
        var isOnDemand = false
        var isInfrequentAccess = false
        var bytes = 50 << 30
        var reads = 0
        var writes = 0
        var indexes: [Index] = []

        struct Index {
            var name: String
            var reads: Int
            var writes: Int
        }

        var arn: String { "arn:aws:dynamodb:\(region):\(account):table/\(name)" }
    }

    /// Begins a run whose stages before the analysis have ended.
    func begin() async throws {
        let asOf = asOf
        try await store.write { database in
            try database.execute(
                """
                INSERT INTO run (id, as_of, state, pipeline, version) VALUES (1, \(asOf), 'running', 'bench', 'bench')
                ON CONFLICT DO NOTHING
                """)
            for stage in ["discover", "collect", "enrich"] {
                try database.execute(
                    "INSERT INTO stage (run, name, is_planned) VALUES (1, \(stage), 1) ON CONFLICT DO NOTHING"
                )
            }
        }
    }

    func add(_ tables: [Table]) async throws {
        let asOf = asOf
        try await store.write { database in
            for table in tables { try Self.add(table, asOf, to: database) }
        }
    }

    private static func add(_ table: Table, _ asOf: Timestamp, to database: Database) throws {
        try database.execute(
            """
            INSERT INTO resource (arn, service, kind, listed_by, account, region, name, run, as_of)
            VALUES (\(table.arn), 'dynamodb', 'table', 'tables', \(table.account), \(table.region), \(table.name), 1,
                \(asOf))
            """)
        try database.execute(
            """
            INSERT INTO dynamodb_table (arn, status, billing_mode, class, read_capacity, write_capacity,
                decreases_today, keys, bytes, items, is_protected, replicas, run, as_of)
            VALUES (\(table.arn), 'ACTIVE', \(table.isOnDemand ? "PAY_PER_REQUEST" : "PROVISIONED"),
                \(table.isInfrequentAccess ? "STANDARD_INFREQUENT_ACCESS" : "STANDARD"), \(table.reads),
                \(table.writes), 0, 'pk:S', \(table.bytes), 1000, 0, '', 1, \(asOf))
            """)
        for index in table.indexes {
            try database.execute(
                """
                INSERT INTO dynamodb_index (table_arn, name, kind, keys, projection, attributes, read_capacity,
                    write_capacity, bytes, items)
                VALUES (\(table.arn), \(index.name), 'global', 'gk:S', 'ALL', '', \(index.reads), \(index.writes),
                    \(table.bytes / 2), 1000)
                """)
        }
    }

    /// Stores series as a page of the collection does, in one transaction, and says what it took of the processor.
    func store(_ series: [MeasuredSeries]) async throws -> Double {
        let run = Run(id: 1, asOf: asOf)
        let start = Benchmark.cpu()
        _ = try await store.write { database in try series.reduce(0) { try $0 + database.store($1, run) } }
        return Benchmark.cpu() - start
    }

    func checkpoint() async throws { try await store.checkpoint() }

    /// Runs the fourth stage.
    func analyse() async throws {
        let asOf = asOf
        var scope = AuditScope()
        scope.services = ["dynamodb"]
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

    /// The bytes of the database on disk.
    var bytes: Int {
        var status = stat()
        return stat(folder + "/bench.db", &status) == 0 ? Int(status.st_size) : 0
    }
}
