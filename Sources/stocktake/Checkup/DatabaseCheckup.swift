import Audit
import Glibc
import Pipeline
import SQLite

/// What `doctor` finds of the database and the files beside it.
///
/// It changes nothing.
struct DatabaseCheckup {
    private let pipeline: PipelineFile
    private let home: Estate
    private let backups: Backups
    private let holder: String?

    init(_ pipeline: PipelineFile) {
        self.pipeline = pipeline
        home = pipeline.home
        backups = Backups(of: home)
        holder = RunLock.holder(of: home.lockPath)
    }

    func lines() -> [Checkup.Line] {
        [lock] + database + [copies] + leftovers
    }

    private var path: String { home.databasePath }

    private var lock: Checkup.Line {
        guard let holder else { return Checkup.Line("lock", .good, "no run holds it") }
        return Checkup.Line(
            "lock", .note, "held by \(holder.trimmed)", hint: "`stocktake status` tells how that run goes")
    }

    private var database: [Checkup.Line] {
        guard access(path, F_OK) == 0 else { return [line(.good, "none yet: the first run makes it")] }
        do {
            let database = try home.openForReading(Stages.migrations)
            let damage = try database.wholeDamage()
            guard damage.isEmpty else { return [line(of: damage)] }
            let room = try database.room()
            return [
                line(
                    .good,
                    "\(path) is sound: \(room.bytes >> 20) MiB, of which \(room.free >> 20) are free pages")
            ] + (try schema(database)) + log
        } catch let problem as Problem {
            return [line(of: problem)]
        } catch let error as SQLiteError {
            return [line(of: Problem(error, database: path))]
        } catch {
            return [line(.bad, "\(type(of: error))", exit: .damagedData)]
        }
    }

    private func schema(_ database: Database) throws -> [Checkup.Line] {
        guard try database.migrationsBeforeChange(to: Stages.migrations) != nil else { return [] }
        return [line(.note, "an older version made it: the next run copies it and brings it up to date")]
    }

    /// A log that is not empty, while nobody writes, was left by a process that was killed.
    private var log: [Checkup.Line] {
        guard holder == nil, Database.wasClosedBadly(at: path) else { return [] }
        return [
            line(
                .note, "the last run was killed, and lost nothing that was committed",
                hint: "run it again to go on")
        ]
    }

    private func line(of damage: [Damage]) -> Checkup.Line {
        let more = damage.count > 1 ? ", and \(damage.count - 1) more" : ""
        let what = "\(path) is damaged: \(damage[0].words)\(more)"
        guard damage.allSatisfy(\.isOfIndex) else {
            return line(.bad, what, hint: Restoring(home).hint, exit: .damagedData)
        }
        return line(
            .bad, what, hint: "only indexes are: `stocktake doctor --repair FILE` builds them anew",
            exit: .damagedData)
    }

    /// What cannot even be opened; a newer program's database is whole, and not ours to replace.
    private func line(of problem: Problem) -> Checkup.Line {
        guard problem.exit == .damagedData, problem.what.contains(" is damaged: ") else {
            return Checkup.Line("database", problem)
        }
        return line(.bad, problem.what, hint: Restoring(home).hint, exit: problem.exit)
    }

    private func line(
        _ verdict: Checkup.Line.Verdict, _ words: String, hint: String? = nil, exit: ExitCode = .complete
    ) -> Checkup.Line {
        Checkup.Line("database", verdict, words, hint: hint, exit: exit)
    }

    private var copies: Checkup.Line {
        do throws(FileFailure) {
            let all = try backups.all()
            guard let newest = all.first else {
                let isWanted = pipeline.retention.backups > 0
                return Checkup.Line(
                    "backups", .note, isWanted ? "none yet: the end of a run makes one" : "none are wanted")
            }
            return Checkup.Line("backups", .good, "\(all.count), the newest \(newest)")
        } catch {
            return Checkup.Line("backups", .bad, error.description, exit: .cannotWrite)
        }
    }

    private var leftovers: [Checkup.Line] {
        // What a run has half written is no leftover.
        guard holder == nil else { return [] }
        let files = Leftovers(of: pipeline).all
        guard let first = files.first else { return [] }
        return [
            Checkup.Line(
                "leftovers", .note, "\(files.count) of runs that were killed, such as \(first)",
                hint: "they disturb nothing; `stocktake doctor --repair FILE` removes them")
        ]
    }
}

extension String {
    /// Without the line feed at its end.
    fileprivate var trimmed: String { hasSuffix("\n") ? String(dropLast()) : self }
}
