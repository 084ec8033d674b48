/// Rows of text under a heading, in columns as wide as they have to be.
struct Table {
    private var rows: [[String]]
    private let areNumbers: [Bool]

    /// Columns of numbers stand to the right.
    init(_ heading: [String], numbers: Set<Int> = []) {
        rows = [heading]
        areNumbers = heading.indices.map(numbers.contains)
    }

    mutating func add(_ row: [String]) { rows.append(row) }

    var text: String {
        let widths = areNumbers.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = row.indices.map { column -> String in
                let space = String(repeating: " ", count: widths[column] - row[column].count)
                return areNumbers[column] ? space + row[column] : row[column] + space
            }
            return Self.trimmed(cells.joined(separator: "  "))
        }.joined(separator: "\n")
    }

    private static func trimmed(_ line: String) -> String {
        String(line.reversed().drop { $0 == " " }.reversed())
    }
}
