import Audit
import Formats
import Pipeline

/// What a pipeline file says: what to audit, and where state and reports go.
struct PipelineFile: Equatable, Sendable {
    /// Names the database and the reports.
    var estate: String
    /// The folder of the database.
    var state: String
    /// The folder of the reports.
    var reports: String
    /// How many cells are in flight at a time.
    var concurrency: Int
    /// What is audited.
    var scope: AuditScope
    /// An organisation that does not exist, in place of AWS; nil asks AWS.
    var simulation: SimulationScope?
    var reporting: ReportScope
    /// How long the database remembers.
    var retention: Retention
    /// Whom a run tells how it goes.
    var ping: PingAddress?
    /// What the file says, in short: a resumed run tells when it has changed.
    var fingerprint: String

    /// Reads a file, and checks it whole before anything runs.
    static func read(_ path: String, in world: World) throws(Problem) -> PipelineFile {
        try PipelineFile(bytes(of: path), path: path, environment: world.environment)
    }

    init(_ bytes: [UInt8], path: String, environment: [String: String]) throws(Problem) {
        let document: YAML
        do {
            document = try YAML(bytes)
        } catch {
            throw Self.problem(error, path: path)
        }
        do {
            let section = try Section(
                document,
                keys: [
                    "estate", "state", "concurrency", "aws", "services", "owner-tags", "metrics-budget",
                    "costs", "report", "ping", "keep",
                ],
                environment: environment)
            estate = try section.string("estate", check: Self.checkName)
            state = try section.string(
                "state", or: Self.inheritedState(environment) ?? "output", check: Self.checkFolder)
            concurrency = try section.int("concurrency", in: 1...1024, or: 64)
            let aws = try section.section("aws", keys: Self.awsKeys)
            scope = AuditScope()
            scope.aws = try Self.aws(aws)
            simulation = try Self.simulation(aws)
            let services = try section.section("services", keys: Catalog.services.map(\.name))
            scope.services = Set(Catalog.services.map(\.name).filter(services.has))
            let owners = try section.strings("owner-tags", check: Self.notEmpty)
            if !owners.isEmpty { scope.ownerTags = owners }
            scope.metrics = try Self.metrics(section, services)
            scope.images = try Self.images(services)
            scope.metrics.monitoringAccount = try Self.monitoringAccount(aws)
            // Who names nothing to audit, and no costs, asks AWS nothing.
            let hasBill = section.has("costs") || !scope.services.isEmpty
            scope.costs = try Self.costs(section, or: hasBill ? "auto" : "none")
            ping = try Self.ping(section)
            retention = try Self.retention(section, lookingBack: scope.metrics.days)
            let report = try section.section(
                "report", keys: ["directory", "compress", "layout", "csv", "upload"])
            reports = try report.string("directory", or: state, check: Self.checkFolder) + "/" + estate
            reporting = try Self.reporting(report, of: simulation)
        } catch {
            throw Problem("\(path):\(error.place): \(error.what)", hint: error.hint, exit: .badPipelineFile)
        }
        fingerprint = SHA256.hash(of: bytes.span).hex
    }

    var home: Estate { Estate(name: estate, folder: state) }

    private static func problem(_ failure: DecodingFailure, path: String) -> Problem {
        let place = failure.place.map { ":\($0.line):\($0.column)" } ?? ""
        return Problem(
            "\(path)\(place): \(failure.reason)",
            hint: "the file has to be YAML; see pipelines/ for examples",
            exit: .badPipelineFile)
    }

    /// The folder that systemd gives a unit, the first where it gives several.
    private static func inheritedState(_ environment: [String: String]) -> String? {
        environment["STATE_DIRECTORY"]?.split(separator: ":").first.map(String.init)
    }

    static func checkFolder(_ path: String) -> String? {
        path.isEmpty ? "is empty, and names a folder" : nil
    }

    /// The estate names files, so that its letters are few.
    private static func checkName(_ name: String) -> String? {
        let isPlain = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
                UInt8(ascii: "."):
                true
            default: false
            }
        }
        guard isPlain, !name.isEmpty, !name.hasPrefix("."), name.utf8.count <= 100 else {
            return "is a name of letters, digits, '-', '_' and '.', because it names files"
        }
        return nil
    }
}
