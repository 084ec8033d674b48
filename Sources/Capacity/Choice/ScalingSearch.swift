/// The target and the minimum that cost one dimension least without throttling.
///
/// For a target the minimum grows from one, each time to the least that has a chance where the last one
/// throttled. Targets are tried every ten percent, the highest first, because the highest that serves is
/// mostly the cheapest and the others are soon found dear; then around the best, in smaller steps.
struct ScalingSearch {
    /// A maximum that no simulation reaches.
    static let unlimited = 1 << 30
    private static let steps = [5, 2, 1]
    /// After so many minimums a target's next ones go up in larger strides.
    private static let patience = 8

    private(set) var best: ScalingSetting?
    /// The unit minutes of the best; of the fixed capacity at first.
    private(set) var unitMinutes: Int
    private let fixed: Int
    private let tolerated: Int
    private var tried: Set<Int> = []

    init(_ demand: borrowing Demand, fixed: Int, tolerated: Int) {
        self.fixed = fixed
        self.tolerated = tolerated
        unitMinutes = fixed * demand.minutes
        guard fixed > 1 else { return }
        for target in stride(from: 90, through: 20, by: -10) { attempt(target, over: demand) }
        guard best != nil else { return }
        for step in Self.steps {
            var centre: Int?
            while centre != best?.target, let target = best?.target {
                centre = target
                attempt(target + step, over: demand)
                attempt(target - step, over: demand)
            }
        }
    }

    private mutating func attempt(_ target: Int, over demand: borrowing Demand) {
        guard ScalingSetting.targets.contains(target), tried.insert(target).inserted else { return }
        var minimum = 1
        var attempts = 0
        while minimum < fixed, minimum * demand.minutes < unitMinutes {
            let setting = ScalingSetting(target: target, minimum: minimum, maximum: Self.unlimited)
            let attempt = ScalingAttempt(setting, over: demand, tolerated: tolerated, below: unitMinutes)
            switch attempt.end {
            case .dear:
                return
            case .served:
                best = setting
                unitMinutes = attempt.track.outcome.unitMinutes
                return
            case .throttled:
                attempts += 1
                let stride = attempts > Self.patience ? max(1, (fixed - minimum) / 8) : 1
                minimum = max(attempt.track.nextMinimum(in: demand), minimum + stride)
            }
        }
    }
}
