/// Rows of text under a heading, in columns as wide as they have to be.
struct Table {
    private var rows: [[String]]
    private let areNumbers: [Bool]

    /// Columns of numbers stand to the right.
    init(_ heading: [String], numbers: Set<Int> = []) {
        rows = [heading]
        areNumbers = heading.indices.map(numbers.contains)
    }

    mutating func add(_ row: [String]) { rows.append(row.map { TerminalText.visible($0) }) }

    var text: String {
        let widths = areNumbers.indices.map { column in
            rows.map { TerminalText.width($0[column]) }.max() ?? 0
        }
        return rows.map { Self.line($0, widths, areNumbers) }.joined(separator: "\n")
    }

    /// A line of cells, padded to widths that they may exceed.
    static func line(_ cells: [String], _ widths: [Int], _ areNumbers: [Bool]) -> String {
        let padded = cells.indices.map { column -> String in
            let space = String(
                repeating: " ", count: max(0, widths[column] - TerminalText.width(cells[column])))
            return areNumbers[column] ? space + cells[column] : cells[column] + space
        }
        return trimmed(padded.joined(separator: "  "))
    }

    private static func trimmed(_ line: String) -> String {
        String(line.reversed().drop { $0 == " " }.reversed())
    }
}
