import Formats
import Glibc
import Pipeline
import SQLite
import Synthetic

/// Two nights of a synthetic estate, killed anywhere, also in the middle of a report.
struct NightsSubject: KillSubject {
    let crashPoints = ["before-rename", "before-commit"]

    func words(in folder: String) -> [String] { ["nights", folder] }

    func outcome(in folder: String) throws -> String { try Nights(folder: folder).outcome() }
}

/// Two nights of one estate, in one process: the second carries over what it cannot see.
struct Nights {
    let folder: String

    private var estate: Estate { Estate(name: "soak", folder: folder + "/state") }

    private var synthetic: SyntheticEstate {
        var synthetic = SyntheticEstate(reports: folder + "/reports")
        synthetic.accounts = 20
        synthetic.regions = 6
        synthetic.items = 20
        let (point, visit) = Self.crash
        let visits = Visits(left: visit)
        synthetic.crashPoint = { if $0.rawValue == point { visits.dieAtLast() } }
        return synthetic
    }

    func run() async throws {
        let lock = try estate.lock(as: "soak, process \(getpid())")
        let store = try estate.open(SyntheticEstate.migrations, version: "soak", holding: lock)
        var settings = Engine.Settings()
        settings.retryDelay = .microseconds(50)
        let engine = Engine(store: store, stages: synthetic.stages, settings: settings)
        for night in 1...2 where try await !hasEnded(night, store) {
            _ = try await engine.carryOut(
                Engine.Order(
                    asOf: Timestamp(seconds: Int64(night) * 1_000_000), pipeline: "soak", version: "soak"))
        }
        try await store.checkpoint()
    }

    private func hasEnded(_ night: Int, _ store: Store) async throws -> Bool {
        try await store.read { database in
            try database.row("SELECT 1 FROM run WHERE id = \(night) AND state IN ('complete', 'partial')") {
                _ in
                true
            } ?? false
        }
    }

    /// The database and the reports as one text.
    func outcome() throws -> String {
        let database = try estate.openForReading(SyntheticEstate.migrations)
        var text = try database.logicalDump()
        for night in 1...2 {
            for name in ["item.csv", "finding.csv", "coverage.csv"] {
                text += "-- \(night)-\(name)\n" + (try File.text("\(folder)/reports/\(night)-\(name)"))
            }
        }
        return text
    }

    /// `SOAK_CRASH=before-rename:2` dies at the second visit to that instant.
    private static var crash: (point: String, visit: Int) {
        let words = (getenv("SOAK_CRASH").map { String(cString: $0) } ?? "").split(separator: ":")
        guard words.count == 2, let visit = Int(words[1]) else { return ("", 0) }
        return (String(words[0]), visit)
    }
}
