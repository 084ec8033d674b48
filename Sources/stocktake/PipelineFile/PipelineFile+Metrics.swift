import AWS
import Audit
import Formats

/// What says how far back metrics are looked at, and what asking for them may cost.
extension PipelineFile {
    static func metrics(_ file: Section, _ services: Section) throws(Section.Mistake) -> MetricWindow {
        var window = MetricWindow()
        let dynamodb = try services.section("dynamodb", keys: ["days", "period", "operations"])
        window.days = try dynamodb.int("days", in: 1...455, or: window.days)
        let periods = ["1m": 60, "5m": 300, "1h": 3600]
        let period = try dynamodb.choice("period", of: ["1m", "5m", "1h"], or: "5m")
        window.period = periods[period] ?? window.period
        let operations = try dynamodb.choice("operations", of: ["yes", "no"], or: "yes")
        window.measuresOperations = operations == "yes"
        let most = mostDays[period] ?? window.days
        guard window.days <= most else {
            throw Section.Mistake(
                "CloudWatch keeps samples of \(period) for \(most) days, not for \(window.days)",
                at: dynamodb.place(of: "days"), hint: "write `days: \(most)`, or a longer `period`")
        }
        window.budget = try budget(file) ?? window.budget
        return window
    }

    /// The whole days for which CloudWatch keeps samples of a period; the oldest day is never whole.
    private static let mostDays = ["1m": 14, "5m": 62, "1h": 454]

    /// An amount such as `5 USD`.
    private static func budget(_ file: Section) throws(Section.Mistake) -> Money? {
        let written = try file.string(
            "metrics-budget",
            ifPresent: { text in
                amount(text) == nil ? "is no amount: write it as `5 USD`" : nil
            })
        return written.flatMap(amount)
    }

    private static func amount(_ text: String) -> Money? {
        let words = text.split(separator: " ")
        guard words.count == 2, words[1] == "USD", let money = try? Money(String(words[0])) else {
            return nil
        }
        return money.units >= 0 ? money : nil
    }
}
