extension Timestamp {
    /// Reads a date, or a date and a time, of ISO 8601.
    ///
    ///     2026-11-21                      20261121              the start of the day
    ///     2026-11-21T01:02:03Z            20261121T010203Z
    ///     2026-11-21T01:02:03.999+01:00   2026-11-21T01:02:03.999+0100
    ///
    /// Fractions of a second are cut off. A time must say its zone: what has none is not a moment. `t` and
    /// `z` may be small, as RFC 3339 allows. Week dates, day-of-year dates and 24:00 are errors.
    package init(iso8601 text: Span<UInt8>) throws(DecodingFailure) {
        self = try text.withUnsafeBufferPointer { text throws(DecodingFailure) in
            var fields = TimestampFields(text)
            return try Timestamp(iso8601: &fields)
        }
    }

    package init(iso8601 text: String) throws(DecodingFailure) {
        self = try Timestamp(iso8601: text.utf8.span)
    }

    private init(iso8601 fields: inout TimestampFields) throws(DecodingFailure) {
        let year = try fields.number(4, 1...9999)
        let isSeparated = fields.take("-")
        let month = try fields.number(2, 1...12)
        if isSeparated { try fields.skip("-") }
        let day = try fields.number(2, 1...31)
        let date = CivilDate(year: year, month: month, day: day)
        guard !fields.isAtEnd else {
            self = try Timestamp(date, second: 0)
            return
        }
        guard fields.take("T") || fields.take("t") else { throw .notTimestamp }
        let second = try fields.time(isSeparated ? .extended : .basic)
        if fields.take(".") { try fields.skipDigits() }
        let offset = try Self.offset(&fields)
        guard fields.isAtEnd else { throw .notTimestamp }
        self = try Timestamp(date, second: second, offset: offset)
    }

    /// Takes `Z`, `+01:00`, `+0100` or `+01`: how many seconds the time is ahead of UTC.
    ///
    /// The colon may be absent from a time that has colons: AWS Lambda writes `2026-11-21T01:02:03.000+0000`.
    private static func offset(_ fields: inout TimestampFields) throws(DecodingFailure) -> Int {
        if fields.take("Z") || fields.take("z") { return 0 }
        let isBehind = fields.take("-")
        guard isBehind || fields.take("+") else { throw .notTimestamp }
        let hours = try fields.number(2, 0...23)
        let hasMinutes = fields.take(":") || !fields.isAtEnd
        let minutes = hasMinutes ? try fields.number(2, 0...59) : 0
        return (hours * 3600 + minutes * 60) * (isBehind ? -1 : 1)
    }
}

extension Timestamp: CustomStringConvertible {
    /// How to write a moment.
    package enum Style: Sendable {
        /// `2026-11-21T01:02:03Z`, for reports and requests.
        case extended
        /// `20261121T010203Z`, for signatures.
        case basic
        /// `2026-11-21`
        case date
        /// `20261121`, for the scope of signatures.
        case basicDate

        var isSeparated: Bool { self == .extended || self == .date }
    }

    /// The moment in the style of reports: `2026-11-21T01:02:03Z`.
    package var description: String { text(.extended) }

    package func text(_ style: Style) -> String {
        var text: [UInt8] = []
        write(style, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    package func write(_ style: Style, to output: inout [UInt8]) {
        let date = date
        output.append(number: date.year, digits: 4)
        if style.isSeparated { output.append(UInt8(ascii: "-")) }
        output.append(number: date.month, digits: 2)
        if style.isSeparated { output.append(UInt8(ascii: "-")) }
        output.append(number: date.day, digits: 2)
        guard style == .extended || style == .basic else { return }
        output.append(UInt8(ascii: "T"))
        writeTime(style, to: &output)
        output.append(UInt8(ascii: "Z"))
    }

    func writeTime(_ style: Style, to output: inout [UInt8]) {
        let second = secondOfDay
        output.append(number: second / 3600, digits: 2)
        if style.isSeparated { output.append(UInt8(ascii: ":")) }
        output.append(number: second / 60 % 60, digits: 2)
        if style.isSeparated { output.append(UInt8(ascii: ":")) }
        output.append(number: second % 60, digits: 2)
    }
}

extension [UInt8] {
    /// Appends a number that is not negative, with zeros before it.
    mutating func append(number: Int, digits: Int) {
        var divisor = 1
        for _ in 1..<digits { divisor *= 10 }
        while divisor > 0 {
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / divisor % 10))
            divisor /= 10
        }
    }
}
