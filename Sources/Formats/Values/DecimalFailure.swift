/// Why a number cannot be had exactly.
package enum DecimalFailure: Error, Equatable, Sendable {
    /// It has digits beyond the last place, and nobody said to round.
    case tooPrecise
    /// It is larger than the type can hold.
    case outOfRange
}

extension DecodingFailure {
    /// The text is no decimal number.
    package static let notDecimal = DecodingFailure("not a decimal number")
    /// The text has digits beyond the last place that the type keeps.
    package static let tooPrecise = DecodingFailure("a decimal number with too many digits to keep exactly")
    /// The text is a number larger than the type can hold.
    package static let outOfRange = DecodingFailure("a decimal number out of range")

    init(_ failure: DecimalFailure) {
        switch failure {
        case .tooPrecise: self = .tooPrecise
        case .outOfRange: self = .outOfRange
        }
    }
}
