extension Timestamp {
    private static let weekdays: [StaticString] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let longWeekdays: [StaticString] = [
        "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
    ]
    private static let months: [StaticString] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Sunday is 0.
    private var weekday: Int {
        let weekday = (day + 4) % 7  // 1970-01-01 was a Thursday
        return weekday < 0 ? weekday + 7 : weekday
    }

    /// Reads a date of HTTP in any of the three formats that RFC 9110 (5.6.7) asks for.
    ///
    ///     Sun, 06 Nov 1994 08:49:37 GMT
    ///     Sunday, 06-Nov-94 08:49:37 GMT
    ///     Sun Nov  6 08:49:37 1994
    ///
    /// A weekday that is not that of the date is an error. Two digits of a year mean 1970 to 2069, as in
    /// POSIX: the rule of the RFC needs a clock, and a reader has none.
    package init(httpDate text: Span<UInt8>) throws(DecodingFailure) {
        self = try text.withUnsafeBufferPointer { text throws(DecodingFailure) in
            var fields = TimestampFields(text)
            if text.count > 3, text[3] == UInt8(ascii: ",") { return try Self.fixed(&fields) }
            if text.count > 3, text[3] == UInt8(ascii: " ") { return try Self.asctime(&fields) }
            return try Self.rfc850(&fields)
        }
    }

    package init(httpDate text: String) throws(DecodingFailure) {
        self = try Timestamp(httpDate: text.utf8.span)
    }

    /// The moment as a header has it: `Sun, 06 Nov 1994 08:49:37 GMT`.
    package var httpDate: String {
        let date = date
        var text = Array("\(Self.weekdays[weekday]), ".utf8)
        text.append(number: date.day, digits: 2)
        text.append(contentsOf: " \(Self.months[date.month - 1]) ".utf8)
        text.append(number: date.year, digits: 4)
        text.append(UInt8(ascii: " "))
        writeTime(.extended, to: &text)
        text.append(contentsOf: " GMT".utf8)
        return String(decoding: text, as: UTF8.self)
    }

    private static func fixed(_ fields: inout TimestampFields) throws(DecodingFailure) -> Timestamp {
        let weekday = try fields.name(of: weekdays)
        try fields.skip(", ")
        let day = try fields.number(2, 1...31)
        try fields.skip(" ")
        let month = try fields.name(of: months) + 1
        try fields.skip(" ")
        let date = CivilDate(year: try fields.number(4, 1...9999), month: month, day: day)
        try fields.skip(" ")
        let second = try fields.time(.extended)
        try fields.skip(" GMT")
        return try checked(fields, date, second, weekday)
    }

    private static func rfc850(_ fields: inout TimestampFields) throws(DecodingFailure) -> Timestamp {
        let weekday = try fields.name(of: longWeekdays)
        try fields.skip(", ")
        let day = try fields.number(2, 1...31)
        try fields.skip("-")
        let month = try fields.name(of: months) + 1
        try fields.skip("-")
        let year = try fields.number(2, 0...99)
        let date = CivilDate(year: year < 70 ? 2000 + year : 1900 + year, month: month, day: day)
        try fields.skip(" ")
        let second = try fields.time(.extended)
        try fields.skip(" GMT")
        return try checked(fields, date, second, weekday)
    }

    private static func asctime(_ fields: inout TimestampFields) throws(DecodingFailure) -> Timestamp {
        let weekday = try fields.name(of: weekdays)
        try fields.skip(" ")
        let month = try fields.name(of: months) + 1
        try fields.skip(" ")
        let day = fields.take(" ") ? try fields.number(1, 1...9) : try fields.number(2, 10...31)
        try fields.skip(" ")
        let second = try fields.time(.extended)
        try fields.skip(" ")
        let date = CivilDate(year: try fields.number(4, 1...9999), month: month, day: day)
        return try checked(fields, date, second, weekday)
    }

    private static func checked(
        _ fields: TimestampFields, _ date: CivilDate?, _ second: Int, _ weekday: Int
    ) throws(DecodingFailure) -> Timestamp {
        let timestamp = try Timestamp(date, second: second)
        guard fields.isAtEnd, timestamp.weekday == weekday else { throw .notTimestamp }
        return timestamp
    }
}
