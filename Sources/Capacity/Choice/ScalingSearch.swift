/// The target and the minimum that cost one dimension least without throttling.
///
/// For a target the minimum grows from one, each time to the least that has a chance where the last one
/// throttled. Targets are tried every ten percent, the highest first, because the highest that serves is
/// mostly the cheapest and the others are soon found dear; then around the best, in smaller steps.
struct ScalingSearch {
    /// A maximum that no simulation reaches.
    static let unlimited = 1 << 30
    private static let steps = [5, 2, 1]
    /// How many minimums are tried one after the other.
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

    /// Tries a target with growing minimums, and with halves of what is left where growing does not soon help.
    private mutating func attempt(_ target: Int, over demand: borrowing Demand) {
        guard ScalingSetting.targets.contains(target), tried.insert(target).inserted else { return }
        var least = 1
        var most = fixed
        var attempts = 0
        while least < most, least * demand.minutes < unitMinutes {
            let minimum = attempts < Self.patience ? least : (least + most) / 2
            let setting = ScalingSetting(target: target, minimum: minimum, maximum: Self.unlimited)
            let attempt = ScalingAttempt(setting, over: demand, tolerated: tolerated, below: unitMinutes)
            if attempt.end == .served {
                best = setting
                unitMinutes = attempt.track.outcome.unitMinutes
            }
            if attempt.end == .throttled {
                least = max(attempt.track.nextMinimum(in: demand), minimum + 1)
                if !attempt.track.wasFull { attempts = Self.patience }
            } else {
                most = minimum
            }
            attempts += 1
        }
    }

    /// What a minimum grows to when both dimensions are simulated: a little at first, more if that is in vain.
    static func minimum(after minimum: Int, raises: Int, fixed: Int) -> Int {
        minimum + (raises > patience ? max(1, (fixed - minimum) / 8) : 1)
    }
}
