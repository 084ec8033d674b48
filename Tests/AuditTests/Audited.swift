import AWS
import Audit
import Formats
import Foundation
import HTTP
import Pipeline
import SQLite
import Simulator
import Support

/// An audit of a simulated organisation, run in a folder of its own.
struct Audited {
    let folder: TemporaryFolder
    var settings = Simulation.Settings()
    var faults = Faults()
    var scope = AuditScope()
    /// How reports are written.
    var form = ReportScope()
    var now = Timestamp(seconds: 1_795_219_200)

    init() throws {
        folder = try TemporaryFolder()
        settings.accounts = 40
        settings.regions = 4
        settings.optInRegions = 2
        settings.end = now
        // A few of each kind: what hundreds more would show, tests of their own do.
        settings.images = 0.05
        scope.services = Set(Catalog.services.map(\.name))
        // Metrics and the bill take their time, and have tests of their own.
        scope.metrics.days = 0
        scope.costs.source = .none
        scope.aws.accounts = .organization(Organization(door: Door(role: "StocktakeReadOnly")))
    }

    var simulation: Simulation { Simulation(settings) }

    /// Changes how the organisation is asked for.
    mutating func ask(_ change: (inout Organization) -> Void) {
        guard case .organization(var organization) = scope.aws.accounts else { return }
        change(&organization)
        scope.aws.accounts = .organization(organization)
    }

    /// Runs all stages, and says how the run ended.
    @discardableResult
    func run(as user: Credentials? = nil) async throws -> RunState {
        let store = try store()
        let engine = Engine(
            store: store,
            stages:
                Stages.all(
                    Setting(scope, access(as: user), store),
                    reports: ReportShelf(folder.file("reports"), estate: "test", form)))
        return try await engine.carryOut(Engine.Order(asOf: now, pipeline: "test", version: "test"))
    }

    func access(as user: Credentials? = nil) -> Access { access(to: server(), as: user) }

    /// Runs all stages against a server, which counts what it is asked, until somebody stops it.
    @discardableResult
    func run(
        on server: any Transport, stop: StopSwitch = StopSwitch(),
        report: @escaping @Sendable (Event) -> Void = { _ in }
    )
        async throws -> RunState
    {
        let store = try store()
        let engine = Engine(
            store: store,
            stages: Stages.all(
                Setting(scope, access(to: server), store),
                reports: ReportShelf(folder.file("reports"), estate: "test", form)),
            stop: stop, report: report)
        return try await engine.carryOut(Engine.Order(asOf: now, pipeline: "test", version: "test"))
    }

    func server() -> SimulatedAWS {
        let now = now
        return SimulatedAWS(simulation, faults: faults, clock: { now }, sleep: { _ in })
    }

    func access(to server: any Transport, as user: Credentials? = nil) -> Access {
        let now = now
        return Access.simulated(scope.aws, by: server, as: user ?? simulation.credentials, now: { now })
    }

    private func store() throws -> Store {
        let database = try Database(path: folder.file("test.db"), as: .writer)
        try database.migrate(Stages.migrations, version: "test")
        return Store(database)
    }

    /// The first column of a query, as numbers.
    func count(_ query: SQL) throws -> Int {
        let database = try Database(path: folder.file("test.db"), as: .reader)
        return try database.row(query) { row in row[0] as Int } ?? 0
    }

    /// Changes what earlier runs have left.
    func change(_ statement: SQL) throws {
        let database = try Database(path: folder.file("test.db"), as: .writer)
        try database.execute(statement)
    }

    func texts(_ query: SQL) throws -> [String] {
        let database = try Database(path: folder.file("test.db"), as: .reader)
        return try database.rows(query) { row in row[0] as String }
    }

    /// The lines of a report, without its header.
    func report(_ name: String, ofRun run: Int = 1) throws -> [String] {
        let text = try String(contentsOfFile: folder.file("reports/\(run)/\(name).csv"), encoding: .utf8)
        return text.components(separatedBy: "\r\n").dropFirst().filter { !$0.isEmpty }
    }
}
