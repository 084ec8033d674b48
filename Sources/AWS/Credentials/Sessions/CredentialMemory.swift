import Formats

/// What is remembered of credentials, and what follows from it at a moment.
struct CredentialMemory: Sendable {
    /// How long before their end new ones are asked for; until then the old ones are good enough.
    static let margin: Int64 = 300
    /// How long nothing is asked for again, when asking has brought nothing better.
    static let quiet: Int64 = 30

    enum Answer: Equatable {
        case use(Credentials)
        case fail(CredentialFailure)
        case fetch
    }

    private(set) var grant: Grant?
    /// Those that AWS did not take.
    private var refused: Credentials?
    private var failure: CredentialFailure?
    private var quietUntil = Timestamp.earliest

    func answer(at now: Timestamp) -> Answer {
        if let grant, isGood(grant, at: now) {
            return isDue(grant, at: now) && now >= quietUntil ? .fetch : .use(grant.credentials)
        }
        if let failure, now < quietUntil { return .fail(failure) }
        return .fetch
    }

    func isGood(_ grant: Grant, at now: Timestamp) -> Bool {
        grant.credentials.expires.map { $0 > now } ?? true
    }

    private func isDue(_ grant: Grant, at now: Timestamp) -> Bool {
        grant.credentials.expires.map { $0 <= now.adding(seconds: Self.margin) } ?? false
    }

    /// Takes new ones, and says what happened; nothing where they are the ones there are.
    mutating func take(_ new: Grant, at now: Timestamp) throws(CredentialFailure) -> [CredentialEvent] {
        guard isGood(new, at: now) else { throw .stale(new) }
        guard new.credentials != refused else { throw .refused(new) }
        let old = grant
        grant = new
        failure = nil
        quietUntil = isDue(new, at: now) ? now.adding(seconds: Self.quiet) : .earliest
        guard let old else { return [.acquired(new.origin, expires: new.credentials.expires)] }
        guard old.credentials != new.credentials else { return [] }
        let ended = old.credentials.expires.flatMap { $0 <= now ? $0 : nil }
        let renewal = CredentialEvent.refreshed(
            new.origin, old: old.credentials.expires, new: new.credentials.expires)
        return (ended.map { [.expired(old.origin, at: $0)] } ?? []) + [renewal]
    }

    /// Takes note that there are no new ones; the old ones, while they are good.
    mutating func miss(_ error: any Error, at now: Timestamp) -> Grant? {
        guard let grant, isGood(grant, at: now) else {
            failure = error as? CredentialFailure
            // What did not answer may answer now: only a clear no is believed for a while.
            if failure?.kind != .unavailable { quietUntil = now.adding(seconds: Self.quiet) }
            return nil
        }
        quietUntil = now.adding(seconds: Self.quiet)
        return grant
    }

    /// Forgets credentials that AWS refused, if they are the ones there are.
    mutating func discard(_ credentials: Credentials, at now: Timestamp) -> [CredentialEvent] {
        guard let grant, grant.credentials == credentials else { return [] }
        refused = credentials
        self.grant = nil
        quietUntil = .earliest
        return [.expired(grant.origin, at: now)]
    }
}

extension CredentialFailure {
    fileprivate static func stale(_ grant: Grant) -> CredentialFailure {
        CredentialFailure(
            "\(grant.origin.source) gave credentials that have expired",
            hint: "renew them there, and check this machine's clock", kind: .refused)
    }

    fileprivate static func refused(_ grant: Grant) -> CredentialFailure {
        CredentialFailure(
            "AWS refused the credentials of \(grant.origin.source), and there are no others",
            hint: "renew them, and check this machine's clock", kind: .refused)
    }
}
