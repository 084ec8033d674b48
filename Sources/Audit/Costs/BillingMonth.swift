/// The month that monthly costs and savings are told for.
///
/// AWS bills hours as they pass, 672 to 744 a month. A figure "a month" that does not change with the calendar
/// needs a month of one length: a year of 8,760 hours has twelve of 730, and AWS's own calculator takes the same
/// (https://aws.amazon.com/calculator/calculator-assumptions/, November 2026). Free hours are another thing: 25
/// units are free for the 744 hours of the longest month.
package enum BillingMonth {
    package static let hours = 730
    package static let minutes = hours * 60
    package static let hoursPerYear = hours * 12
}
