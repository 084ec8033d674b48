import Pipeline
import SQLite

/// A table that finance, engineers or programs read: its columns, and the rows that the database has for a run.
package struct TableReport: Sendable {
    /// The name of the file, without its ending.
    package let name: String
    /// What it is, in a sentence.
    package let about: String
    package let columns: [ReportColumn]
    /// The columns that tell each row from all others; empty where rows are only what they say.
    let key: [String]
    /// The columns that name rows of other tables.
    let references: [Reference]
    /// Whether programs get it as JSON as well.
    let hasJSON: Bool
    /// Give each column in its order, one query after the other; the rows have to come in an order of their own.
    package let queries: @Sendable (Run) -> [SQL]

    /// A column that is empty, or names a row of another table.
    struct Reference: Equatable, Sendable {
        var column: String
        var table: String
        var key: String
    }

    init(
        _ name: String, _ about: String, columns: [ReportColumn], key: [String] = [],
        references: [Reference] = [], hasJSON: Bool = false, query: @escaping @Sendable (Run) -> SQL
    ) {
        self.init(
            name, about, columns: columns, key: key, references: references, hasJSON: hasJSON,
            queries: { [query($0)] })
    }

    init(
        _ name: String, _ about: String, columns: [ReportColumn], key: [String] = [],
        references: [Reference] = [], hasJSON: Bool = false, queries: @escaping @Sendable (Run) -> [SQL]
    ) {
        (self.name, self.about, self.columns, self.key) = (name, about, columns, key)
        (self.references, self.hasJSON, self.queries) = (references, hasJSON, queries)
    }

    /// Where each column begins in a row of the query.
    package var places: [Int] {
        var next = 0
        return columns.map { column in
            defer { next += column.width }
            return next
        }
    }
}
