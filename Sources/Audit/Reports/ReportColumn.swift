import Formats
import Pipeline
import SQLite

/// A column of a report: its name, what stands in it, and how a value is written.
package struct ReportColumn: Sendable {
    package enum Kind: Sendable {
        /// What comes from people, and may be anything: a spreadsheet must not take it for a formula.
        case text
        /// A word of our own or of AWS's.
        case word
        /// A whole number.
        case count
        /// An instant, from seconds since 1970.
        case instant
        /// A month as `2026-10`, and a day as `2026-10-31`.
        case month, date
        /// An amount, from units of 10⁻¹⁰.
        case money
        /// An amount with all its digits, from units of 10⁻¹⁰ and, in the next column of the query, their rest.
        case exact
        /// A measured number, in plain digits.
        case number
        /// Yes or no.
        case flag
        /// A JSON object, or a JSON array.
        case object, list
    }

    package let name: String
    package let kind: Kind

    package init(name: String, kind: Kind) { (self.name, self.kind) = (name, kind) }

    static func text(_ name: String) -> ReportColumn { ReportColumn(name: name, kind: .text) }
    static func word(_ name: String) -> ReportColumn { ReportColumn(name: name, kind: .word) }
    static func count(_ name: String) -> ReportColumn { ReportColumn(name: name, kind: .count) }
    static func instant(_ name: String) -> ReportColumn { ReportColumn(name: name, kind: .instant) }
    static func month(_ name: String) -> ReportColumn { ReportColumn(name: name, kind: .month) }
    static func date(_ name: String) -> ReportColumn { ReportColumn(name: name, kind: .date) }
    static func money(_ name: String) -> ReportColumn { ReportColumn(name: name, kind: .money) }
    static func exact(_ name: String) -> ReportColumn { ReportColumn(name: name, kind: .exact) }
    static func number(_ name: String) -> ReportColumn { ReportColumn(name: name, kind: .number) }
    static func flag(_ name: String) -> ReportColumn { ReportColumn(name: name, kind: .flag) }
    static func object(_ name: String) -> ReportColumn { ReportColumn(name: name, kind: .object) }
    static func list(_ name: String) -> ReportColumn { ReportColumn(name: name, kind: .list) }

    package var header: CSVWriter.Column { kind == .text ? .text(name) : .number(name) }

    /// How many columns of the query it takes.
    package var width: Int { kind == .exact ? 2 : 1 }

    /// Whether its values can be added up to amounts.
    package var isMoney: Bool { kind == .money || kind == .exact }

    /// The value of a row as text; nil for null.
    package func text(of row: borrowing Row, at column: Int) -> String? {
        guard !row.isNull(column) else { return nil }
        switch kind {
        case .text, .word, .count, .month, .date, .object, .list: return row[column] as String
        case .instant: return (row[column] as Timestamp).description
        case .money: return Money(units: row[column]).description
        case .exact: return ExactSum(Self.amount(of: row, at: column)).text(places: Money.places)
        case .number: return PlainNumber.text(row[column])
        case .flag: return (row[column] as Bool) ? "yes" : "no"
        }
    }

    /// Writes the value of a row into a line of CSV: texts without a copy, amounts without a text.
    func write(_ row: borrowing Row, at column: Int, to csv: inout CSVWriter) {
        guard !row.isNull(column) else { return csv.null() }
        switch kind {
        case .text, .word, .count, .month, .date, .object, .list:
            row.withBytes(of: column) { bytes in csv.bytes(bytes.bindMemory(to: UInt8.self)) }
        case .money: csv.money(Money(units: row[column]))
        case .exact where row[column + 1] as Int64 == 0: csv.money(Money(units: row[column]))
        case .instant, .exact, .number, .flag: csv.text(text(of: row, at: column))
        }
    }

    /// Writes the value of a row as JSON; amounts are texts, because readers make doubles of numbers.
    func write(_ row: borrowing Row, at column: Int, to json: inout JSONWriter) {
        guard let text = text(of: row, at: column) else { return json.null() }
        switch kind {
        case .count: json.int(row[column])
        case .number: json.double(row[column])
        case .flag: json.bool(row[column])
        case .object, .list: json.value((try? JSON(Array(text.utf8))) ?? .string(text))
        case .text, .word, .instant, .month, .date, .money, .exact: json.string(text)
        }
    }

    /// The amount of a row; nil for null, and where it is none.
    func amount(of row: borrowing Row, at column: Int) -> ExactAmount? {
        guard isMoney, !row.isNull(column) else { return nil }
        return kind == .exact ? Self.amount(of: row, at: column) : ExactAmount(units: row[column])
    }

    private static func amount(of row: borrowing Row, at column: Int) -> ExactAmount {
        ExactAmount(units: row[column], rest: row[column + 1])
    }
}
