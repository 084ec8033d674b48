/// One setting tried on one dimension alone, given up as soon as it cannot be the choice.
struct ScalingAttempt {
    enum End: Equatable {
        case served
        /// More was throttled than is tolerated.
        case throttled
        /// It cannot become cheaper than what is known.
        case dear
    }

    private(set) var track: Track
    private(set) var end = End.dear

    /// Simulates a setting until it throttles, or cannot stay below a sum of unit minutes.
    init(_ setting: ScalingSetting, over demand: borrowing Demand, tolerated: Int, below limit: Int) {
        track = Track(setting, over: demand, tolerated: tolerated)
        end = run(demand, tolerated, limit)
    }

    private mutating func run(_ demand: borrowing Demand, _ tolerated: Int, _ limit: Int) -> End {
        let minutes = demand.minutes
        var allowance = DecreaseAllowance(firstMinute: demand.firstMinute)
        var now = 0
        while true {
            track.allowFalls(from: allowance.next(from: now), in: demand)
            now = min(track.rise, track.fall)
            guard now < minutes else { break }
            guard track.serve(until: now, in: demand) else { return .throttled }
            if leastCost(in: demand, tolerated) >= limit { return .dear }
            if track.rise == now {
                track.grow(in: demand)
            } else {
                track.shrink(in: demand)
                allowance.use(at: now)
            }
            now += 1
        }
        guard track.serve(until: minutes, in: demand) else { return .throttled }
        return track.outcome.unitMinutes < limit ? .served : .dear
    }

    /// The unit minutes that it takes at least: so far, and then the minimum or what will be demanded.
    private func leastCost(in demand: borrowing Demand, _ tolerated: Int) -> Int {
        let minutes = demand.minutes
        let resting = track.setting.minimum * (minutes - track.served)
        let left = Int(demand.before[minutes] - demand.before[track.served])
        let spared = track.bucket &+ (tolerated - track.outcome.throttledHalves)
        let working = max(0, left - spared) / Demand.halvesPerUnit
        return track.outcome.unitMinutes + max(resting, working)
    }
}
