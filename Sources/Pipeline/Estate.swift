import SQLite

/// Where an estate lives: its database and its lock.
package struct Estate: Sendable {
    /// What one pipeline file audits; it names the files.
    package var name: String
    /// The folder of the state.
    package var folder: String
    /// Another file layer for the database, for tests.
    package var vfs: String?

    package init(name: String, folder: String, vfs: String? = nil) {
        self.name = name
        self.folder = folder
        self.vfs = vfs
    }

    package var databasePath: String { "\(folder)/\(name).db" }
    package var lockPath: String { "\(folder)/\(name).lock" }

    /// Takes the lock.
    package func lock(as holder: String) throws(Problem) -> RunLock {
        do { try Folder.make(folder) } catch { throw Problem(error) }
        return try RunLock(lockPath, holder: holder)
    }

    /// Opens the database for the run that holds the lock, and brings its schema up to date.
    ///
    /// Before a schema is changed the database is copied (`Backups`): without room for that, nothing is changed.
    package func open(
        _ migrations: [Migration], version: String, holding lock: borrowing RunLock
    ) throws(Problem) -> Store {
        let path = databasePath
        do {
            let wasClosedBadly = Database.wasClosedBadly(at: path)
            let database = try Database(path: path, as: .writer, vfs: vfs)
            if wasClosedBadly, let damage = try database.damage().first {
                throw SQLiteError(.corrupt, damage)
            }
            try database.requireKnown(migrations)
            if let count = try database.migrationsBeforeChange(to: migrations) {
                try Backups(of: self).add(beforeMigrating: database, having: count)
            }
            try database.migrate(migrations, version: version)
            return Store(database)
        } catch {
            throw problem(with: error)
        }
    }

    /// Opens the database to read it, which needs no lock and disturbs no run.
    package func openForReading(_ migrations: [Migration]) throws(Problem) -> Database {
        let path = databasePath
        do {
            guard try Folder.hasFile(path) else { throw Self.nothingYet(path) }
            let database = try reader(of: path)
            try database.requireKnown(migrations)
            // One that was killed before it made its first table.
            guard try database.hasTable("run") else { throw Self.nothingYet(path) }
            return database
        } catch let failure as FileFailure {
            throw Problem(
                failure.description, hint: "run this as the user who runs the pipeline", exit: .unavailable)
        } catch let error as SQLiteError where error.kind == .cannotOpen || error.kind == .readOnly {
            throw Problem(
                "\(path) cannot be read by this user: \(error.message)",
                hint: "run this as the user who runs the pipeline", exit: .unavailable)
        } catch {
            throw problem(with: error)
        }
    }

    private func reader(of path: String) throws(SQLiteError) -> Database {
        do {
            return try Database(path: path, as: .reader, vfs: vfs)
        } catch {
            let mayBeReadOnly = error.kind == .cannotOpen || error.kind == .readOnly
            guard mayBeReadOnly, !Database.wasClosedBadly(at: path) else { throw error }
            return try Database(unchanging: path)
        }
    }

    private func problem(with error: any Error) -> Problem {
        switch error {
        case let problem as Problem: problem
        case let error as SQLiteError: Problem(error, database: databasePath)
        case let failure as MigrationFailure: Problem(failure, database: databasePath)
        case let failure as FileFailure: Problem(failure)
        default: Problem("\(type(of: error))", hint: "this is a bug: please report it", exit: .ourMistake)
        }
    }

    private static func nothingYet(_ path: String) -> Problem {
        Problem(
            "there is no database at \(path)",
            hint: "run the pipeline first, or check `estate` and `state` in the pipeline file",
            exit: .unavailable)
    }
}
