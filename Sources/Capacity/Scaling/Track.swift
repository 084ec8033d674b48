/// The capacity of one dimension while it is simulated.
///
/// It jumps from event to event: a capacity holds from `served` until the next `rise` or `fall`, and what it
/// cost and throttled meanwhile is reckoned when it ends.
struct Track {
    let setting: ScalingSetting
    private(set) var capacity: Int
    /// The minute that it grows in, and the one that it shrinks in if the allowance lets it.
    private(set) var rise = 0
    private(set) var fall = 0
    /// The first minute that is not yet reckoned.
    private(set) var served = 0
    private(set) var outcome = SimulatedCapacity()
    /// The halves that may be throttled; one more and serving stops.
    private let tolerated: Int
    /// Since when the bucket is not full, if it is not.
    private(set) var drawn = 0
    /// Whether the bucket was full at the present capacity; not so at first when it has grown.
    private(set) var wasFull = true
    /// Unused halves of the last 300 seconds; full at the beginning.
    private(set) var bucket: Int

    static let bucketMinutes = 5

    init(_ setting: ScalingSetting, over demand: borrowing Demand, tolerated: Int) {
        self.setting = setting
        self.tolerated = tolerated
        capacity = setting.initialCapacity(demand)
        bucket = capacity * Demand.halvesPerUnit * Self.bucketMinutes
        outcome.largest = capacity
        look(from: 0, fallsFrom: 0, in: demand)
    }

    /// Looks for the next events of the present capacity.
    private mutating func look(from minute: Int, fallsFrom allowed: Int, in demand: borrowing Demand) {
        rise = demand.rise(from: minute, above: setting.riseThreshold(capacity))
        fall = demand.fall(from: allowed, atMost: setting.fallThreshold(capacity))
    }

    /// Puts off a decrease that the allowance forbids until a minute.
    mutating func allowFalls(from minute: Int, in demand: borrowing Demand) {
        if fall < minute { fall = demand.fall(from: minute, atMost: setting.fallThreshold(capacity)) }
    }

    mutating func grow(in demand: borrowing Demand) {
        let minute = rise
        let most = max(demand.demand[minute - 1], demand.demand[minute - 2])
        set(min(setting.capacity(for: most), setting.maximum), at: minute)
        outcome.increases += 1
        look(from: minute + 1, fallsFrom: minute + 1, in: demand)
    }

    mutating func shrink(in demand: borrowing Demand) {
        let minute = fall
        set(max(setting.capacity(for: demand.quarter[minute - 15]), setting.minimum), at: minute)
        outcome.decreases += 1
        look(from: minute + 1, fallsFrom: minute + 1, in: demand)
    }

    private mutating func set(_ capacity: Int, at minute: Int) {
        self.capacity = capacity
        wasFull = false
        fill(to: capacity * Demand.halvesPerUnit * Self.bucketMinutes, at: minute)
        outcome.largest = max(outcome.largest, capacity)
    }

    /// Cuts off what a full bucket does not hold.
    private mutating func fill(to full: Int, at minute: Int) {
        guard bucket >= full else { return }
        (bucket, drawn, wasFull) = (full, minute, true)
    }

    /// Reckons the minutes up to `end`; false when more was throttled than is tolerated, in minute `served`.
    mutating func serve(until end: Int, in demand: borrowing Demand) -> Bool {
        let gives = capacity * Demand.halvesPerUnit
        let threshold = Int32(min(gives, Int(Demand.most)))
        let full = gives * Self.bucketMinutes
        let before = demand.before
        while served < end {
            let overload = demand.overload(from: served, until: end, above: threshold)
            // Up to there no minute took from the bucket, so it only filled.
            let unused = gives * (overload - served) - Int(before[overload] - before[served])
            outcome.unitMinutes += capacity * (overload - served)
            bucket += unused
            served = overload
            fill(to: full, at: served)
            guard draw(until: end, gives, full, demand.demand) else { return false }
        }
        return true
    }

    /// Reckons minute by minute from one that draws on the bucket until it is full again.
    private mutating func draw(
        until end: Int, _ gives: Int, _ full: Int, _ demand: UnsafeMutablePointer<Int32>
    ) -> Bool {
        let first = served
        var (minute, level) = (served, bucket)
        while minute < end {
            level += gives - Int(demand[minute])
            if level < 0 {
                outcome.throttledHalves -= level
                outcome.throttledMinutes += 1
                level = 0
                if outcome.throttledHalves > tolerated { break }
            }
            minute += 1
            if level >= full { break }
        }
        (served, bucket) = (minute, level)
        fill(to: full, at: minute)
        outcome.unitMinutes += capacity * (minute - first)
        return outcome.throttledHalves <= tolerated
    }
}
