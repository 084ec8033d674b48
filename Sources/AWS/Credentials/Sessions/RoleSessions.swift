import Formats
import HTTP
import Synchronization

/// A role in an account, as somebody outside of it assumes it.
package struct AccountRole: Hashable, Sendable {
    package let account: String
    /// The name, with its path where it has one: `finance/Audit`.
    package let name: String
    package let externalID: String?
    package let partition: String

    package init(
        account: String, name: String, externalID: String? = nil, partition: String = "aws"
    ) throws(CredentialFailure) {
        guard AWSName.isAccount(account) else { throw Self.wrong("account id", "twelve digits") }
        guard AWSName.isRole(name) else {
            throw Self.wrong("role name", "letters, digits and any of _+=,.@-")
        }
        guard externalID.map(AWSName.isExternalID) ?? true else {
            throw Self.wrong("external id", "2 to 1224 letters, digits and any of _+=,.@:/-")
        }
        guard AWSName.isPartition(partition) else { throw Self.wrong("partition", "one such as aws-cn") }
        self.account = account
        self.name = name.hasPrefix("/") ? String(name.dropFirst()) : name
        self.externalID = externalID
        self.partition = partition
    }

    package var arn: String { "arn:\(partition):iam::\(account):role/\(name)" }

    private static func wrong(_ what: String, _ wanted: String) -> CredentialFailure {
        CredentialFailure(
            "this cannot be an AWS \(what)", hint: "it must be \(wanted)", kind: .misconfigured)
    }
}

/// The credentials of roles in thousands of accounts, all assumed with the same ones.
///
/// A session is made when it is first asked for, and forgotten when so many others were used since: it is a role's
/// to be assumed again.
package final class RoleSessions: Sendable {
    private let caller: any CredentialSource
    private let environment: AWSEnvironment
    private let region: String?
    private let sessionName: String
    private let seconds: Int?
    private let observe: CredentialObserver
    private let sessions: Mutex<LeastRecentlyUsed<AccountRole, CachedCredentials>>

    package init(
        as caller: any CredentialSource, in environment: AWSEnvironment, region: String?,
        sessionName: String = "stocktake", seconds: Int? = nil, capacity: Int = 4096,
        observe: @escaping CredentialObserver = { _ in }
    ) {
        self.caller = caller
        self.environment = environment
        self.region = region
        self.sessionName = sessionName
        self.seconds = seconds
        self.observe = observe
        sessions = Mutex(LeastRecentlyUsed(capacity: capacity))
    }

    /// The credentials of a role; the same source for all who ask, as long as it is remembered.
    package func source(of role: AccountRole) -> any CredentialSource {
        sessions.withLock { sessions in sessions.value(role) { session(of: role) } }
    }

    /// How many are remembered.
    package var count: Int { sessions.withLock(\.count) }

    private func session(of role: AccountRole) -> CachedCredentials {
        var request = STS.AssumeRole(role.arn)
        request.sessionName = sessionName
        request.externalID = role.externalID
        request.seconds = seconds
        let assumed = AssumedRole(request: request, region: region, environment: environment)
        let provider = RoleSession(role: role, assumed: assumed, caller: caller, observe: observe)
        return CachedCredentials(provider, now: environment.now, observe: observe)
    }
}

/// Assumes one role with whatever credentials the caller has at the moment.
private struct RoleSession: CredentialProvider {
    let role: AccountRole
    let assumed: AssumedRole
    let caller: any CredentialSource
    let observe: CredentialObserver

    func fetch() async throws -> Grant {
        let origin = CredentialOrigin("role \(role.name)", account: role.account, role: role.arn)
        do {
            let (credentials, account) = try await credentials()
            if account != role.account { observe(.crossAccount(from: account, to: origin)) }
            return Grant(credentials, from: origin)
        } catch is CancellationError {
            throw CancellationError()
        } catch  where Self.isOfAsking(error) {
            let doing = "cannot assume role \(role.name) in account \(role.account)"
            throw CredentialFailure(doing, error, hint: CredentialFailure.hint(assuming: error))
        }
    }

    /// Whether it is the asking that failed; what stops the caller is the caller's to tell.
    private static func isOfAsking(_ error: any Error) -> Bool {
        error is AWSError || error is HTTPFailure || error is DecodingFailure || error is CredentialFailure
    }

    /// The role's credentials, and the account that asked for them.
    private func credentials() async throws -> (Credentials, String?) {
        let first = try await caller.credentials()
        do {
            return (try await assumed.credentials(for: first), first.account)
        } catch let error as AWSError where error.retry == .expired {
            await caller.discard(first)
            let second = try await caller.credentials()
            return (try await assumed.credentials(for: second), second.account)
        }
    }
}
