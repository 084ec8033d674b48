import AWS
import Formats
import Synchronization

/// A door that a test opens.
final class CredentialsGate: Sendable {
    private struct State {
        var isOpen = false
        var waiters: [CheckedContinuation<Void, Never>] = []
        var arrivals = 0
    }

    private let state = Mutex(State())

    /// How many have come to it.
    var arrivals: Int { state.withLock(\.arrivals) }

    func pass() async {
        await withCheckedContinuation { waiter in
            let isOpen = state.withLock { state in
                state.arrivals += 1
                if !state.isOpen { state.waiters.append(waiter) }
                return state.isOpen
            }
            if isOpen { waiter.resume() }
        }
    }

    func open() {
        let waiters = state.withLock { state in
            state.isOpen = true
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }
}

/// Gives numbered credentials that last so long, or fails where it is told to.
final class ScriptedProvider: CredentialProvider {
    private let world: CredentialsWorld
    private let seconds: Int64?
    private let script: @Sendable (Int) async throws -> Void
    private let count = Mutex(0)

    init(
        _ world: CredentialsWorld, lasting seconds: Int64?,
        _ script: @escaping @Sendable (Int) async throws -> Void = { _ in }
    ) {
        self.world = world
        self.seconds = seconds
        self.script = script
    }

    /// How often it was asked.
    var fetches: Int { count.withLock { $0 } }

    func fetch() async throws -> Grant {
        let number = count.withLock { count in
            count += 1
            return count
        }
        try await script(number)
        let credentials = Credentials(
            accessKey: "ASIA\(number)", secretKey: Secret("s\(number)"), sessionToken: Secret("t\(number)"),
            expires: seconds.map { world.now.adding(seconds: $0) })
        return Grant(credentials, from: CredentialOrigin("script"))
    }

    func cached() -> CachedCredentials {
        CachedCredentials(self, now: { self.world.now }, observe: { self.world.note($0) })
    }
}
