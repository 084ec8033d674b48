import AWS
import Audit
import Formats
@preconcurrency import Glibc
import HTTP
import Pipeline
import SQLite
import Synchronization

/// Reports of estates that are larger than anybody's: a million findings, ten million lines of a bill.
extension Benchmark {
    static let reporting = [
        writing("report.findings.100k", "findings", rows: 100_000, ReportEstate.addFindings),
        writing("report.findings.1M", "findings", rows: 1_000_000, ReportEstate.addFindings),
        writing(
            "report.findings.1M.gzip", "findings", rows: 1_000_000, packed: true, ReportEstate.addFindings),
        writing("report.costs.1M", "costs", rows: 1_000_000, ReportEstate.addCosts),
        writing("report.costs.10M", "costs", rows: 10_000_000, ReportEstate.addCosts),
        writing("report.costs.10M.gzip", "costs", rows: 10_000_000, packed: true, ReportEstate.addCosts),
    ]

    /// Writes the reports of an estate, and tells what one of them took.
    private static func writing(
        _ name: String, _ report: String, rows: Int, packed: Bool = false,
        _ add: @escaping @Sendable (ReportEstate, Int) throws -> Void
    ) -> Benchmark {
        Benchmark(name: name, repeats: false) {
            let estate = try ReportEstate(folder: try scratch(), isPacked: packed)
            try add(estate, rows)
            return {
                let seconds = try await estate.report()
                guard let spent = seconds[report] else { throw Wrong(what: "no \(report) was written") }
                return Amount(count: Double(rows), unit: "rows", seconds: spent)
            }
        }
    }
}

/// An estate whose collection is made up: only its reports are real.
struct ReportEstate: Sendable {
    let folder: String
    let isPacked: Bool
    private static let asOf = Timestamp(seconds: 1_795_219_200)

    init(folder: String, isPacked: Bool) throws {
        (self.folder, self.isPacked) = (folder, isPacked)
        let database = try Database(path: path, as: .writer)
        try database.migrate(Stages.migrations, version: "bench")
        try database.execute(
            "INSERT INTO run VALUES (1, \(Self.asOf.seconds), 'complete', NULL, 'bench', 'bench')")
        for stage in StageName.allCases {
            try database.execute("INSERT INTO stage VALUES (1, \(stage.rawValue), NULL, 1)")
        }
    }

    private var path: String { folder + "/bench.db" }

    private static func numbers(_ count: Int) -> SQL {
        "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < \(count))"
    }

    static func addFindings(_ estate: ReportEstate, _ count: Int) throws {
        let database = try Database(path: estate.path, as: .writer)
        try database.execute(
            """
            INSERT INTO finding (id, code, severity, service, account, region, resource, part, what, why, how,
                current_cost, projected_cost, saving, prices, confidence, confidence_reason, first_run, first_seen, run,
                as_of, changes)
            \(numbers(count))
            SELECT printf('DDB-%03d-%012x', i % 22, i), printf('DDB-%03d', i % 22), 'medium', 'dynamodb',
                printf('%012d', i % 1000), 'eu-west-1',
                printf('arn:aws:dynamodb:eu-west-1:%012d:table/orders-%d', i % 1000, i), '',
                'The table is cheaper with auto scaling',
                'fixed costs 58.40 USD a month, with auto-scaling 12.30 USD, and would have throttled nothing, measured',
                printf('aws dynamodb update-table --table-name orders-%d --billing-mode PROVISIONED --region eu-west-1', i),
                584000000000 + i, 123000000000, 461000000000 + i, '["ABC.JRTCKXETXF.6YS6EN2CT7"]', 65,
                'five minutes are averages', 1, 1795219200, 1, 1795219200, 'capacity'
            FROM n
            """)
    }

    static func addCosts(_ estate: ReportEstate, _ count: Int) throws {
        let database = try Database(path: estate.path, as: .writer)
        try database.execute(
            """
            INSERT INTO bill_delivery VALUES (1, 202610, 1, 'legacy', 'bench', '', 'bench', 'us-east-1', 'x', NULL, 10, 1,
                1795219200)
            """)
        // Each part with a chunk of its own of texts, as the reader leaves them.
        for part in 0..<10 {
            try database.execute(
                """
                INSERT INTO bill_part (id, delivery, number, key, is_read, has_list, lines, split_lines, payer)
                VALUES (\(part), 1, \(part), 'x', 1, 1, \(count / 10), 0, '111122223333')
                """)
            for (kind, texts) in [1000, 20, 200, 50, 20, 4, 20_000, 0, 1].enumerated() where texts > 0 {
                try database.execute(
                    """
                    INSERT INTO bill_text \(numbers(texts))
                    SELECT \(part), 0, \(kind), i, CASE \(kind) WHEN 5 THEN 'Usage' WHEN 8 THEN 'USD'
                        WHEN 0 THEN printf('%012d', i) ELSE printf('text-%d-of-kind-%d', i, \(kind)) END FROM n
                    """)
            }
            try database.execute(
                """
                INSERT INTO bill_line \(numbers(count / 10))
                SELECT \(part), 0, 0, i / 50 % 1000, i / 50 % 20, i % 50, i % 50, i % 20, i % 4, i / 50, 0, 0, 0, 3,
                    12345678901 + i, 0, 12345678901 + i, 0, 12345678901 + i, 0, 12345678901 + i, 0, 22345678901 + i, 0,
                    i % 10000, 500000000000000000 FROM n
                """)
        }
    }

    /// Writes the reports, and says what CPU time each took.
    func report() async throws -> [String: Double] {
        let store = Store(try Database(path: path, as: .writer))
        var form = ReportScope()
        if isPacked { form.compression = .gzip }
        let access = Access.simulated(
            AuditScope().aws, by: Nobody(),
            as: Credentials(accessKey: "AKIDEXAMPLE", secretKey: Secret("none")), now: { Self.asOf })
        var settings = Engine.Settings()
        settings.width = 1
        let seconds = Mutex<[String: Double]>([:])
        let last = Mutex(Benchmark.cpu())
        let engine = Engine(
            store: store,
            stages: Stages.all(
                Setting(AuditScope(), access, store),
                reports: ReportShelf(folder + "/reports", estate: "bench", form)),
            settings: settings,
            report: { event in
                guard case .cellEnded(let cell, _, _, _) = event else { return }
                let now = Benchmark.cpu()
                let spent = last.withLock { last in
                    defer { last = now }
                    return now - last
                }
                seconds.withLock { $0[cell.step] = spent }
            })
        var order = Engine.Order(asOf: Self.asOf, pipeline: "bench", version: "bench")
        order.stages = [.report]
        _ = try await engine.carryOut(order)
        return seconds.withLock { $0 }
    }
}
