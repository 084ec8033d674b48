/// An hour of the week in UTC: 0 begins on Monday at 00:00, 167 on Sunday at 23:00.
package struct HourOfWeek: Equatable, Hashable, Sendable {
    package static let count = 168

    package let number: Int

    /// The hour of the week of an hour since the epoch, which began on a Thursday.
    package init(hourSinceEpoch hour: Int) {
        let shifted = (hour + 72) % Self.count
        number = shifted < 0 ? shifted + Self.count : shifted
    }

    /// 0 is Monday.
    package var day: Int { number / 24 }
    package var hour: Int { number % 24 }
}
