import AWS
import Audit
import Formats
@preconcurrency import Glibc
import HTTP
import Pipeline
import SQLite

/// The bill, from packed files to rows: found, read, added up and stored by the engine.
///
/// `BENCH_BILL` names a report of a million lines, as `scripts/bench-bill` has one for its peers as well; without
/// it, one like it is made.
extension Benchmark {
    static let billing = [
        ingest("bill.ingest.1M", parts: 1, days: false), ingest("bill.ingest.5M", parts: 5, days: false),
        ingest("bill.ingest.days.1M", parts: 1, days: true),
    ]

    private static func ingest(_ name: String, parts: Int, days: Bool) -> Benchmark {
        Benchmark(name: name, repeats: parts == 1) {
            let folder = try scratch()
            let size = try PackedBill(in: folder).deliver(parts: parts)
            return {
                let estate = try scratch()
                let lines = try await BilledEstate(folder: estate, bill: folder + "/bill", days: days).run()
                guard lines == parts * PackedBill.lines else { throw Wrong(what: "\(lines) lines") }
                return Amount(count: Double(size), unit: "B")
            }
        }
    }
}

/// An estate of which only the bill is read.
private struct BilledEstate {
    var folder: String
    var bill: String
    var days: Bool

    /// Reads the bill, and says how many lines it has.
    func run() async throws -> Int {
        let database = try Database(path: folder + "/bill.db", as: .writer)
        try database.migrate(Stages.migrations, version: "bench")
        let store = Store(database)
        var scope = AuditScope()
        scope.costs.source = .folder(bill)
        scope.costs.months = 1
        scope.costs.keepsDays = days
        let asOf = Timestamp(seconds: 1_760_000_000)
        let credentials = Credentials(accessKey: "AKIDEXAMPLE", secretKey: Secret("none"))
        let access = Access.simulated(scope.aws, by: Nobody(), as: credentials, now: { asOf })
        let engine = Engine(
            store: store,
            stages: Stages.all(
                Setting(scope, access, store), reports: ReportShelf(folder + "/reports", estate: "test")))
        // What is measured is the reading and keeping of it, not the reports.
        var order = Engine.Order(asOf: asOf, pipeline: "bench", version: "bench")
        order.stages = [.discover, .collect]
        _ = try await engine.carryOut(order)
        let gaps = try await store.read { database in
            try database.row("SELECT count(*) FROM cell WHERE state NOT IN ('complete', 'empty')") {
                $0[0] as Int
            }
        }
        guard gaps == 0 else { throw Benchmark.Wrong(what: "\(gaps ?? 0) cells could not look") }
        return try await store.read { database in
            try database.row("SELECT sum(lines) FROM bill_part WHERE is_read") { $0[0] as Int } ?? 0
        }
    }
}

/// Nobody is asked where the bill lies in a folder.
struct Nobody: Transport {
    func send(_ request: HTTPRequest, _ delivery: HTTPDelivery) async throws -> HTTPResponse {
        throw HTTPFailure(.unable, "nobody is there")
    }
}

/// A legacy report of October 2025 in a folder, packed.
private struct PackedBill {
    static let lines = 1_000_000
    let folder: String

    init(in folder: String) { self.folder = folder }

    /// Lays out a delivery of so many parts, each the same million lines, and says how large they are together.
    func deliver(parts: Int) throws -> Int {
        let month = folder + "/bill/20251001-20251101"
        try Folder.make(month)
        let file = try getenv("BENCH_BILL").map { String(cString: $0) } ?? packed()
        var keys: [String] = []
        for part in 1...parts {
            let name = "bill-\(part).csv.gz"
            guard symlink(file, "\(month)/\(name)") == 0 else {
                throw Benchmark.Wrong(what: "no link to \(file)")
            }
            keys.append("\"bill/20251001-20251101/\(name)\"")
        }
        let manifest = "{\"compression\": \"GZIP\", \"reportKeys\": [\(keys.joined(separator: ", "))]}"
        var output = try AtomicFile(month + "/bill-Manifest.json")
        try output.append(Array(manifest.utf8))
        try output.commit()
        var status = stat()
        guard stat(file, &status) == 0 else { throw Benchmark.Wrong(what: "no \(file)") }
        return Int(status.st_size) * parts
    }

    private func packed() throws -> String {
        let path = folder + "/lines.csv.gz"
        var output = try AtomicFile(path)
        var deflater = Deflater(level: .balanced)
        var bill = Bill()
        var packed: [UInt8] = []
        let header = Bill.header
        deflater.feed(header.span) { piece in piece.withUnsafeBufferPointer { packed += $0 } }
        let block = 5000
        for _ in 0..<Self.lines / block {
            let lines = bill.lines(block)
            deflater.feed(lines.span) { piece in piece.withUnsafeBufferPointer { packed += $0 } }
            try output.append(packed)
            packed.removeAll(keepingCapacity: true)
        }
        deflater.finish { piece in piece.withUnsafeBufferPointer { packed += $0 } }
        try output.append(packed)
        try output.commit()
        return path
    }
}
