/// A text that is a number and nothing else.
struct NumberText {
    private let number: DecimalNumber
    private let text: UnsafeBufferPointer<UInt8>

    init?(_ text: UnsafeBufferPointer<UInt8>) {
        guard var cursor = text.baseAddress else { return nil }
        let end = cursor + text.count
        guard let number = DecimalNumber(at: &cursor, before: end), cursor == end else { return nil }
        self.number = number
        self.text = text
    }

    var double: Double { number.double(from: text) }

    /// The integer, if it is written as one and fits.
    var int: Int? { number.int }
}

extension DecimalNumber {
    /// The integer, if it is written as one and fits.
    var int: Int? {
        guard isInteger, count <= 19 else { return nil }
        guard isNegative else { return Int(exactly: digits) }
        return digits <= Int.min.magnitude ? Int(truncatingIfNeeded: 0 &- digits) : nil
    }
}
