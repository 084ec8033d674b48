import Formats
import Foundation
import HTTP
import Testing

@testable import AWS

struct CredentialsSessionsTests {
    let world = CredentialsWorld()
    static let caller = Credentials(accessKey: "AKIA", secretKey: Secret("s"), account: "999999999999")

    func sessions(
        capacity: Int = 4096, caller: any CredentialSource = FixedCredentials(caller),
        assume: AWSEnvironment.RoleAssumption? = nil
    ) -> RoleSessions {
        RoleSessions(
            as: caller, in: world.environment(assume: assume), region: "eu-central-1", capacity: capacity,
            observe: { [world] in world.note($0) })
    }

    static func role(_ number: Int, externalID: String? = nil) throws -> AccountRole {
        let digits = String(number)
        let account = String(repeating: "0", count: 12 - digits.count) + digits
        return try AccountRole(account: account, name: "Audit", externalID: externalID)
    }

    @Test func `a role is assumed when it is first needed, and once`() async throws {
        let sessions = sessions()
        let source = sessions.source(of: try Self.role(1))
        #expect(world.assumed.isEmpty)

        for _ in 0..<3 { _ = try await source.credentials() }
        for _ in 0..<3 { _ = try await sessions.source(of: try Self.role(1)).credentials() }

        #expect(world.assumed.map(\.roleARN) == ["arn:aws:iam::000000000001:role/Audit"])
        let origin = CredentialOrigin(
            "role Audit", account: "000000000001", role: "arn:aws:iam::000000000001:role/Audit")
        #expect(
            world.events == [
                .crossAccount(from: "999999999999", to: origin),
                .acquired(origin, expires: CredentialsWorld.start.adding(seconds: 3600)),
            ])
    }

    @Test func `a role in the caller's own account crosses nothing`() async throws {
        let own = try AccountRole(account: "999999999999", name: "Audit")

        _ = try await sessions().source(of: own).credentials()

        #expect(world.events.count == 1)
    }

    @Test func `the same role with another external id is another session`() async throws {
        let sessions = sessions()

        _ = try await sessions.source(of: try Self.role(1)).credentials()
        _ = try await sessions.source(of: try Self.role(1, externalID: "acme")).credentials()

        #expect(world.assumed.map(\.externalID) == [nil, "acme"])
    }

    @Test func `a run of ten hours assumes a role eleven times`() async throws {
        let source = sessions().source(of: try Self.role(1))

        for _ in 0..<600 {
            _ = try await source.credentials()
            world.pass(60)
        }

        // Every 55 minutes: an hour, less the five minutes before its end.
        #expect(world.assumed.count == 11)
    }

    @Test func `of ten thousand accounts only so many are remembered`() async throws {
        let sessions = sessions(capacity: 100)

        for number in 0..<10_000 { _ = try await sessions.source(of: try Self.role(number)).credentials() }
        #expect(sessions.count == 100)
        #expect(world.assumed.count == 10_000)
        _ = try await sessions.source(of: try Self.role(9_900)).credentials()
        #expect(world.assumed.count == 10_000)
        _ = try await sessions.source(of: try Self.role(9_899)).credentials()

        #expect(world.assumed.count == 10_001)
    }

    @Test func `the caller's own credentials, expired, are renewed once`() async throws {
        let log = CredentialsLog()
        let expired = AWSError(code: "ExpiredToken", message: "", status: 403, retry: .expired)
        let sessions = sessions(caller: FixedCredentials(Self.caller, log)) { request, _, _ in
            guard log.lines.isEmpty == false else { throw expired }
            return CredentialsWorld().session(of: request)
        }

        _ = try await sessions.source(of: try Self.role(1)).credentials()

        #expect(log.lines == ["discarded AKIA"])
    }

    @Test func `a caller that stays expired is the failure`() async throws {
        let sessions = sessions { _, _, _ in
            throw AWSError(code: "ExpiredToken", message: "expired", status: 403, retry: .expired)
        }

        let failure = await #expect(throws: CredentialFailure.self) {
            try await sessions.source(of: try Self.role(1)).credentials()
        }

        #expect(failure?.what == "cannot assume role Audit in account 000000000001: ExpiredToken: expired")
        #expect(world.assumed.count == 2)
    }

    @Test func `a role that is denied is asked for once, not once for every region`() async throws {
        let sessions = sessions { _, _, _ in
            throw AWSError(code: "AccessDenied", message: "no", status: 403, retry: .never)
        }
        let role = try Self.role(1)

        for _ in 0..<17 {
            let failure = await #expect(throws: CredentialFailure.self) {
                try await sessions.source(of: role).credentials()
            }
            #expect(failure?.what == "cannot assume role Audit in account 000000000001: AccessDenied: no")
            #expect(failure?.kind == .refused)
        }

        #expect(world.assumed.count == 1)
    }
}

struct CredentialsMemoryTests {
    @Test func `the one forgotten is always the one not used for longest`() {
        var cache = LeastRecentlyUsed<Int, Int>(capacity: 7)
        var model: [Int] = []
        var random = UInt64(42)
        for step in 0..<20_000 {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let key = Int(random >> 33) % 12
            var isMade = false

            let value = cache.value(key) {
                isMade = true
                return key * 10
            }

            #expect(value == key * 10)
            #expect(isMade != model.contains(key), "step \(step)")
            model.removeAll { $0 == key }
            model.append(key)
            if model.count > 7 { model.removeFirst() }
            #expect(cache.count == model.count)
        }
    }

    @Test func `a memory of one remembers one`() {
        var cache = LeastRecentlyUsed<String, String>(capacity: 1)

        #expect(cache.value("a") { "1" } == "1")
        #expect(cache.value("a") { "2" } == "1")
        #expect(cache.value("b") { "3" } == "3")
        #expect(cache.value("a") { "4" } == "4")
        #expect(cache.count == 1)
    }
}
