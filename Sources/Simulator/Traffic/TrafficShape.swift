/// How the load of a table goes through its days and weeks.
///
/// A shape says what share of its peak is asked for in an hour, in thousandths, so that an hour, a day and a month
/// are sums of few numbers and agree with one another to the last unit. Hours are counted from 1970.
enum TrafficShape: Equatable {
    /// Nobody comes.
    case none
    case steady
    case officeHours
    /// People by day, fewer at the weekend.
    case diurnal
    /// Little, and now and then all at once.
    case bursty
    /// A job that runs from one to four.
    case nightly
    /// As by day, and more every day until the end.
    case growing(until: Int)
    /// As by day, until an hour in which everything stopped.
    case died(at: Int)
    case sundays
    /// A peak of one hour every few days, and next to nothing between.
    case spiky

    /// The share of the peak in an hour, in thousandths; chance is that hour's own.
    func weight(atHour hour: Int, _ chance: UInt64) -> Int {
        switch self {
        case .none: 0
        case .steady: 940
        case .officeHours: Self.office(hour)
        case .diurnal: Self.day(hour)
        case .bursty: chance & 31 == 0 ? 1000 : 25
        case .nightly: Self.night(hour % 24)
        case .growing(let end): Self.day(hour) * max(100, 1000 - (end - hour) / 12) / 1000
        case .died(let last): hour < last ? Self.day(hour) : 0
        case .sundays: Self.weekday(hour) == 0 && (9..<15).contains(hour % 24) ? 1000 : 60
        case .spiky: chance & 127 == 0 ? 1000 : Self.day(hour) * 3 / 100
        }
    }

    /// Whether an hour's load comes in a few minutes of it.
    var isConcentrated: Bool { self == .bursty || self == .spiky }

    /// Sunday is 0; 1970 began on a Thursday.
    static func weekday(_ hour: Int) -> Int { (hour / 24 + 4) % 7 }

    private static let daytime = [
        180, 140, 110, 100, 110, 150, 240, 400, 560, 680, 760, 800, 820, 810, 790, 780, 800, 860, 930, 940,
        900,
        760, 540, 320,
    ]

    private static func day(_ hour: Int) -> Int {
        let weekday = weekday(hour)
        let weight = daytime[hour % 24]
        return weekday == 0 || weekday == 6 ? weight * 7 / 10 : weight
    }

    private static func office(_ hour: Int) -> Int {
        let weekday = weekday(hour)
        guard weekday != 0, weekday != 6 else { return 20 }
        switch hour % 24 {
        case 8..<18: return 940
        case 7, 18: return 300
        default: return 20
        }
    }

    private static func night(_ hour: Int) -> Int {
        switch hour {
        case 1, 2: 940
        case 3: 300
        default: 0
        }
    }
}
