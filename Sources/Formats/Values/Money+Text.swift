extension Money {
    /// Reads `12.5`, `-0.0000000001` or `1.25E-3`.
    ///
    /// More than ten decimals are `DecodingFailure.tooPrecise`, unless the further ones are zeros: nothing is
    /// ever rounded in silence.
    package init(_ text: Span<UInt8>) throws(DecodingFailure) {
        self = try Money(text, .exact)
    }

    /// Reads a number that may have more than ten decimals, as prices a unit do, and rounds it.
    package init(_ text: Span<UInt8>, _ rounding: Rounding) throws(DecodingFailure) {
        let number = try DecimalText(text)
        do throws(DecimalFailure) {
            let count = try number.count(ofPlaces: Self.places, rounding)
            guard let units = Int64(exactly: count) else { throw .outOfRange }
            self.init(units: units)
        } catch {
            throw DecodingFailure(error)
        }
    }

    package init(_ text: String, _ rounding: Rounding = .exact) throws(DecodingFailure) {
        self = try Money(text.utf8.span, rounding)
    }

    /// Appends the amount in plain digits: no exponent, no plus, no separators.
    ///
    /// At least two decimals follow the point, and no more than the amount needs: `0.00`, `-12.50`,
    /// `0.0000000001`. So one amount has one text, and reading it gives the amount.
    package func write(to output: inout [UInt8]) {
        let capacity = 24  // a sign, 9 digits, a point, 10 digits
        var text = InlineArray<24, UInt8>(repeating: 0)
        var start = capacity
        var (whole, fraction) = units.magnitude.quotientAndRemainder(dividingBy: Self.unitsPerOne)
        var places = fraction == 0 ? 2 : Self.places
        while places > 2, fraction.isMultiple(of: 10) {
            fraction /= 10
            places -= 1
        }
        for _ in 0..<places { start = Self.put(&fraction, to: &text, before: start) }
        start -= 1
        text[start] = UInt8(ascii: ".")
        repeat { start = Self.put(&whole, to: &text, before: start) } while whole > 0
        if units < 0 {
            start -= 1
            text[start] = UInt8(ascii: "-")
        }
        output.append(contentsOf: text.span.extracting(start..<capacity))
    }

    /// Moves the last digit of a number into the text, and says where it went.
    private static func put(
        _ number: inout UInt64, to text: inout InlineArray<24, UInt8>, before end: Int
    ) -> Int {
        let (rest, digit) = number.quotientAndRemainder(dividingBy: 10)
        text[end - 1] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
        number = rest
        return end - 1
    }
}

extension Money: CustomStringConvertible {
    package var description: String {
        var text: [UInt8] = []
        write(to: &text)
        return String(decoding: text, as: UTF8.self)
    }
}
