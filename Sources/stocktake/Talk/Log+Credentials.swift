import AWS
import Formats
import Pipeline

/// The audit trail of credentials: who was what, from when to when. There is no secret in it.
extension Log {
    func tell(_ event: CredentialEvent) {
        guard format == .json else { return }
        switch event {
        case .acquired(let origin, let expires):
            tell("token-acquired", origin, [JSON.Member("expires_at", expires?.description)])
        case .refreshed(let origin, let old, let new):
            tell(
                "token-refreshed", origin,
                [
                    JSON.Member("old_expiry", old?.description),
                    JSON.Member("new_expiry", new?.description),
                ])
        case .expired(let origin, let instant):
            tell("token-expired", origin, [JSON.Member("expired_at", instant.description)])
        case .kept(let origin, let expires, let why):
            tell(
                "token-kept", origin,
                [JSON.Member("expires_at", expires?.description), JSON.Member("reason", why)])
        case .crossAccount(let from, let origin):
            tell("cross-account-access", origin, [JSON.Member("source_account", from)])
        }
    }

    private func tell(_ event: String, _ origin: CredentialOrigin, _ facts: [JSON.Member]) {
        let who: [JSON.Member] = [
            JSON.Member("source", origin.source), JSON.Member("account", origin.account),
            JSON.Member("role", origin.role),
        ]
        line(.info, "\(event): \(origin.source)", event, who + facts)
    }
}
