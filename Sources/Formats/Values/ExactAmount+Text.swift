extension ExactAmount {
    /// What becomes of digits that are finer than the rest.
    package enum Excess: Sendable {
        /// They are `DecodingFailure.tooPrecise`, as money has it.
        case refused
        /// They are cut off, as will do for quantities.
        case cut
    }

    /// Reads `12.5`, `-0.0000000001` or `1.25E-3` as a count of units of ten to the power of minus `places`.
    package init(
        _ text: UnsafeBufferPointer<UInt8>, places: Int, _ excess: Excess = .refused
    ) throws(DecodingFailure) {
        if let plain = Self(plain: text, places: places) {
            self = plain
        } else {
            self = try Self(DecimalText(text.span), places: places, excess)
        }
    }

    package init(_ text: String, places: Int, _ excess: Excess = .refused) throws(DecodingFailure) {
        let bytes = Array(text.utf8)
        self = try bytes.withUnsafeBufferPointer { bytes throws(DecodingFailure) in
            try ExactAmount(bytes, places: places, excess)
        }
    }

    /// Reads up to 18 digits with a point among them, which nearly all amounts are; nil for any other text.
    private init?(plain text: UnsafeBufferPointer<UInt8>, places: Int) {
        guard let first = text.first, text.count <= 20 else { return nil }
        let isNegative = first == UInt8(ascii: "-")
        var index = isNegative ? 1 : 0
        var value: UInt64 = 0
        var point = -1
        while index < text.count {
            let digit = text[index] &- UInt8(ascii: "0")
            if digit <= 9 {
                value = value &* 10 &+ UInt64(digit)
            } else {
                guard text[index] == UInt8(ascii: "."), point < 0 else { return nil }
                point = index
            }
            index += 1
        }
        let digits = text.count - (isNegative ? 1 : 0) - (point < 0 ? 0 : 1)
        guard digits > 0, digits <= 18 else { return nil }
        let decimals = point < 0 ? 0 : text.count - 1 - point
        self.init(value, decimals: decimals - places, isNegative: isNegative)
    }

    /// A number of `decimals` more digits behind the point than the unit has.
    private init?(_ value: UInt64, decimals: Int, isNegative: Bool) {
        if decimals <= 0 {
            guard decimals >= -18 else { return nil }
            let (units, overflows) = value.multipliedReportingOverflow(by: Self.powers[-decimals])
            guard !overflows, let whole = Int64(exactly: units) else { return nil }
            self.init(units: isNegative ? -whole : whole)
        } else {
            let (units, rest) = value.quotientAndRemainder(dividingBy: Self.powers[decimals])
            self.init(
                magnitude: Int64(units), rest: Int64(rest * Self.powers[Self.restPlaces - decimals]),
                isNegative: isNegative)
        }
    }

    private init(magnitude units: Int64, rest: Int64, isNegative: Bool) {
        if !isNegative {
            self.init(units: units, rest: rest)
        } else if rest == 0 {
            self.init(units: -units)
        } else {
            self.init(units: -units - 1, rest: Self.restsPerUnit - rest)
        }
    }

    private init(_ number: DecimalText, places: Int, _ excess: Excess) throws(DecodingFailure) {
        guard !number.hasMore || excess == .cut else { throw .tooPrecise }
        guard number.coefficient > 0 else {
            self.init()
            return
        }
        let exponent = number.exponent + places
        guard exponent < 0 else {
            guard exponent <= 38 else { throw .outOfRange }
            let (units, overflows) = number.coefficient.multipliedReportingOverflow(
                by: UInt128.powerOfTen(exponent))
            guard !overflows, let whole = Int64(exactly: units) else { throw .outOfRange }
            self.init(magnitude: whole, rest: 0, isNegative: number.isNegative)
            return
        }
        let unit = -exponent <= 38 ? UInt128.powerOfTen(-exponent) : nil
        let units = unit.map { number.coefficient / $0 } ?? 0
        let part = unit.map { number.coefficient % $0 } ?? number.coefficient
        guard let whole = Int64(exactly: units), whole < .max else { throw .outOfRange }
        let rest = try Self.rest(of: part, digits: -exponent, excess)
        self.init(magnitude: whole, rest: rest, isNegative: number.isNegative)
    }

    /// A part of a unit, told in so many digits, as a rest.
    private static func rest(
        of part: UInt128, digits: Int, _ excess: Excess
    ) throws(DecodingFailure) -> Int64 {
        guard digits > restPlaces else { return Int64(part * UInt128.powerOfTen(restPlaces - digits)) }
        let surplus = digits - restPlaces
        guard surplus <= 38 else {
            guard part == 0 || excess == .cut else { throw .tooPrecise }
            return 0
        }
        let (rest, lost) = part.quotientAndRemainder(dividingBy: UInt128.powerOfTen(surplus))
        guard lost == 0 || excess == .cut else { throw .tooPrecise }
        return Int64(rest)
    }

    private static let powers: InlineArray<19, UInt64> = {
        var powers = InlineArray<19, UInt64>(repeating: 1)
        for exponent in 1..<19 { powers[exponent] = powers[exponent - 1] * 10 }
        return powers
    }()
}
