import AWS
import Audit
import Formats
import Glibc
import HTTP
import Pipeline
import SQLite
import Simulator
import Synthetic

/// A night over a simulated organisation that behaves badly: a tenth of its answers are throttled, connections
/// drop and credentials expire.
struct OrganizationSubject: KillSubject {
    let crashPoints: [String] = []

    func words(in folder: String) -> [String] { ["organisation", folder] }

    func outcome(in folder: String) throws -> String {
        let database = try Self.estate(folder).openForReading(Stages.migrations)
        // What was asked and how fast depends on the interruptions; nothing that is reported does.
        var text = try database.logicalDump(leavingOut: ["call", "pace"])
        for name in Self.reports {
            text += "-- \(name)\n" + (try File.text("\(folder)/reports/1/\(name).csv"))
        }
        return text
    }

    private static let reports =
        ["accounts", "resources", "coverage", "findings", "bill"]
        + ["tables", "indexes", "capacity", "settings", "table_classes", "utilisation", "costs"].map {
            "dynamodb_\($0)"
        }
        + [
            "repositories", "images", "cleanup_plan", "tags", "tag_groups", "uses", "shared_layers",
            "base_images",
        ].map {
            "ecr_\($0)"
        }

    private static func estate(_ folder: String) -> Estate { Estate(name: "soak", folder: folder + "/state") }

    static func run(in folder: String) async throws {
        let estate = estate(folder)
        let lock = try estate.lock(as: "soak, process \(getpid())")
        let store = try estate.open(Stages.migrations, version: "soak", holding: lock)
        if try await store.read({ try $0.runs(limit: 1).first.map { !$0.state.isOpen } ?? false }) { return }
        var settings = Engine.Settings()
        settings.retryDelay = .microseconds(50)
        let engine = Engine(
            store: store,
            stages: Stages.all(
                Setting(scope, access(), store), reports: ReportShelf(folder + "/reports", estate: "test")),
            settings: settings)
        _ = try await engine.carryOut(Engine.Order(asOf: asOf, pipeline: "soak", version: "soak"))
        try await store.checkpoint()
    }

    private static let asOf = Timestamp(seconds: 1_795_219_200)

    private static var scope: AuditScope {
        var scope = AuditScope()
        scope.services = Set(Catalog.services.map(\.name))
        scope.metrics.days = 3
        scope.costs.months = 2
        scope.aws.accounts = .organization(Organization(door: Door(role: "StocktakeReadOnly")))
        return scope
    }

    private static func access() -> Access {
        var settings = Simulation.Settings()
        settings.accounts = 24
        settings.end = asOf
        // Some thousand images; SOAK_IMAGES=2.5 makes them fifty thousand.
        settings.images = getenv("SOAK_IMAGES").flatMap { Double(String(cString: $0)) } ?? 0.1
        var faults = Faults()
        // Each process meets other faults: what they leave has to be the same all the same.
        faults.seed = UInt64(getpid())
        faults.add(.throttled, .rate(0.1))
        faults.add(.dropped, .rate(0.02))
        faults.add(.expired, .rate(0.01))
        let server = SimulatedAWS(
            Simulation(settings), faults: faults, clock: now, sleep: { _ in }
        )
        return Access.simulated(scope.aws, by: server, as: server.simulation.credentials, now: now)
    }

    private static let now: @Sendable () -> Timestamp = { Timestamp(seconds: Int64(time(nil))) }
}
