/// Whether demand has peaks of days or weeks that an average cuts away.
///
/// Everything is reckoned from averages of hours in UTC. A pattern of a week cannot be told from fewer than
/// 14 days: with one of each weekday, chance looks like a pattern.
package struct Season: Equatable, Sendable {
    package enum Pattern: String, Sendable {
        /// No pattern that repeats.
        case none
        /// Every day has about the same course.
        case daily
        /// A week is like the last one, more than a day is like the last one.
        case weekly
        /// The window is too short, or tells of no hours.
        case unknown
    }

    package static let daysForWeek = 14
    /// The likeness from which a pattern is told; random hours of two weeks stay below a fifth of it.
    static let clearLikeness = 0.5
    /// How much more alike weeks must be than days.
    static let weeklyExcess = 0.1

    /// Whole days in the window.
    package var days = 0
    /// The average rate of each hour of the week; empty where nothing tells of hours.
    package var profile: [Double] = []
    /// How alike each hour is to the one a day later, from -1 to 1.
    package var dailyLikeness: Double?
    /// How alike each hour is to the one a week later; nil in less than 14 days.
    package var weeklyLikeness: Double?
    package var pattern = Pattern.unknown
    /// When the profile is highest.
    package var peak: HourOfWeek?
    /// The average rate of that hour of the week.
    package var peakRate = 0.0
    /// That rate through the average of all hours; 0 where nothing was demanded.
    package var peakToAverage = 0.0
    package var growth: Growth?

    /// Whether the window is long enough to know the peak of a week.
    package var knowsWeek: Bool { days >= Self.daysForWeek }

    package init(of samples: borrowing Samples) {
        let hourly = HourlyRates(samples)
        days = hourly.rates.count / 24
        growth = Growth(days: hourly.days)
        guard !hourly.rates.isEmpty else { return }
        profile(hourly)
        dailyLikeness = days >= 2 ? hourly.likeness(after: 24) : nil
        weeklyLikeness = knowsWeek ? hourly.likeness(after: HourOfWeek.count) : nil
        pattern = Self.pattern(dailyLikeness, weeklyLikeness, days: days)
    }

    private static func pattern(_ daily: Double?, _ weekly: Double?, days: Int) -> Pattern {
        let (day, week) = (daily ?? 0, weekly ?? 0)
        if week >= clearLikeness, week > day + weeklyExcess { return .weekly }
        if day >= clearLikeness { return .daily }
        return days >= daysForWeek ? .none : .unknown
    }

    private mutating func profile(_ hourly: HourlyRates) {
        var counts = [Double](repeating: 0, count: HourOfWeek.count)
        profile = counts
        var hour = HourOfWeek(hourSinceEpoch: hourly.firstHour).number
        for rate in hourly.rates {
            profile[hour] += rate
            counts[hour] += 1
            hour = hour == HourOfWeek.count - 1 ? 0 : hour + 1
        }
        var best = 0
        for index in profile.indices where counts[index] > 0 {
            profile[index] /= counts[index]
            if profile[index] > profile[best] { best = index }
        }
        peakRate = profile[best]
        let average = hourly.rates.reduce(0, +) / Double(hourly.rates.count)
        guard average > 0 else { return }
        peak = HourOfWeek(hourSinceEpoch: best - 72)
        peakToAverage = peakRate / average
    }
}
