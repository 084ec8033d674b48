/// One step of the schema.
///
/// Its name is its identity: never rename or edit one that has shipped.
package struct Migration: Sendable {
    package var name: String
    package var statements: [SQL]

    package init(_ name: String, _ statements: SQL...) {
        self.name = name
        self.statements = statements
    }
}

/// A schema that this program cannot use.
package enum MigrationFailure: Error, Equatable, Sendable {
    /// The database holds migrations that this program does not know: a newer one made them.
    case newer(names: [String], version: String)
}

extension Database {
    /// Brings the schema up to date.
    ///
    /// Each migration runs in a transaction of its own, together with the row that records it, so that a
    /// crash leaves it either done and recorded or not begun.
    package func migrate(_ migrations: [Migration], version: String) throws {
        let applied = try appliedMigrations()
        try refuseNewer(applied, known: Set(migrations.map(\.name)))
        for migration in migrations where !applied.contains(where: { $0.name == migration.name }) {
            try transaction {
                for statement in migration.statements { try execute(statement) }
                try execute("INSERT INTO migration (name, version) VALUES (\(migration.name), \(version))")
            }
        }
    }

    /// How many migrations have been applied, where others are to be; nil where nothing is to change: the schema is up
    /// to date, or there is none yet.
    package func migrationsBeforeChange(to migrations: [Migration]) throws -> Int? {
        guard try hasTable("migration") else { return nil }
        let applied = Set(try recordedMigrations().map(\.name))
        return applied.isEmpty || applied.isSuperset(of: migrations.map(\.name)) ? nil : applied.count
    }

    /// Refuses a database that a newer program made, without changing it.
    package func requireKnown(_ migrations: [Migration]) throws {
        guard try hasTable("migration") else { return }
        try refuseNewer(try recordedMigrations(), known: Set(migrations.map(\.name)))
    }

    private func refuseNewer(_ applied: [Applied], known: Set<String>) throws(MigrationFailure) {
        let unknown = applied.filter { !known.contains($0.name) }
        guard let newest = unknown.last else { return }
        throw .newer(names: unknown.map(\.name), version: newest.version)
    }

    private struct Applied {
        var name: String
        var version: String
    }

    private func appliedMigrations() throws(SQLiteError) -> [Applied] {
        try execute(
            """
            CREATE TABLE IF NOT EXISTS migration (
                position INTEGER PRIMARY KEY,
                name     TEXT NOT NULL UNIQUE,
                version  TEXT NOT NULL
            ) STRICT
            """)
        return try recordedMigrations()
    }

    private func recordedMigrations() throws(SQLiteError) -> [Applied] {
        try rows("SELECT name, version FROM migration ORDER BY position") { row in
            Applied(name: row[0], version: row[1])
        }
    }

    package func hasTable(_ name: String) throws(SQLiteError) -> Bool {
        try row("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = \(name)") { _ in true } ?? false
    }

    /// The whole schema as text, for golden tests.
    package func schema() throws(SQLiteError) -> String {
        try rows("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type DESC, name") { row in
            (row[0] as String) + ";"
        }.joined(separator: "\n\n")
    }
}
