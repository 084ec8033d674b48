import Synchronization

/// Counts requests as far as faults need to know their number, in memory that does not grow.
///
/// How often a request was repeated is counted in a fixed number of places. Two requests may share one; then the
/// second of them counts on where the first is, which changes when faults happen, and nothing else.
final class FaultClock: Sendable {
    private static let places = 1 << 16

    private let faults: Faults
    private let repetitions = Mutex([UInt32](repeating: 0, count: places))
    private let calls: Mutex<[Int]>

    init(_ faults: Faults) {
        self.faults = faults
        calls = Mutex(Array(repeating: 0, count: faults.rules.count))
    }

    var secondsAhead: Int64 { faults.secondsAhead }

    /// How often this request came before.
    func repetition(of call: CallKey) -> Int {
        let place = call.draw.below(Self.places)
        return repetitions.withLock { counts in
            counts[place] &+= 1
            return Int(counts[place]) - 1
        }
    }

    /// What goes wrong with a request this time.
    func mishaps(of call: CallKey, repetition: Int) -> Mishaps {
        var mishaps = Mishaps()
        for (index, rule) in faults.rules.enumerated() where rule.concerns(call) {
            if happens(rule, index, call, repetition) { mishaps.add(rule.fault) }
        }
        return mishaps
    }

    private func happens(_ rule: Faults.Rule, _ index: Int, _ call: CallKey, _ repetition: Int) -> Bool {
        switch rule.occasion {
        case .rate(let rate):
            return Draw(seed: faults.seed).at(index).at(Int(bitPattern: UInt(call.draw.bits))).at(repetition)
                .share(rate)
        case .call(let number):
            return calls.withLock { calls in
                calls[index] += 1
                return calls[index] == number
            }
        }
    }
}
