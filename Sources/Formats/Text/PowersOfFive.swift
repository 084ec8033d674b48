/// The powers of five from -342 to 308 in 128 bits, and with them the nearest double of a decimal number.
///
/// Daniel Lemire, "Number parsing at a gigabyte per second" (2021). A number w × 10^q is w × 5^q × 2^q, so
/// its bits are those of w × 5^q. The table holds the first 128 bits of each 5^q; nearly always the first 64
/// decide the rounding:
///
///     w       64 bits, shifted so that its first bit is set
///     × 5^q   128 bits, shifted likewise
///     = high  64 bits: 1 or 2 leading bits, 53 bits of the double, 1 to round, 9 that must not be all ones
///
/// The table is computed at first use (0.3 ms), which is shorter to read and to check than 1302 literals.
struct PowersOfFive: Sendable {
    static let shared = PowersOfFive()

    static let smallest = -342
    static let largest = 308

    private let powers: [UInt128]

    private init() {
        powers = Self.negativePowers() + Self.positivePowers()
    }

    subscript(exponent: Int) -> UInt128 { powers[exponent - Self.smallest] }

    /// 5^0, 5^1 … by exact multiplication; the first 128 bits of each are kept.
    private static func positivePowers() -> [UInt128] {
        var number = LongNumber(1)
        return (0...largest).map { exponent in
            if exponent > 0 { number.multiplyByFive() }
            return number.leading128
        }
    }

    /// 5^-342 … 5^-1, rounded down, but up where 128 bits could otherwise make an exact product look low.
    private static func negativePowers() -> [UInt128] {
        // 5^342 has 795 bits, so 2^1088 divided by it still has more than 128.
        var number = LongNumber(powerOfTwo: 1088)
        let powers = (1 ... -smallest).map { exponent in
            number.divideByFive()
            return exponent <= 27 ? number.leading128 + 1 : number.leading128
        }
        return powers.reversed()
    }
}

extension PowersOfFive {
    /// The double nearest to `digits` × 10^`exponent`, or nil if 128 bits do not decide.
    func double(_ digits: UInt64, exponent: Int) -> Double? {
        guard digits != 0, exponent >= Self.smallest else { return 0 }
        guard exponent <= Self.largest else { return .infinity }
        let shift = digits.leadingZeroBitCount
        guard let product = product(digits << shift, self[exponent]) else { return nil }
        // floor(log2(10^q)) = (217706 × q) >> 16 for every q of the table.
        let carry = Int(product.high >> 63)
        let power = (217_706 * exponent) >> 16 + 63 + carry - shift + 1023
        return Self.round(product, carry: carry, power: power, isTiePossible: (-4...23).contains(exponent))
    }

    /// The first 128 bits of a product of 64 and 128 bits, or nil if the bits left out could matter.
    private func product(_ factor: UInt64, _ power: UInt128) -> (high: UInt64, low: UInt64)? {
        var (high, low) = UInt64(truncatingIfNeeded: power >> 64).multipliedFullWidth(by: factor)
        guard high & 0x1FF == 0x1FF else { return (high, low) }
        let rest = UInt64(truncatingIfNeeded: power).multipliedFullWidth(by: factor).high
        let sum = low.addingReportingOverflow(rest)
        low = sum.partialValue
        if sum.overflow { high += 1 }
        return low == .max ? nil : (high, low)
    }

    private static func round(
        _ product: (high: UInt64, low: UInt64), carry: Int, power: Int, isTiePossible: Bool
    ) -> Double {
        let shift = UInt64(carry + 64 - 52 - 3)
        var significand = product.high >> shift
        guard power > 0 else {
            guard power > -63 else { return 0 }
            // Below the normal numbers the double has fewer bits; ties cannot occur here.
            significand >>= UInt64(1 - power)
            significand = (significand + significand & 1) >> 1
            // A carry into bit 52 is the exponent 1: the first normal number.
            return Double(bitPattern: significand)
        }
        let isTie = product.low <= 1 && isTiePossible && significand & 3 == 1
        if isTie, significand << shift == product.high { significand &= ~1 }
        significand = (significand + significand & 1) >> 1
        // Adding, not joining: a significand that rounded up to 2^53 carries into the exponent by itself.
        let bits = (UInt64(power) << 52) + (significand - 1 << 52)
        return power >= 0x7FF || bits >= 0x7FF << 52 ? .infinity : Double(bitPattern: bits)
    }
}
