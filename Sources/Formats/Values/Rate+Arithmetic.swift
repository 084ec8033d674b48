/// Exact arithmetic: what does not fit is refused, and nothing is rounded before it becomes money.
extension Rate {
    package static let zero = Rate(0)

    /// A number with its digits, without zeros at the end of a fraction.
    init(digits coefficient: Int128, scale: Int) {
        var (coefficient, scale) = (coefficient, coefficient == 0 ? 0 : scale)
        while scale > 0, coefficient.isMultiple(of: 10) {
            coefficient /= 10
            scale -= 1
        }
        self.coefficient = coefficient
        self.scale = scale
    }

    package static func + (left: Rate, right: Rate) throws(DecimalFailure) -> Rate {
        let (first, second, scale) = try aligned(left, right)
        let (sum, overflows) = first.addingReportingOverflow(second)
        guard !overflows else { throw .outOfRange }
        return Rate(digits: sum, scale: scale)
    }

    package static func - (left: Rate, right: Rate) throws(DecimalFailure) -> Rate {
        let (first, second, scale) = try aligned(left, right)
        let (difference, overflows) = first.subtractingReportingOverflow(second)
        guard !overflows else { throw .outOfRange }
        return Rate(digits: difference, scale: scale)
    }

    package static func * (left: Rate, right: Rate) throws(DecimalFailure) -> Rate {
        let (product, overflows) = left.coefficient.multipliedReportingOverflow(by: right.coefficient)
        guard !overflows else { throw .outOfRange }
        let exact = Rate(digits: product, scale: left.scale + right.scale)
        guard exact.scale <= digits else { throw .tooPrecise }
        return exact
    }

    /// The number as an amount of money.
    package func money(_ rounding: Rounding) throws(DecimalFailure) -> Money {
        try money(dividedBy: 1, rounding)
    }

    /// The number divided, as an amount of money: divided once, and then rounded once.
    ///
    /// Unit-minutes at a price an hour are multiplied first and divided by 60 here, so that a third of a unit-hour
    /// never has to be written in decimals.
    package func money(dividedBy divisor: Int, _ rounding: Rounding) throws(DecimalFailure) -> Money {
        precondition(divisor > 0)
        let shift = Money.places - scale
        let numerator = try Self.product(coefficient.magnitude, .powerOfTen(max(0, shift)))
        let denominator = try Self.product(UInt128(divisor), .powerOfTen(max(0, -shift)))
        let magnitude = try rounded(numerator, over: denominator, rounding)
        guard let value = Int128(exactly: magnitude),
            let units = Int64(exactly: coefficient < 0 ? -value : value)
        else { throw .outOfRange }
        return Money(units: units)
    }

    private func rounded(
        _ numerator: UInt128, over denominator: UInt128, _ rounding: Rounding
    ) throws(DecimalFailure) -> UInt128 {
        let (quotient, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
        guard rest != 0 else { return quotient }
        switch rounding {
        case .exact:
            throw .tooPrecise
        case .halfEven:
            // Not twice the rest, which may not fit.
            let other = denominator - rest
            let goesUp = rest == other ? !quotient.isMultiple(of: 2) : rest > other
            return quotient + (goesUp ? 1 : 0)
        case .down:
            return quotient + (coefficient < 0 ? 1 : 0)
        }
    }

    private static func product(_ left: UInt128, _ right: UInt128) throws(DecimalFailure) -> UInt128 {
        let (product, overflows) = left.multipliedReportingOverflow(by: right)
        guard !overflows else { throw .outOfRange }
        return product
    }

    /// Both as counts of the same power of ten.
    private static func aligned(
        _ left: Rate, _ right: Rate
    ) throws(DecimalFailure) -> (Int128, Int128, scale: Int) {
        let scale = max(left.scale, right.scale)
        return (try left.digits(atScale: scale), try right.digits(atScale: scale), scale)
    }

    private func digits(atScale wanted: Int) throws(DecimalFailure) -> Int128 {
        let power = Int128(UInt128.powerOfTen(wanted - scale))
        let (digits, overflows) = coefficient.multipliedReportingOverflow(by: power)
        guard !overflows else { throw .outOfRange }
        return digits
    }
}

extension Rate: Comparable {
    package static func < (left: Rate, right: Rate) -> Bool {
        let (first, second) = (left.parts, right.parts)
        return first.whole == second.whole ? first.fraction < second.fraction : first.whole < second.whole
    }

    /// What stands before the point, and what behind it at the finest scale, which always fits.
    private var parts: (whole: Int128, fraction: Int128) {
        let unit = Int128(UInt128.powerOfTen(scale))
        let (whole, rest) = coefficient.quotientAndRemainder(dividingBy: unit)
        return (whole, rest * Int128(UInt128.powerOfTen(Self.digits - scale)))
    }
}
