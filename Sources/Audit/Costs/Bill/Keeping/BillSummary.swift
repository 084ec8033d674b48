import Formats
import Pipeline
import SQLite

/// `bill.csv`: what each account paid in each month, by service, region and kind of line, to the last digit.
struct BillSummary: Step {
    let folder: String
    let service = "stocktake"
    let name = "bill"

    private static let columns: [CSVWriter.Column] = [
        .number("month"), .text("account"), .text("service"), .text("region"), .text("line_type"),
        .number("currency"), .number("lines"), .number("split_lines"), .number("unblended"), .number("net"),
        .number("amortised"), .number("net_amortised"), .number("list"), .number("as_of"),
    ]

    func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
        let folder = "\(folder)/\(run.id)"
        return Page { database in
            try Folder.make(folder)
            var file = try AtomicFile("\(folder)/bill.csv")
            var csv = CSVWriter(Self.columns)
            var (sum, count): (Sum?, Int) = (nil, 0)
            try database.forEach(
                """
                SELECT month, account, service, region, line_type, currency, lines, is_split, unblended,
                    unblended_rest, net, net_rest, amortised, amortised_rest, net_amortised, net_amortised_rest, list,
                    list_rest, as_of
                FROM cost ORDER BY month, account, service, region, line_type, currency
                """
            ) { row in
                if let full = sum, !full.holds(row) {
                    full.write(to: &csv)
                    (sum, count) = (nil, count + 1)
                }
                if sum == nil { sum = Sum(row) }
                sum?.add(row)
                if csv.bytes.count >= 1 << 16 { try file.append(csv.take()) }
            }
            if let sum {
                sum.write(to: &csv)
                count += 1
            }
            try file.append(csv.take())
            try file.commit()
            return count
        }
    }

    /// The lines of one row, added up as they go by.
    private struct Sum {
        private var words: [String] = []
        private var lines = 0
        private var splitLines = 0
        private var sums = [ExactSum](repeating: ExactSum(), count: 5)
        /// Whether every line tells what the price list would have it cost.
        private var hasList = true
        private let asOf: Timestamp

        init(_ row: borrowing Row) {
            for column in 0..<6 { words.append(row[column]) }
            asOf = row[18]
        }

        func holds(_ row: borrowing Row) -> Bool {
            for column in words.indices where words[column] != row[column] as String { return false }
            return true
        }

        mutating func add(_ row: borrowing Row) {
            lines += row[6]
            if row[7] { splitLines += row[6] }
            for index in sums.indices {
                let column = 8 + 2 * index
                if row.isNull(column) {
                    hasList = false
                } else {
                    sums[index] += ExactAmount(units: row[column], rest: row[column + 1])
                }
            }
        }

        func write(to csv: inout CSVWriter) {
            for word in words { csv.text(word) }
            csv.int(lines)
            csv.int(splitLines)
            for (index, sum) in sums.enumerated() {
                if index == sums.count - 1, !hasList {
                    csv.null()
                } else {
                    csv.text(sum.text(places: Money.places))
                }
            }
            csv.text(asOf.description)
            csv.endRow()
        }
    }
}
