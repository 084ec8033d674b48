/// The fields of a date in text, taken one after the other.
struct TimestampFields {
    private let text: UnsafeBufferPointer<UInt8>
    private var index = 0

    init(_ text: UnsafeBufferPointer<UInt8>) {
        self.text = text
    }

    var isAtEnd: Bool { index == text.count }

    /// The next byte, which stays.
    var next: UInt8? { index < text.count ? text[index] : nil }

    /// Takes a byte if it is next.
    mutating func take(_ byte: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: byte) else { return false }
        index += 1
        return true
    }

    mutating func skip(_ word: StaticString) throws(DecodingFailure) {
        for offset in 0..<word.utf8CodeUnitCount {
            guard next == word.utf8Start[offset] else { throw .notTimestamp }
            index += 1
        }
    }

    /// Takes exactly so many digits, of a number within limits.
    mutating func number(_ digits: Int, _ limits: ClosedRange<Int>) throws(DecodingFailure) -> Int {
        var value = 0
        for _ in 0..<digits {
            guard let digit = next.map({ $0 &- UInt8(ascii: "0") }), digit <= 9 else { throw .notTimestamp }
            value = value * 10 + Int(digit)
            index += 1
        }
        guard limits ~= value else { throw .notTimestamp }
        return value
    }

    /// Skips one or more digits.
    mutating func skipDigits() throws(DecodingFailure) {
        let start = index
        while let byte = next, byte &- UInt8(ascii: "0") <= 9 { index += 1 }
        guard index > start else { throw .notTimestamp }
    }

    /// Takes one of some names, and says which.
    mutating func name(of names: [StaticString]) throws(DecodingFailure) -> Int {
        for (number, name) in names.enumerated() {
            let count = name.utf8CodeUnitCount
            guard text.count - index >= count else { continue }
            let candidate = text[index..<index + count]
            guard candidate.elementsEqual(UnsafeBufferPointer(start: name.utf8Start, count: count)) else {
                continue
            }
            index += count
            return number
        }
        throw .notTimestamp
    }

    /// Takes `01:02:03`, or `010203` in a basic style, and gives the second of the day.
    ///
    /// A leap second, `23:59:60`, is refused: Unix time has no number for it.
    mutating func time(_ style: Timestamp.Style) throws(DecodingFailure) -> Int {
        let hour = try number(2, 0...23)
        if style.isSeparated { try skip(":") }
        let minute = try number(2, 0...59)
        if style.isSeparated { try skip(":") }
        return try hour * 3600 + minute * 60 + number(2, 0...59)
    }
}

extension DecodingFailure {
    /// The text is no date, or none that exists.
    package static let notTimestamp = DecodingFailure("not a date or time")
}

extension Timestamp {
    /// The moment of a date and a time that is ahead of UTC by an offset; a failure where it leaves the
    /// years.
    init(_ date: CivilDate?, second: Int, offset: Int = 0) throws(DecodingFailure) {
        guard let date else { throw .notTimestamp }
        let seconds = Timestamp(date).seconds + Int64(second - offset)
        guard Self.range ~= seconds else { throw .notTimestamp }
        self.init(seconds: seconds)
    }
}
