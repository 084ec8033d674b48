/// What goes wrong, when, and for whom.
///
///     var faults = Faults()
///     faults.add(.throttled, .rate(0.1))
///     faults.add(.expired, .call(3), of: .listTables)
///
/// Whether a request meets a fault follows from the seed, the request's own words and how often these words were
/// said before: the same request meets the same fault in every run, whatever runs beside it. What is in the
/// organisation never depends on it.
package struct Faults: Sendable {
    package var seed: UInt64 = 1
    /// How many seconds the server's clock is ahead; below zero, behind.
    package var secondsAhead: Int64 = 0
    private(set) var rules: [Rule] = []

    /// When a fault happens to the requests that it is meant for.
    package enum Occasion: Sendable {
        /// To a share of them, from 0 to 1.
        case rate(Double)
        /// To the one of this number; the first is 1.
        case call(Int)
    }

    struct Rule {
        var fault: Fault
        var occasion: Occasion
        var action: Action?
        var account: String?
        var region: String?
    }

    package init() {}

    /// Adds a fault; who names no action, account or region means all of them.
    package mutating func add(
        _ fault: Fault, _ occasion: Occasion, of action: Action? = nil, account: String? = nil,
        region: String? = nil
    ) {
        rules.append(
            Rule(fault: fault, occasion: occasion, action: action, account: account, region: region))
    }
}

extension Faults.Rule {
    func concerns(_ call: CallKey) -> Bool {
        action ?? call.action == call.action && account ?? call.account == call.account
            && region ?? call.region == call.region
    }
}

/// Which request this is, among all of a run.
struct CallKey {
    var action: Action
    var account: String
    var region: String
    /// Stands for all words of the request that do not change from run to run.
    var draw: Draw
}
