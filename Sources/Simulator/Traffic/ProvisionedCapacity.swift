/// How many units a second a table or index has been given, hour by hour.
enum ProvisionedCapacity {
    case fixed(Int)
    case scaled(Scaling, by: Traffic, parts: Int)

    /// What auto scaling may do.
    struct Scaling: Equatable {
        var least: Int
        var most: Int
        /// The share in use that it aims at, in hundredths.
        var target: Int
    }

    /// The units in an hour.
    ///
    /// Auto scaling goes up as soon as more is asked for, and comes down after two quieter hours.
    func units(inHour hour: Int) -> Int {
        switch self {
        case .fixed(let units): return units
        case .scaled(let scaling, let traffic, let parts):
            var most = 0
            for before in 0...2 { most = max(most, traffic.amount(inHour: hour - before)) }
            let wanted = (most * 100 + scaling.target - 1) / scaling.target
            let units = (wanted + parts * 3600 - 1) / (parts * 3600)
            return min(max(units, scaling.least), scaling.most)
        }
    }

    /// The unit hours of a day, as they are billed.
    func unitHours(onDay day: Int, within hours: Range<Int>) -> Int {
        let day = (day * 24..<day * 24 + 24).clamped(to: hours)
        if case .fixed(let units) = self { return units * day.count }
        return day.reduce(0) { $0 + units(inHour: $1) }
    }
}
