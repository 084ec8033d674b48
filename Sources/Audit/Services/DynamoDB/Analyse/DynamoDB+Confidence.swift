import Capacity

extension DynamoDB {
    /// How sure one can be of what was reckoned from a table's measurements, and why not surer.
    ///
    /// Rules of ours, set in November 2026: two whole weeks are what it takes to know a week.
    static func confidence(in review: TableReview) -> Finding.Confidence {
        var (percent, reasons) = (95, [String]())
        func lower(_ points: Int, _ reason: String) {
            percent -= points
            reasons.append(reason)
        }
        let days = review.measuredDays
        switch days {
        case 14...: reasons.append("\(days) days were measured")
        case 7..<14: lower(20, "only \(days) days were measured, and a week is known after 14")
        default: lower(50, "only \(days) days were measured")
        }
        let growths = review.parts.flatMap { [$0.reads.season.growth, $0.writes.season.growth] }
        let largest = growths.compactMap { $0?.halves }.max() ?? 1
        if largest > 1.5 {
            lower(20, "its use grows: \(PlainNumber.percent(largest - 1)) more in the second half")
        }
        let risky = review.parts.reduce(0) { sum, part in
            sum + part.plan.reads.onDemand.minutesAtRisk + part.plan.writes.onDemand.minutesAtRisk
        }
        if risky > 0 { lower(15, "\(risky) minutes rose faster than on demand follows at once") }
        let period = review.parts.map { max($0.reads.period, $0.writes.period) }.max() ?? 60
        if period > 60 {
            lower(period > 300 ? 30 : 10, "peaks shorter than \(period / 60) minutes are not seen")
        }
        return Finding.Confidence(percent: max(5, percent), reason: reasons.joined(separator: "; "))
    }
}

extension PlainNumber {
    /// A share as people read it: `35 %`.
    static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
}
