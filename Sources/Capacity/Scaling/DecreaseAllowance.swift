/// How often capacity may still be lowered.
///
/// AWS's quota, as of November 2026: four decreases at any time of a UTC day, further ones only when there
/// was none in the past hour, and so at most 27. It is one quota for a table and one for each of its indexes,
/// reads and writes together; an update that lowers both counts once.
struct DecreaseAllowance {
    static let free = 4
    static let most = 27
    static let pause = 60
    private static let day = 1440

    private var used = 0
    private var last = 0
    /// The minute with which the next day begins.
    private var nextDay: Int

    /// The first minute of a simulation is so many minutes after the epoch.
    init(firstMinute: Int) {
        let intoDay = ((firstMinute % Self.day) + Self.day) % Self.day
        nextDay = Self.day - intoDay
    }

    /// The first minute from `minute` in which capacity may be lowered.
    mutating func next(from minute: Int) -> Int {
        enter(minute)
        if used < Self.free { return minute }
        return used < Self.most ? min(max(minute, last + Self.pause), nextDay) : nextDay
    }

    mutating func use(at minute: Int) {
        enter(minute)
        used += 1
        last = minute
    }

    private mutating func enter(_ minute: Int) {
        while minute >= nextDay {
            nextDay += Self.day
            used = 0
        }
    }
}
