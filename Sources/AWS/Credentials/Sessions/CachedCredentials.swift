import Formats
import Synchronization

/// Credentials that are fetched once for all who ask, and anew before they end.
///
/// From five minutes before their end new ones are asked for; where that fails, the old ones serve until they really
/// end. What AWS refused is asked for anew at once.
package final class CachedCredentials: CredentialSource {
    private let provider: any CredentialProvider
    private let now: @Sendable () -> Timestamp
    private let observe: CredentialObserver
    private let memory = Mutex(CredentialMemory())
    private let fetching = SharedWork<Credentials>()

    package init(
        _ provider: any CredentialProvider, now: @escaping @Sendable () -> Timestamp,
        observe: @escaping CredentialObserver = { _ in }
    ) {
        self.provider = provider
        self.now = now
        self.observe = observe
    }

    package func credentials() async throws -> Credentials {
        switch memory.withLock({ $0.answer(at: now()) }) {
        case .use(let credentials): return credentials
        case .fail(let failure): throw failure
        case .fetch: return try await fetching.value { try await self.fetch() }
        }
    }

    package func discard(_ refused: Credentials) async {
        let events = memory.withLock { $0.discard(refused, at: now()) }
        events.forEach(observe)
    }

    private func fetch() async throws -> Credentials {
        do {
            let grant = try await provider.fetch()
            let events = try memory.withLock { memory throws(CredentialFailure) in
                try memory.take(grant, at: now())
            }
            events.forEach(observe)
            return grant.credentials
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            guard let old = memory.withLock({ $0.miss(error, at: now()) }) else { throw error }
            observe(.kept(old.origin, until: old.credentials.expires, why: "\(error)"))
            return old.credentials
        }
    }
}
