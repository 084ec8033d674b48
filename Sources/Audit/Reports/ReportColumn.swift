import Formats
import Pipeline
import SQLite

/// A column of a report: its name, and how the value of a row is written.
package struct ReportColumn: Sendable {
    package enum Kind: Sendable {
        /// What comes from people, and may be anything: a spreadsheet must not take it for a formula.
        case text
        /// Numbers and words of our own, as they stand.
        case plain
        /// An instant, from seconds since 1970.
        case instant
        /// An amount, from units of 10⁻¹⁰.
        case money
        /// A measured number, in plain digits.
        case number
        /// Yes or no.
        case flag
    }

    package let name: String
    package let kind: Kind

    static func text(_ name: String) -> ReportColumn { ReportColumn(name: name, kind: .text) }
    static func plain(_ name: String) -> ReportColumn { ReportColumn(name: name, kind: .plain) }
    static func instant(_ name: String) -> ReportColumn { ReportColumn(name: name, kind: .instant) }
    static func money(_ name: String) -> ReportColumn { ReportColumn(name: name, kind: .money) }
    static func number(_ name: String) -> ReportColumn { ReportColumn(name: name, kind: .number) }
    static func flag(_ name: String) -> ReportColumn { ReportColumn(name: name, kind: .flag) }

    var header: CSVWriter.Column { kind == .text ? .text(name) : .number(name) }

    /// The value of a row as text; nil for null.
    package func text(of row: borrowing Row, at column: Int) -> String? {
        guard !row.isNull(column) else { return nil }
        switch kind {
        case .text, .plain: return row[column] as String
        case .instant: return (row[column] as Timestamp).description
        case .money: return Money(units: row[column]).description
        case .number: return PlainNumber.text(row[column])
        case .flag: return (row[column] as Bool) ? "yes" : "no"
        }
    }
}

/// Numbers with all of their digits and without an exponent, as spreadsheets and databases read them alike.
enum PlainNumber {
    static func text(_ value: Double) -> String {
        let text = value.description
        guard let mark = text.firstIndex(of: "e"), let exponent = Int(text[mark...].dropFirst()) else {
            return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
        }
        let isNegative = text.hasPrefix("-")
        let mantissa = text[..<mark].filter { $0 != "-" && $0 != "." }
        let whole = text[..<mark].drop { $0 == "-" }.prefix { $0 != "." }.count
        let point = whole + exponent
        var digits = String(mantissa)
        if point <= 0 {
            digits = "0." + String(repeating: "0", count: -point) + digits
        } else if point >= digits.count {
            digits += String(repeating: "0", count: point - digits.count)
        } else {
            digits.insert(".", at: digits.index(digits.startIndex, offsetBy: point))
        }
        if digits.contains(".") {
            while digits.hasSuffix("0") { digits.removeLast() }
            if digits.hasSuffix(".") { digits.removeLast() }
        }
        return (isNegative ? "-" : "") + digits
    }
}
