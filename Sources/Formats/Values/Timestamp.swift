/// A moment, to the second, in UTC.
///
/// It counts seconds since 1970-01-01T00:00:00Z, without leap seconds, as Unix does. Years go from 1 to 9999:
/// arithmetic that would leave them stops at their first or last second.
package struct Timestamp: Hashable, Sendable {
    package let seconds: Int64

    package static let earliest = Timestamp(seconds: .min)
    package static let latest = Timestamp(seconds: .max)
    static let range: ClosedRange<Int64> = -62_135_596_800...253_402_300_799
    private static let secondsPerDay: Int64 = 86_400

    package init(seconds: Int64) {
        self.seconds = min(max(seconds, Self.range.lowerBound), Self.range.upperBound)
    }

    /// The start of a day, counted from 1970-01-01.
    package init(day: Int) {
        let (seconds, overflows) = Int64(day).multipliedReportingOverflow(by: Self.secondsPerDay)
        self.init(seconds: overflows ? (day < 0 ? .min : .max) : seconds)
    }

    package init(_ date: CivilDate) {
        self.init(day: date.daysSince1970)
    }

    /// How many days passed since 1970-01-01.
    package var day: Int {
        // Division of integers rounds towards zero, but the day before the epoch is -1.
        let shifted = seconds - Self.range.lowerBound
        return Int(shifted / Self.secondsPerDay) + Int(Self.range.lowerBound / Self.secondsPerDay)
    }

    package var date: CivilDate { CivilDate(daysSince1970: day) }

    /// The seconds since midnight.
    var secondOfDay: Int { Int((seconds - Self.range.lowerBound) % Self.secondsPerDay) }

    package var startOfDay: Timestamp { Timestamp(day: day) }

    /// The first second of the month, or of the month so many later: a bill runs from `startOfMonth()` to
    /// `startOfMonth(later: 1)`.
    package func startOfMonth(later months: Int = 0) -> Timestamp {
        let date = date
        let now = date.year * 12 + date.month - 1
        let (month, overflows) = now.addingReportingOverflow(months)
        guard !overflows, month >= 12 else { return months < 0 ? .earliest : .latest }
        guard let first = CivilDate(year: month / 12, month: month % 12 + 1, day: 1) else { return .latest }
        return Timestamp(first)
    }

    package func adding(seconds more: Int64) -> Timestamp {
        let (sum, overflows) = seconds.addingReportingOverflow(more)
        return Timestamp(seconds: overflows ? (more < 0 ? .min : .max) : sum)
    }

    package func adding(days: Int) -> Timestamp {
        let (more, overflows) = Int64(days).multipliedReportingOverflow(by: Self.secondsPerDay)
        return adding(seconds: overflows ? (days < 0 ? .min : .max) : more)
    }
}

extension Timestamp: Comparable {
    package static func < (left: Timestamp, right: Timestamp) -> Bool { left.seconds < right.seconds }
}
