import SQLite

/// A sum of exact amounts in SQL: a count of units, and its rest.
///
/// The rests of ten rows are more than an integer holds, so that their halves are added up. A sum of 900 million and more
/// is null, and so told as not known: SQLite would fail, or go on with a double.
struct ExactSQL {
    let units: SQL
    let rest: SQL

    /// The sum of a column over the rows that meet a condition.
    init(sumOf column: String, where condition: SQL = "1") {
        let kept = { (value: SQL) -> SQL in "CASE WHEN \(condition) THEN \(value) ELSE 0 END" }
        let (all, part) = (SQL(column), SQL(column + "_rest"))
        let high: SQL = "sum(\(kept("\(part) / 1000000000")))"
        let low: SQL = "sum(\(kept("\(part) % 1000000000")))"
        let carried: SQL = "(\(high) + \(low) / 1000000000)"
        let whole: SQL = "sum(\(kept("\(all) / 10000000000")))"
        let cents: SQL = "sum(\(kept("\(all) % 10000000000")))"
        units = """
            iif(abs(\(whole)) < 900000000, \(whole) * 10000000000 + \(cents) + \(carried) / 1000000000, NULL)
            """
        rest = "(\(carried) % 1000000000 * 1000000000 + \(low) % 1000000000)"
    }

    /// Both, as a column of kind `exact` reads them.
    var columns: SQL { "\(units), \(rest)" }

    func named(_ name: String) -> SQL { "\(units) AS \(SQL(name)), \(rest) AS \(SQL(name + "_rest"))" }
}
