import AWS
import Formats
import HTTP
import Synchronization

/// A world of a test's own: files, a clock, and whoever answers requests.
final class CredentialsWorld: Sendable {
    typealias Answer = @Sendable (HTTPRequest) async throws -> HTTPResponse

    static let start = Timestamp(seconds: 1_800_000_000)

    private struct State {
        var files: [String: [UInt8]]
        var now = CredentialsWorld.start
        var requests: [HTTPRequest] = []
        var assumed: [STS.AssumeRole] = []
        var events: [CredentialEvent] = []
    }

    private let state: Mutex<State>

    init(files: [String: String] = [:]) {
        state = Mutex(State(files: files.mapValues { Array($0.utf8) }))
    }

    var now: Timestamp { state.withLock(\.now) }
    var requests: [HTTPRequest] { state.withLock(\.requests) }
    var assumed: [STS.AssumeRole] { state.withLock(\.assumed) }
    var events: [CredentialEvent] { state.withLock(\.events) }

    func pass(_ seconds: Int64) { state.withLock { $0.now = $0.now.adding(seconds: seconds) } }
    func note(_ event: CredentialEvent) { state.withLock { $0.events.append(event) } }
    func replace(_ path: String, _ text: String) { state.withLock { $0.files[path] = Array(text.utf8) } }
    func file(_ path: String) -> String? {
        state.withLock { $0.files[path] }.map { String(decoding: $0, as: UTF8.self) }
    }

    /// An environment in this world; nobody answers unless somebody is named, and every role may be assumed.
    func environment(
        _ variables: [String: String] = [:],
        answer: @escaping Answer = { _ in throw HTTPFailure(.unconnected, "nobody is there") },
        run: @escaping ProcessRunner = { _, _, _ in throw ProcessFailure("cannot start: nothing is here") },
        assume: AWSEnvironment.RoleAssumption? = nil
    ) -> AWSEnvironment {
        AWSEnvironment(
            variables: ["HOME": "/home/user"].merging(variables) { $1 },
            transport: CredentialsTransport { request in
                self.state.withLock { $0.requests.append(request) }
                return try await answer(request)
            },
            now: { self.now }, sleep: { _ in },
            files: CredentialFiles(
                read: { path throws(CredentialFailure) in self.state.withLock { $0.files[path] } },
                replace: { path, bytes throws(CredentialFailure) in
                    self.state.withLock { $0.files[path] = bytes }
                }),
            run: run,
            endpoint: { service, region in
                HTTPURL(host: "\(service.endpointPrefix).\(region ?? "nowhere").example")
            },
            assumeRole: { request, caller, region in
                self.state.withLock { $0.assumed.append(request) }
                if let assume { return try await assume(request, caller, region) }
                return self.session(of: request, lasting: Int64(request.seconds ?? 3600))
            })
    }

    /// What STS would give.
    func session(of request: STS.AssumeRole, lasting seconds: Int64 = 3600) -> STS.Session {
        let parts = request.roleARN.split(separator: ":", omittingEmptySubsequences: false)
        let account = parts.count > 4 ? String(parts[4]) : nil
        let number = assumed.count
        return STS.Session(
            credentials: Credentials(
                accessKey: "ASIA\(number)", secretKey: Secret("secret of \(request.roleARN)"),
                sessionToken: Secret("token \(number)"), expires: now.adding(seconds: seconds),
                account: account),
            arn: request.roleARN)
    }
}

struct CredentialsTransport: Transport {
    let answer: CredentialsWorld.Answer

    init(_ answer: @escaping CredentialsWorld.Answer) { self.answer = answer }

    func send(_ request: HTTPRequest, _ delivery: HTTPDelivery) async throws -> HTTPResponse {
        try await answer(request)
    }
}

/// An answer of a few words.
func reply(_ status: Int, _ text: String) -> HTTPResponse {
    HTTPResponse(status: status, body: Array(text.utf8))
}

/// What a provider throws, as a failure.
func failure(of provider: any CredentialProvider) async -> CredentialFailure? {
    do {
        _ = try await provider.fetch()
        return nil
    } catch {
        return error as? CredentialFailure
    }
}
