/// What to do with digits that have no room.
package enum Rounding: Sendable {
    /// Fail, unless they are zeros.
    case exact
    /// Take the nearest number, and of two the even one, so that errors do not add up.
    case halfEven
    /// Take the next lower number.
    case down
}

extension DecimalText {
    /// The number as a count of units of 10 to the power of `-places`.
    func count(ofPlaces places: Int, _ rounding: Rounding) throws(DecimalFailure) -> Int128 {
        guard coefficient != 0 else { return 0 }
        let shift = exponent + places
        guard shift < 0 else {
            guard shift <= 38, !hasMore else { throw .outOfRange }
            let (magnitude, overflows) = coefficient.multipliedReportingOverflow(by: .powerOfTen(shift))
            guard !overflows else { throw .outOfRange }
            return try signed(magnitude)
        }
        return try signed(rounded(dropping: -shift, rounding))
    }

    /// The coefficient without its last digits.
    private func rounded(dropping digits: Int, _ rounding: Rounding) throws(DecimalFailure) -> UInt128 {
        guard digits <= 38 else {  // less than a tenth of a unit
            switch rounding {
            case .exact: throw .tooPrecise
            case .halfEven: return 0
            case .down: return isNegative ? 1 : 0
            }
        }
        let unit = UInt128.powerOfTen(digits)
        let (quotient, remainder) = coefficient.quotientAndRemainder(dividingBy: unit)
        guard remainder != 0 || hasMore else { return quotient }
        switch rounding {
        case .exact:
            throw .tooPrecise
        case .halfEven:
            let half = unit / 2
            let isTie = remainder == half && !hasMore
            let goesUp = isTie ? !quotient.isMultiple(of: 2) : remainder >= half
            return quotient + (goesUp ? 1 : 0)
        case .down:
            return quotient + (isNegative ? 1 : 0)
        }
    }

    private func signed(_ magnitude: UInt128) throws(DecimalFailure) -> Int128 {
        guard let value = Int128(exactly: magnitude) else { throw .outOfRange }
        return isNegative ? -value : value
    }
}
