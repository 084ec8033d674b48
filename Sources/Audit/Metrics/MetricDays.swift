import Formats
import Pipeline

/// The whole days of UTC that are looked at: those before the day of the run, as far back as the pipeline file
/// says and CloudWatch keeps.
///
/// Days, and not hours before now, so that two runs of one day ask for the same, and what is stored of a day is all
/// of it.
struct MetricDays: Equatable, Sendable {
    /// Behind the last day.
    var end: Int
    /// Whether the samples of the last day have all arrived when the run looks.
    var isSettled: Bool
    private var window: MetricWindow

    init(_ window: MetricWindow, of run: Run) {
        self.window = window
        end = run.asOf.day
        isSettled = Self.isSettled(end, at: run.asOf)
    }

    /// CloudWatch shows a sample some minutes after its time.
    private static let delay: Int64 = 900

    private static func isSettled(_ end: Int, at asOf: Timestamp) -> Bool {
        asOf >= Timestamp(day: end).adding(seconds: delay)
    }

    /// How long CloudWatch keeps samples of a period, in days (its documentation of GetMetricData, read 2026-11).
    private static func retention(of period: Int) -> Int {
        switch period {
        case ..<60: 0
        case ..<300: 15
        case ..<3600: 63
        default: 455
        }
    }

    /// The days of a period, the first being no earlier than the resource itself.
    func days(of period: Int, since created: Timestamp?) -> Range<Int> {
        // The oldest day that is kept has lost its beginning.
        let kept = min(window.days, Self.retention(of: period) - 1)
        let first = max(end - kept, created?.day ?? .min)
        return min(first, end)..<end
    }

    /// What of these days is still to be asked for, where some have been.
    func missing(_ days: Range<Int>, having known: Range<Int>, asOf: Timestamp) -> Range<Int> {
        guard !days.isEmpty else { return days }
        guard known.lowerBound <= days.lowerBound, known.upperBound >= days.lowerBound else { return days }
        var first = known.upperBound
        // The last day is asked for once more where it was looked at too soon.
        if !Self.isSettled(known.upperBound, at: asOf), isSettled || end > known.upperBound { first -= 1 }
        return min(first, days.upperBound)..<days.upperBound
    }
}
