import SQLite

/// One kind of what a database forgets, a bounded piece at a time.
///
/// Each piece is a transaction: a process that is killed leaves some pieces forgotten and the others not, and the next
/// run's end goes on. What is forgotten twice is forgotten once.
package struct Pruning: Sendable {
    package var name: String
    /// Forgets a piece, and says where the next one starts; nil where there is none.
    package var piece: @Sendable (Database, Horizon, Cursor?) throws -> Cursor?

    package init(
        _ name: String, piece: @escaping @Sendable (Database, Horizon, Cursor?) throws -> Cursor?
    ) {
        self.name = name
        self.piece = piece
    }

    /// Rows of a table whose condition holds, some thousands at a time, in the order of their key.
    package static func rows(
        of table: String, key: [String], where condition: @escaping @Sendable (Horizon) -> SQL
    ) -> Pruning {
        let columns = SQL(key.joined(separator: ", "))
        return Pruning(table) { database, horizon, _ in
            let count = try database.execute(
                """
                DELETE FROM \(name: table) WHERE (\(columns)) IN (
                    SELECT \(columns) FROM \(name: table) WHERE \(condition(horizon)) ORDER BY \(columns)
                    LIMIT \(horizon.piece))
                """)
            return count < horizon.piece ? nil : Cursor("")
        }
    }
}
