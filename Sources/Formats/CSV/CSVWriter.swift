/// Writes CSV into memory: RFC 4180 with CR LF, so that spreadsheets and databases read the same rows.
///
///     var csv = CSVWriter([.text("name"), .number("cost")])
///     csv.text("=cmd|' /C calc'!A1")      a formula is disarmed: '=cmd…
///     csv.text("-12.50")                  a number is not touched
///     csv.endRow()
///     send(csv.bytes)
///
/// Quotes stand only where they are needed: around delimiters, quotes and line ends. Null is nothing at all
/// and the empty text is `""`, so the two can be told apart.
///
/// A text that starts with `= + - @`, a tab or a line end gets an apostrophe in front, because spreadsheets
/// would take it for a formula and run it (OWASP, "CSV Injection"). This depends on the column, not on the
/// value: a negative amount in a column of numbers stays a number.
package struct CSVWriter {
    /// A column and what may stand in it.
    package struct Column: Sendable {
        let name: String
        let isText: Bool

        /// A column whose values come from people, and may be anything.
        package static func text(_ name: String) -> Column { Column(name: name, isText: true) }

        /// A column of numbers, dates and other values that the program makes.
        package static func number(_ name: String) -> Column { Column(name: name, isText: false) }
    }

    /// What has been written since the last `take`.
    package private(set) var bytes: [UInt8] = []
    private let areTexts: [Bool]
    private let delimiter: UInt8
    private var column = 0

    /// Starts with the header.
    ///
    /// The byte order mark makes Excel read UTF-8.
    package init(_ columns: [Column], delimiter: UInt8 = UInt8(ascii: ","), hasByteOrderMark: Bool = false) {
        precondition(CSVCursor.isPossible(delimiter: delimiter))
        areTexts = columns.map(\.isText)
        self.delimiter = delimiter
        if hasByteOrderMark { bytes = [0xEF, 0xBB, 0xBF] }
        for column in columns { text(column.name) }
        endRow()
    }

    /// A value as it stands in a field, for whoever writes the same one often.
    package static func field(_ value: String?, isText: Bool) -> [UInt8] {
        var writer = CSVWriter([isText ? .text("") : .number("")])
        _ = writer.take()
        writer.text(value)
        return writer.bytes
    }

    /// Writes a value of any column.
    ///
    /// Digits are written as they are given: nothing is rounded on the way out.
    package mutating func text(_ value: String?) {
        guard var value else { return null() }
        value.withUTF8 { utf8 in append(utf8) }
    }

    /// Writes a value of any column from its bytes.
    package mutating func bytes(_ value: UnsafeBufferPointer<UInt8>) { append(value) }

    /// Writes an amount.
    package mutating func money(_ value: Money) {
        _ = nextColumn()
        value.write(to: &bytes)
    }

    /// Writes a number into any column, where the values of one column are of several kinds.
    package mutating func number(_ digits: String) {
        _ = nextColumn()
        bytes.append(contentsOf: digits.utf8)
    }

    /// Writes nothing at all.
    package mutating func null() {
        _ = nextColumn()
    }

    /// Writes an integer.
    package mutating func int(_ value: Int) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var first = digits.count
            var rest = value.magnitude
            repeat {
                first -= 1
                digits[first] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            } while rest > 0
            if value < 0 {
                first -= 1
                digits[first] = UInt8(ascii: "-")
            }
            append(UnsafeBufferPointer(rebasing: digits[first...]))
        }
    }

    /// Ends the row, which must be complete.
    package mutating func endRow() {
        precondition(column == areTexts.count, "a row with too few fields")
        bytes.append(UInt8(ascii: "\r"))
        bytes.append(UInt8(ascii: "\n"))
        column = 0
    }

    /// Gives away what was written since the last time, so that a file of any length needs little memory.
    package mutating func take() -> [UInt8] {
        var taken: [UInt8] = []
        taken.reserveCapacity(bytes.count)
        swap(&taken, &bytes)
        return taken
    }

    /// Goes to the next field, and tells whether it is a text.
    @inline(__always)
    private mutating func nextColumn() -> Bool {
        precondition(column < areTexts.count, "a row with too many fields")
        if column > 0 { bytes.append(delimiter) }
        column += 1
        return areTexts[column - 1]
    }

    @inline(__always)
    private mutating func append(_ field: UnsafeBufferPointer<UInt8>) {
        let isText = nextColumn()
        let isFormula = isText && CSVField.startsFormula(field)
        guard !isFormula, !field.isEmpty, !CSVField.needsQuotes(field, delimiter: delimiter) else {
            return appendSpecial(field, isFormula: isFormula)
        }
        bytes.append(bytesOf: field)
    }

    private mutating func appendSpecial(_ field: UnsafeBufferPointer<UInt8>, isFormula: Bool) {
        let isQuoted = field.isEmpty || CSVField.needsQuotes(field, delimiter: delimiter)
        if isQuoted { bytes.append(CSVCursor.quote) }
        if isFormula { bytes.append(UInt8(ascii: "'")) }
        for byte in field {
            if byte == CSVCursor.quote { bytes.append(CSVCursor.quote) }
            bytes.append(byte)
        }
        if isQuoted { bytes.append(CSVCursor.quote) }
    }
}
