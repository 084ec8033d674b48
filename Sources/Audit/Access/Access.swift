import AWS
import Pipeline

/// How the accounts of an estate are entered.
///
/// The caller's own account is entered with its own credentials, any other by the role that the pipeline file
/// names for it.
package struct Access: Sendable {
    package let scope: AWSScope
    package let session: Session
    private let base: any CredentialSource
    private let roles: RoleSessions
    private let identity: Once<CallerIdentity>

    /// Enters accounts from credentials; `region` is where the caller is asked who it is.
    package init(
        _ scope: AWSScope, session: Session, base: any CredentialSource, roles: RoleSessions, region: String
    ) {
        self.scope = scope
        self.session = session
        self.base = base
        self.roles = roles
        identity = Once {
            let partition = Partition(of: region)
            let client = session.client(base, account: "", partition: partition, region: region)
            return try await client.send(STS.GetCallerIdentity())
        }
    }

    /// Who the credentials belong to.
    ///
    /// Nothing can be audited without an answer, so a refusal ends the run.
    package func caller() async throws -> CallerIdentity {
        do {
            return try await identity.value
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw Problem(root: error)
        }
    }

    /// A client of an account in a region; without a region, in the one where the partition keeps what is global.
    ///
    /// Without an account it is a client of the caller's own.
    package func client(account: String, region: String = "") async throws -> Client {
        let caller = try await caller()
        let isOwn = account.isEmpty || account == caller.account
        return session.client(
            isOwn ? base : try role(in: account, caller.partition), account: isOwn ? caller.account : account,
            partition: caller.partition, region: region)
    }

    /// Who asks in an account, as policies name it: a user, or the role of which a session is made.
    func principal(in account: String) async throws -> String {
        let caller = try await caller()
        guard account.isEmpty || account == caller.account else {
            return try accountRole(in: account, caller.partition).arn
        }
        // A session is named by its role without the role's path, which nobody who is in it is told.
        let parts = caller.arn.split(separator: "/")
        guard caller.arn.contains(":assumed-role/"), parts.count >= 2 else { return caller.arn }
        return "arn:\(caller.partition.id):iam::\(caller.account):role/\(parts[1])"
    }

    private func role(in account: String, _ partition: Partition) throws -> any CredentialSource {
        roles.source(of: try accountRole(in: account, partition))
    }

    private func accountRole(in account: String, _ partition: Partition) throws -> AccountRole {
        guard let door = door(of: account) else {
            throw Gap.deniedByIAM("no role is named by which account \(account) could be entered")
        }
        return try AccountRole(
            account: account, name: door.role, externalID: door.externalID, partition: partition.id)
    }

    private func door(of account: String) -> Door? {
        switch scope.accounts {
        case .own: nil
        case .organization(let organization): organization.door
        case .listed(let accounts): accounts.first { $0.id == account }?.door
        }
    }
}

/// The credentials that the run starts with: without them there is nothing to go on with, so it stops.
package struct RootCredentials: CredentialSource {
    private let source: any CredentialSource

    package init(_ source: any CredentialSource) { self.source = source }

    package func credentials() async throws -> Credentials {
        do {
            return try await source.credentials()
        } catch let failure as CredentialFailure {
            throw Problem(root: failure)
        }
    }

    package func discard(_ refused: Credentials) async {
        await source.discard(refused)
    }
}
