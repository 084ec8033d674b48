import Synchronization

/// What shall go wrong below SQLite, and what has happened so far.
package final class FaultPlan: Sendable {
    /// The calls that can fail.
    package enum Call: Int, CaseIterable, Sendable {
        case write, sync, truncate
    }

    package enum Fault: Sendable {
        /// The n-th call of its kind fails once with an I/O error.
        case fail(Call, at: Int)
        /// Files may hold so many bytes together; a write beyond that finds the disk full.
        case quota(Int)
        /// At the n-th call of its kind the power goes: what was not synced is lost, or half of it is, in
        /// any order and torn at sectors; nothing works from then on.
        case powerCut(Call, at: Int, seed: UInt64)
    }

    package enum Verdict: Sendable {
        case proceed, fail, full
    }

    private struct State {
        var fault: Fault?
        var counts = [Int](repeating: 0, count: Call.allCases.count)
        var isDark = false
        var files: [String: Platter] = [:]
    }

    private let state = Mutex(State())

    package init() {}

    /// Sets what shall go wrong from now on, and counts from nought.
    package func set(_ fault: Fault?) {
        state.withLock { state in
            state.fault = fault
            state.counts = [Int](repeating: 0, count: Call.allCases.count)
            state.isDark = false
        }
    }

    package func count(of call: Call) -> Int { state.withLock { $0.counts[call.rawValue] } }

    /// Whether the power has gone.
    package var isDark: Bool { state.withLock(\.isDark) }

    /// Decides a call, before it is made.
    func judge(_ call: Call, growing path: String, to end: Int) -> Verdict {
        state.withLock { state in
            guard !state.isDark else { return .fail }
            state.counts[call.rawValue] += 1
            let count = state.counts[call.rawValue]
            switch state.fault {
            case .fail(call, let at) where at == count:
                return .fail
            case .quota(let bytes):
                var used = 0
                for (name, file) in state.files { used += name == path ? max(end, file.size) : file.size }
                return call == .write && used > bytes ? .full : .proceed
            case .powerCut(call, let at, let seed) where at == count:
                state.isDark = true
                Self.loseUnsynced(&state.files, seed)
                return .fail
            default:
                return .proceed
            }
        }
    }

    /// Remembers what a call did to a file, so that a power cut can undo it.
    func note(_ path: String, _ change: (inout Platter) -> Void) {
        state.withLock { state in
            guard !state.isDark else { return }
            change(&state.files[path, default: Platter(path)])
        }
    }

    func forget(_ path: String) {
        state.withLock { state in
            guard !state.isDark else { return }
            state.files[path] = nil
        }
    }

    private static func loseUnsynced(_ files: inout [String: Platter], _ seed: UInt64) {
        var dice = Dice(seed: seed)
        for path in files.keys.sorted() { files[path]?.lose(&dice) }
    }
}

/// Random numbers that come again with the same seed.
package struct Dice: RandomNumberGenerator {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
