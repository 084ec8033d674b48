import Audit
import Glibc
import Pipeline
import SQLite

/// What `doctor --repair` mends, while no run can begin.
struct Repair {
    let pipeline: PipelineFile
    let show: (Checkup.Line) throws -> Void

    private var home: Estate { pipeline.home }

    /// Mends what can be mended, and says how the command ends; what cannot be is told by the checkup after it.
    func run() throws -> ExitCode {
        let lock: RunLock
        do {
            lock = try home.lock(as: "stocktake doctor --repair, process \(getpid())")
        } catch {
            try show(Checkup.Line("lock", error))
            return error.exit
        }
        let exit = try mendAll()
        _ = consume lock
        return exit
    }

    private func mendAll() throws -> ExitCode {
        try removeLeftovers()
        guard access(home.databasePath, F_OK) == 0 else { return .complete }
        do {
            try mend()
            return .complete
        } catch let problem as Problem {
            try show(Checkup.Line("database", problem))
            return problem.exit
        } catch let error as SQLiteError {
            // Damaged beyond this: the checkup says what to do.
            guard error.kind != .damaged, error.kind != .notADatabase else { return .damagedData }
            let problem = Problem(error, database: home.databasePath)
            try show(Checkup.Line("database", problem))
            return problem.exit
        }
    }

    private func removeLeftovers() throws {
        for path in Leftovers(of: pipeline).all {
            do {
                try Folder.remove(path)
                guard unlink(path) == 0 || errno == ENOENT else { throw FileFailure("remove", path) }
                try show(Checkup.Line("leftovers", .good, "removed \(path)"))
            } catch let failure as FileFailure {
                try show(Checkup.Line("leftovers", Problem(failure)))
            }
        }
    }

    private func mend() throws {
        let database = try Database(path: home.databasePath, as: .writer)
        do {
            try database.requireKnown(Stages.migrations)
        } catch let failure as MigrationFailure {
            throw Problem(failure, database: home.databasePath)
        }
        let damage = try database.wholeDamage()
        if !damage.isEmpty, damage.allSatisfy(\.isOfIndex) {
            try database.rebuildIndexes()
            try show(Checkup.Line("database", .good, "built the indexes of \(home.databasePath) anew"))
        } else if damage.isEmpty {
            try shrink(database)
        }
        try database.checkpoint()
    }

    /// Free pages are filled by the nights to come, so they are only given back where they are most of a large file.
    private func shrink(_ database: Database) throws {
        let room = try database.room()
        guard room.free > Self.muchFree, room.free > room.bytes / 2 else { return }
        try database.shrink()
        try show(Checkup.Line("database", .good, "gave \(room.free >> 20) MiB of free pages back"))
    }

    private static let muchFree = 64 << 20
}
