import SQLite

extension Database {
    /// Everything that the tables say, in an order of its own: equal dumps mean equal databases.
    ///
    /// The ids of cells, series and manifests are left out, because they follow the order in which these were found; who
    /// found whom, and whose samples a day has, is told by their words instead.
    package func logicalDump(leavingOut left: Set<String> = []) throws -> String {
        let tables = try rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name") { row in
            row[0] as String
        }
        return try tables.filter { !left.contains($0) }.map { try dump($0) }.joined()
    }

    private func dump(_ table: String) throws -> String {
        let source: SQL =
            switch table {
            case "cell":
                """
                SELECT run, stage, service, step, account, region, scope, state, reason, cursor, pages, rows, as_of
                FROM cell
                """
            case "find":
                """
                SELECT parent.run, parent.stage, parent.step, parent.account, parent.region, parent.scope,
                       child.run, child.stage, child.step, child.account, child.region, child.scope
                FROM find LEFT JOIN cell AS parent ON parent.id = find.parent
                    LEFT JOIN cell AS child ON child.id = find.child
                """
            case "series":
                """
                SELECT resource, part, metric, statistic, period, first_day, end_day, as_of FROM series
                """
            case "series_day":
                """
                SELECT resource, part, metric, statistic, period, day, samples
                FROM series_day JOIN series ON series.id = series_day.series
                """
            case "ecr_manifest":
                "SELECT digest, packed, run FROM ecr_manifest"
            default: "SELECT * FROM \(name: table)"
            }
        var lines = try rows(source) { row in
            (0..<row.columnCount).map { column in "\(row[column] as Value)" }.joined(separator: " ")
        }
        lines.sort()
        return "-- \(table)\n" + lines.map { $0 + "\n" }.joined()
    }
}
