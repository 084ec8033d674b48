import Audit
import Formats

/// A way of writing the rows of a report, as texts that are nil for null.
protocol RowWriter {
    mutating func add(_ row: [String?]) throws
    /// Writes what is still held.
    mutating func end() throws
}

extension AnswerFormat {
    /// What writes rows in this format; `columns` of a table are the most useful ones first.
    func writer(
        of columns: [ReportColumn], shown: [String]? = nil, isForExcel: Bool = false, to output: Output
    ) -> any RowWriter {
        switch self {
        case .table: TableRows(columns, shown: shown, to: output)
        case .csv: CSVRows(columns, isForExcel: isForExcel, to: output)
        case .json: JSONRows(columns, to: output)
        }
    }
}

/// CSV, the same bytes as the file of the report.
struct CSVRows: RowWriter {
    private let output: Output
    private var csv: CSVWriter

    init(_ columns: [ReportColumn], isForExcel: Bool, to output: Output) {
        self.output = output
        csv = CSVWriter(columns.map(\.header), hasByteOrderMark: isForExcel)
    }

    mutating func add(_ row: [String?]) throws {
        for text in row { csv.text(text) }
        csv.endRow()
        if csv.bytes.count >= 1 << 16 { try output.write(csv.take()) }
    }

    mutating func end() throws { try output.write(csv.take()) }
}

/// An array of objects, one a line.
struct JSONRows: RowWriter {
    private let columns: [ReportColumn]
    private let output: Output
    private var isFirst = true

    init(_ columns: [ReportColumn], to output: Output) { (self.columns, self.output) = (columns, output) }

    mutating func add(_ row: [String?]) throws {
        var json = JSONWriter()
        json.object { json in
            for (column, text) in zip(columns, row) {
                json.key(column.name)
                column.write(text, to: &json)
            }
        }
        try output.write(Array((isFirst ? "[\n" : ",\n").utf8) + json.bytes)
        isFirst = false
    }

    mutating func end() throws { try output.write(Array((isFirst ? "[\n]\n" : "\n]\n").utf8)) }
}

/// A table, as wide as the screen.
///
/// The first rows decide on the widths: all of them would have to be held, however many they are.
struct TableRows: RowWriter {
    private static let some = 500

    private let columns: [ReportColumn]
    private let order: [Int]
    private let output: Output
    private let room: Int?
    private var held: [[String]] = []
    private var layout: TableLayout?
    private(set) var count = 0

    init(_ columns: [ReportColumn], shown: [String]? = nil, to output: Output) {
        (self.columns, self.output, room) = (columns, output, output.columns)
        order =
            shown?.compactMap { name in columns.firstIndex { $0.name == name } }
            ?? Usefulness.order(of: columns)
    }

    mutating func add(_ row: [String?]) throws {
        count += 1
        let cells = order.map { ShownValue.text(row[$0], columns[$0]) }
        if let layout { return try output.print(layout.line(cells)) }
        held.append(cells)
        if held.count >= Self.some { try begin() }
    }

    mutating func end() throws {
        guard layout == nil, count > 0 else { return }
        try begin()
    }

    /// The columns that had no room.
    var leftOut: [String] { layout?.leftOut ?? [] }

    private mutating func begin() throws {
        let layout = TableLayout(order.map { Self.column(columns[$0]) }, held, room: room)
        self.layout = layout
        try output.print(layout.heading)
        for cells in held { try output.print(layout.line(cells)) }
        held = []
    }

    private static func column(_ column: ReportColumn) -> TableLayout.Column {
        switch column.kind {
        case .money, .exact, .number, .count: TableLayout.Column(name: column.name, isNumber: true)
        case .word, .instant, .month, .date, .flag: TableLayout.Column(name: column.name)
        case .text where ["what", "reason", "note"].contains(column.name):
            TableLayout.Column(name: column.name, least: 24)
        case .text, .object, .list: TableLayout.Column(name: column.name, least: 14)
        }
    }
}
