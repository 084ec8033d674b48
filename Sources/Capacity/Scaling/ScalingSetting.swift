/// How one dimension of a table or an index scales by target tracking.
///
/// The rules, as the developer guide and the knowledge centre of AWS told them in November 2026: capacity
/// grows when two consecutive minutes consumed more than the target share of it, and shrinks when 15
/// consecutive minutes consumed less than the target less 20 points. Both set it to what the most of those
/// minutes needs at the target, within the minimum and the maximum. The time that alarms and the update
/// itself take (a few minutes, not promised) is not simulated: what is decided from the minutes before a
/// minute holds in it.
package struct ScalingSetting: Equatable, Hashable, Sendable {
    package static let targets = 20...90

    /// Percent of the capacity that should be consumed.
    package let target: Int
    package let minimum: Int
    package let maximum: Int
    /// The capacity before the first minute; nil is what a scaler would hold that has settled on the first
    /// 15.
    package let start: Int?

    /// Values out of range are taken for the nearest that are in it.
    package init(target: Int, minimum: Int, maximum: Int, start: Int? = nil) {
        self.target = min(max(target, Self.targets.lowerBound), Self.targets.upperBound)
        self.minimum = max(1, minimum)
        self.maximum = max(self.minimum, maximum)
        self.start = start
    }

    /// A capacity that does not change.
    static func fixed(_ capacity: Int) -> ScalingSetting {
        ScalingSetting(target: targets.upperBound, minimum: capacity, maximum: capacity)
    }

    /// Percent of the capacity below which 15 minutes shrink it.
    ///
    /// At a target of 20 it would be zero, below which nothing falls: one percent lets an idle table shrink.
    var low: Int { max(target - 20, 1) }
}

extension ScalingSetting {
    /// The capacity that consumes the target share when a minute demands so many halves.
    func capacity(for halves: Int32) -> Int { (5 * Int(halves) + 6 * target - 1) / (6 * target) }

    /// The halves of a minute above which a capacity grows; no minute exceeds it at the maximum.
    func riseThreshold(_ capacity: Int) -> Int32 {
        capacity >= maximum ? Demand.most : Int32(min(6 * target * capacity / 5, Int(Demand.most)))
    }

    /// The halves of a minute up to which a capacity shrinks; -1 where it cannot.
    ///
    /// Below the low mark, and low enough for one unit less to be enough: 1.4 units of 2 at a target of 70
    /// are no reason to shrink to 2.
    func fallThreshold(_ capacity: Int) -> Int32 {
        guard capacity > minimum else { return -1 }
        let belowLow = (6 * low * capacity - 1) / 5
        let enough = 6 * target * (capacity - 1) / 5
        return Int32(min(belowLow, enough, Int(Demand.most)))
    }

    /// The capacity before the first minute.
    func initialCapacity(_ demand: borrowing Demand) -> Int {
        var most: Int32 = 0
        for minute in 0..<min(15, demand.minutes) { most = max(most, demand.demand[minute]) }
        return min(max(start ?? capacity(for: most), minimum), maximum)
    }
}
