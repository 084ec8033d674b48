/// An exact decimal number of up to 38 digits: a price a unit, or a quantity of units.
///
/// Price lists give rates such as `0.0000000309` with more decimals than money has, so a rate keeps every
/// digit and only a product is rounded, once, as its caller says.
package struct Rate: Hashable, Sendable {
    /// The most digits a coefficient has, and the most that follow the point.
    package static let digits = 38

    /// The digits, without zeros at the end of a fraction, so that equal rates are equal values.
    let coefficient: Int128
    /// How many of the digits follow the point.
    let scale: Int

    package init(_ value: Int) {
        coefficient = Int128(value)
        scale = 0
    }

    /// Reads `0.0000000309`, `3.09e-8` or `744`.
    package init(_ text: Span<UInt8>) throws(DecodingFailure) {
        var number = try DecimalText(text)
        guard !number.hasMore else { throw .tooPrecise }
        while number.exponent < 0, number.coefficient.isMultiple(of: 10) {
            guard number.coefficient != 0 else { break }
            number.coefficient /= 10
            number.exponent += 1
        }
        scale = number.coefficient == 0 ? 0 : max(0, -number.exponent)
        guard scale <= Self.digits else { throw .tooPrecise }
        do throws(DecimalFailure) {
            coefficient = try number.count(ofPlaces: scale, .exact)
        } catch {
            throw DecodingFailure(error)
        }
    }

    package init(_ text: String) throws(DecodingFailure) {
        self = try Rate(text.utf8.span)
    }

    /// What a quantity costs at this rate: the product is exact, and then rounded to ten decimals.
    ///
    /// A product that needs more than 38 digits is out of range.
    package func cost(of quantity: Rate, _ rounding: Rounding) throws(DecimalFailure) -> Money {
        let (product, overflows) = coefficient.multipliedReportingOverflow(by: quantity.coefficient)
        guard !overflows else { throw .outOfRange }
        let number = DecimalText(product, exponent: -(scale + quantity.scale))
        guard let units = Int64(exactly: try number.count(ofPlaces: Money.places, rounding)) else {
            throw .outOfRange
        }
        return Money(units: units)
    }
}

extension Rate: CustomStringConvertible {
    /// Plain digits, as many as the rate needs: `0.0000000309`, `744`.
    package var description: String {
        let digits = String(coefficient.magnitude)
        let sign = coefficient < 0 ? "-" : ""
        guard scale > 0 else { return sign + digits }
        let padded = String(repeating: "0", count: max(0, scale + 1 - digits.utf8.count)) + digits
        return sign + padded.dropLast(scale) + "." + padded.suffix(scale)
    }
}
