import Foundation
import Formats
import Pipeline
import SQLite
import Support
import Testing

/// Nights of the real program, killed anywhere, also while they forget and copy.
struct KilledNightTests {
    private static let nights = 5

    private static let pipeline = """
        estate: tiny
        aws:
          simulation: { accounts: 2, seed: 3 }
          organization: { role: StocktakeReadOnly }
          regions: [eu-west-1]
        services: { dynamodb: { days: 1, period: 1h, operations: "no" }, ecr: {} }
        costs: { months: 1 }
        keep: { runs: 3, cells: 2, metrics: 2, backups: 2 }
        """

    @Test func `they leave the reports and the memory of nights that were not`() throws {
        let (calm, killed) = (try TemporaryFolder(), try TemporaryFolder())
        var chance = SystemRandomNumberGenerator()
        for folder in [calm, killed] {
            try Self.pipeline.write(toFile: folder.file("p.yaml"), atomically: true, encoding: .utf8)
            for night in 1...Self.nights {
                let kills = folder.path == killed.path ? 3 : 0
                for _ in 0..<kills where try !hasEnded(night, in: folder) {
                    let run = try start(night, in: folder)
                    usleep(.random(in: 1_000...1_500_000, using: &chance))
                    kill(run.process.processIdentifier, SIGKILL)
                    _ = run.wait()
                }
                if try !hasEnded(night, in: folder) { #expect(try start(night, in: folder).wait().code == 0) }
            }
        }

        for night in 1...Self.nights {
            let names = try Folder.names(in: calm.file("output/tiny/\(night)")).sorted()
            #expect(names.contains("resources.csv") && names.contains("coverage.csv"))
            for name in names {
                let path = "output/tiny/\(night)/\(name)"
                #expect(
                    FileManager.default.contents(atPath: killed.file(path))
                        == FileManager.default.contents(atPath: calm.file(path)), "\(path)")
            }
        }
        let doctor = try Program(in: killed.path).run("doctor", "p.yaml", "--repair")
        #expect(doctor.code == 0, "\(doctor.output)")
    }

    private func start(_ night: Int, in folder: TemporaryFolder) throws -> Program.Running {
        try Program(in: folder.path).start(
            ["run", "p.yaml", "--quiet", "--as-of", instant(night)], environment: [:])
    }

    private func instant(_ night: Int) -> String { "2026-11-2\(night)T02:00:00Z" }

    /// Killed while it forgets, a run has ended: another call would begin the next one.
    private func hasEnded(_ night: Int, in folder: TemporaryFolder) throws -> Bool {
        let status = try Program(in: folder.path).run("status", "p.yaml")
        return status.output.contains(" is complete\nas of \(instant(night))")
    }
}
