/// Which columns of a table fit the width of a terminal, and how wide each is.
///
/// Columns are taken in their order, each as long as its least width has room. What is left over then goes to those that
/// were shortened, the first ones first. Numbers and words are never cut: where not even the first column fits, the line
/// is longer than the terminal.
struct TableLayout {
    /// A column, and what a line has to keep of it.
    struct Column: Equatable {
        var name: String
        var isNumber = false
        /// The least that its texts may be shortened to; nil where they may not be.
        var least: Int?
    }

    /// The places of the columns that are shown.
    let shown: [Int]
    /// The names of those that did not fit.
    let leftOut: [String]
    private let columns: [Column]
    private let widths: [Int]
    private let isLimited: Bool

    private static let gap = 2
    /// No text is padded to more than this: what is longer moves the rest of its own line.
    private static let most = 60

    /// Fits columns to the texts of some rows.
    init(_ columns: [Column], _ rows: [[String]], room: Int?) {
        self.columns = columns
        isLimited = room != nil
        let natural = columns.indices.map { column in
            rows.reduce(columns[column].name.count) { max($0, TerminalText.width($1[column])) }
        }
        guard let room else {
            (shown, leftOut) = (Array(columns.indices), [])
            widths = zip(columns, natural).map { $0.least == nil ? $1 : min($1, Self.most) }
            return
        }
        var fitted = zip(columns, natural).map { column, width in
            column.least.map { min(width, max($0, column.name.count)) } ?? width
        }
        var shown: [Int] = []
        var left = room + Self.gap
        for column in columns.indices where shown.isEmpty || fitted[column] + Self.gap <= left {
            shown.append(column)
            left -= fitted[column] + Self.gap
        }
        for column in shown where left > 0 && fitted[column] < natural[column] {
            let more = min(left, natural[column] - fitted[column])
            fitted[column] += more
            left -= more
        }
        (self.shown, widths) = (shown, fitted)
        leftOut = columns.indices.filter { !shown.contains($0) }.map { columns[$0].name }
    }

    var heading: String { line(columns.map(\.name)) }

    /// A row as a line.
    func line(_ row: [String]) -> String {
        let cells = shown.map { column in
            isLimited && columns[column].least != nil
                ? TerminalText.shortened(row[column], to: widths[column]) : row[column]
        }
        return Table.line(cells, shown.map { widths[$0] }, shown.map { columns[$0].isNumber })
    }
}
