extension DecimalNumber {
    /// The nearest `Double`, ties to even; infinite if the number is too large.
    ///
    /// `text` is what was read.
    @inline(__always)
    func double(from text: UnsafeBufferPointer<UInt8>) -> Double {
        // Clinger's fast path: both numbers are exact as doubles, so the one rounding is the right one.
        if count <= 19, digits <= 1 << 53, exponent >= -22, exponent <= 22 {
            let magnitude = Double(digits)
            let scaled =
                exponent < 0
                ? magnitude / Self.exactPowers[-exponent] : magnitude * Self.exactPowers[exponent]
            return isNegative ? -scaled : scaled
        }
        return roundedDouble(from: text)
    }

    private static let exactPowers: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
        1e18, 1e19, 1e20, 1e21, 1e22,
    ]

    @inline(never)
    private func roundedDouble(from text: UnsafeBufferPointer<UInt8>) -> Double {
        guard count <= 19 else { return longDouble(from: text) }
        guard let magnitude = PowersOfFive.shared.double(digits, exponent: exponent) else {
            return Self.slowDouble(text)
        }
        return isNegative ? -magnitude : magnitude
    }

    /// Of a number with more digits than a word holds, the first 19 decide unless the next number differs.
    private func longDouble(from text: UnsafeBufferPointer<UInt8>) -> Double {
        let leading = Self.leadingDigits(of: text)
        let power = exponent + (count - leading.skipped - leading.count)
        guard leading.count == 19 else {
            guard let magnitude = PowersOfFive.shared.double(leading.digits, exponent: power) else {
                return Self.slowDouble(text)
            }
            return isNegative ? -magnitude : magnitude
        }
        guard let low = PowersOfFive.shared.double(leading.digits, exponent: power),
            let high = PowersOfFive.shared.double(leading.digits + 1, exponent: power), low == high
        else { return Self.slowDouble(text) }
        return isNegative ? -low : low
    }

    /// The first 19 significant digits, and how many zeros stand before them.
    private static func leadingDigits(
        of text: UnsafeBufferPointer<UInt8>
    ) -> (digits: UInt64, count: Int, skipped: Int) {
        var result: (digits: UInt64, count: Int, skipped: Int) = (0, 0, 0)
        for byte in text {
            let digit = byte &- UInt8(ascii: "0")
            guard digit < 10 else {
                if byte | 0x20 == UInt8(ascii: "e") { break }
                continue
            }
            if result.count == 0, digit == 0 {
                result.skipped += 1
            } else if result.count < 19 {
                result.digits = result.digits * 10 + UInt64(digit)
                result.count += 1
            } else {
                break
            }
        }
        return result
    }

    /// The standard library's answer, for the one number in millions that the fast ways leave open.
    private static func slowDouble(_ text: UnsafeBufferPointer<UInt8>) -> Double {
        Double(String(decoding: text, as: UTF8.self)) ?? .nan
    }
}
