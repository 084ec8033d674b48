import Formats
import Pipeline
import SQLite

/// How many findings a run has, and what they could save.
struct FindingFigures: Equatable, Sendable {
    struct Severity: Equatable, Sendable {
        var name: String
        var count: Int
    }

    /// The worst first.
    let severities: [Severity]
    /// How many would save money.
    let saving: Int
    /// How many of those can be had together, and what they save a month; nil where it was not reckoned.
    let together: Together?

    struct Together: Equatable, Sendable {
        var count: Int
        var units: Int128
    }

    var total: Int { severities.reduce(0) { $0 + $1.count } }

    init(of run: Run, in database: Database) throws(SQLiteError) {
        var counts: [String: Int] = [:]
        var saving = 0
        let rows = try database.rows(
            // By code as well, which an index has in this order: findings are not sorted, however many they are.
            """
            SELECT severity, count(*), sum(saving > 0) FROM finding WHERE run = \(run.id) GROUP BY code, severity
            """
        ) { row in (name: row[0] as String, count: row[1] as Int, saving: row[2] as Int) }
        for row in rows {
            counts[row.name, default: 0] += row.count
            saving += row.saving
        }
        severities = Finding.Severity.allCases.reversed().compactMap { severity in
            counts[severity.rawValue].map { Severity(name: severity.rawValue, count: $0) }
        }
        self.saving = saving
        together = try Self.together(of: run, in: database)
    }

    private static func together(of run: Run, in database: Database) throws(SQLiteError) -> Together? {
        try database.row(
            """
            SELECT sum(instead IS NULL), \(SQL.parts("CASE WHEN instead IS NULL THEN amount ELSE 0 END"))
            FROM saving WHERE run = \(run.id) GROUP BY run
            """
        ) { row in Together(count: row[0], units: row.sum(at: 1)) }
    }
}

/// Sums of more than 64 bits: SQLite adds wholes and rests apart, because a sum that overflows is an error to it.
extension SQL {
    static func parts(_ expression: String) -> SQL {
        // A name of its own, because an interpolation within `SQL(…)` would bind the expression.
        let text = "sum((\(expression)) / 10000000000), sum((\(expression)) % 10000000000)"
        return SQL(text)
    }
}

extension Row {
    /// The sum whose parts lie in two columns.
    func sum(at column: Int) -> Int128 {
        Int128(self[column] as Int64) * 10_000_000_000 + Int128(self[column + 1] as Int64)
    }
}
