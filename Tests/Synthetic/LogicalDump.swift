import SQLite

extension Database {
    /// Everything that the tables say, in an order of its own: equal dumps mean equal databases.
    ///
    /// The ids of cells are left out, because they follow the order in which cells were found; who found a
    /// cell is told by the finder's words instead.
    package func logicalDump() throws -> String {
        let tables = try rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name") { row in
            row[0] as String
        }
        return try tables.map { try dump($0) }.joined()
    }

    private func dump(_ table: String) throws -> String {
        let source: SQL =
            table == "cell"
            ? """
            SELECT cell.run, cell.stage, cell.service, cell.step, cell.account, cell.region, cell.scope,
                   cell.state, cell.reason, cell.cursor, cell.pages, cell.rows, cell.as_of,
                   finder.stage, finder.step, finder.account, finder.region, finder.scope
            FROM cell LEFT JOIN cell AS finder ON finder.id = cell.found_by
            """
            : "SELECT * FROM \(name: table)"
        var lines = try rows(source) { row in
            (0..<row.columnCount).map { column in "\(row[column] as Value)" }.joined(separator: " ")
        }
        lines.sort()
        return "-- \(table)\n" + lines.map { $0 + "\n" }.joined()
    }
}
