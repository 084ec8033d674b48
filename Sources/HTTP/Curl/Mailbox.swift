import CCurl
import Synchronization

/// How tasks talk to the thread of a `CurlTransport`: they leave letters, and wake it if it sleeps.
final class Mailbox: Sendable {
    enum Letter: Sendable {
        case begin(Exchange)
        /// Nobody waits for it any more.
        case abandon(Exchange)
        /// Its consumer has room again.
        case proceed(Exchange)
    }

    private struct State {
        var letters: [Letter] = []
        var isClosed = false
        /// The address of the multi handle while its thread sleeps, else 0.
        ///
        /// A number, because a pointer may not leave its thread. The handle outlives its use here: the thread
        /// takes the number back, under the lock, whenever it wakes.
        var sleeper: UInt = 0

        /// It is called under the lock: that is what keeps the handle alive.
        mutating func wake() {
            guard let multi = UnsafeMutableRawPointer(bitPattern: sleeper) else { return }
            curl_multi_wakeup(multi)
            sleeper = 0
        }
    }

    private let state = Mutex(State())

    /// Leaves a letter; false when nobody will read it.
    @discardableResult
    func post(_ letter: Letter) -> Bool {
        state.withLock { state in
            guard !state.isClosed else { return false }
            state.letters.append(letter)
            state.wake()
            return true
        }
    }

    /// Says that there will be no more letters, and gives back those that nobody read.
    @discardableResult
    func close() -> [Letter] {
        state.withLock { state in
            defer { state.letters = [] }
            state.isClosed = true
            state.wake()
            return state.letters
        }
    }

    /// The letters since the last time; nil once the box is closed.
    func empty() -> [Letter]? {
        state.withLock { state in
            guard !state.isClosed else { return nil }
            defer { state.letters = [] }
            return state.letters
        }
    }

    /// Lets a thread sleep on its multi handle until `sleep` returns, unless there is something to read.
    func whileAsleep(on multi: UnsafeMutableRawPointer, _ sleep: () -> Void) {
        let address = UInt(bitPattern: multi)
        let maySleep = state.withLock { state in
            guard state.letters.isEmpty, !state.isClosed else { return false }
            state.sleeper = address
            return true
        }
        guard maySleep else { return }
        sleep()
        state.withLock { $0.sleeper = 0 }
    }
}
