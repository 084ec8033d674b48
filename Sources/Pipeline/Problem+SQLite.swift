import SQLite

extension Problem {
    /// What a failure of the database means to the user.
    package init(_ error: SQLiteError, database path: String) {
        let (what, hint, exit) = Self.sentence(error, path)
        self.init(what, hint: hint, exit: exit)
    }

    private static func sentence(_ error: SQLiteError, _ path: String) -> (String, String, ExitCode) {
        switch error.kind {
        case .diskFull:
            ("no space is left for \(path)", "free some space and run again: the run resumes", .cannotWrite)
        case .readOnly:
            (
                "\(path) cannot be written", "check the owner and mode of the file and its folder",
                .cannotWrite
            )
        case .cannotOpen:
            (
                "\(path) cannot be opened: \(error.message)",
                "check that its folder exists and may be read and written", .cannotWrite
            )
        case .notADatabase:
            (
                "\(path) is not a Stocktake database: \(error.message)",
                "name another state folder or estate in the pipeline file; the file was left as it is",
                .damagedData
            )
        case .damaged:
            (
                "\(path) is damaged: \(error.message)",
                "`stocktake doctor` says whether it can be mended, and which backup is good",
                .damagedData
            )
        case .locked:
            ("\(path) is locked by another process", "wait until that has ended, and run again", .runAgain)
        case .inputOutput:
            (
                "\(path) cannot be read or written: \(error)",
                "check the disk and the system's log, and run again: the run resumes", .cannotWrite
            )
        case .notAllowed:
            ("the statement does more than read", "ask with SELECT", .usage)
        case .constraint, .other:
            ("the database refused a statement: \(error)", "this is a bug: please report it", .ourMistake)
        }
    }

    /// What a schema that this program cannot use means to the user.
    package init(_ failure: MigrationFailure, database path: String) {
        switch failure {
        case .newer(let names, let version):
            self.init(
                "\(path) was made by stocktake \(version), which is newer than this one (\(names[0]))",
                hint: "use stocktake \(version) or newer; the database was left as it is",
                exit: .damagedData)
        }
    }
}
