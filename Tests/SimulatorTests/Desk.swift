import AWS
import Formats
import Foundation
import HTTP
import Simulator
import Synchronization

/// Somebody who asks a simulated AWS, written without any of the product's clients: a judge of its own.
struct Desk {
    let aws: SimulatedAWS
    var credentials: Credentials
    var region = "eu-west-1"
    var signedAt = Desk.noon
    /// Instead of the service's own.
    var host: String?

    static let noon = Timestamp(seconds: 1_795_219_200 + 12 * 3600)

    init(_ aws: SimulatedAWS, _ credentials: Credentials? = nil) {
        self.aws = aws
        self.credentials = credentials ?? aws.simulation.credentials
    }

    /// A desk before a server of its own.
    init(
        _ faults: Faults = Faults(), _ change: (inout Simulation.Settings) -> Void = { _ in },
        verify: SimulatedAWS.SignatureCheck? = nil
    ) {
        var settings = Simulation.Settings()
        change(&settings)
        self.init(
            SimulatedAWS(Simulation(settings), faults: faults, verify: verify, clock: { Self.noon }))
    }

    var simulation: Simulation { aws.simulation }

    func at(_ region: String) -> Desk {
        var desk = self
        desk.region = region
        return desk
    }

    func ask(_ action: Action, _ members: [String: Any] = [:]) async throws -> Reply {
        Reply(try await aws.send(request(action, members), .whole))
    }

    /// The desk of who assumed the audit's role in an account.
    func assuming(_ account: Simulation.Account, _ members: [String: Any] = [:]) async throws -> Desk {
        var form: [String: Any] = [
            "RoleArn": "arn:aws:iam::\(account.id):role/StocktakeReadOnly", "RoleSessionName": "night",
        ]
        form.merge(members) { _, new in new }
        let reply = try await ask(.assumeRole, form)
        guard reply.status == 200 else { throw reply }
        var desk = self
        desk.credentials = Credentials(
            accessKey: reply.element("AccessKeyId"), secretKey: Secret(reply.element("SecretAccessKey")),
            sessionToken: Secret(reply.element("SessionToken")))
        return desk
    }
}

/// What came back.
struct Reply: Error {
    let response: HTTPResponse

    init(_ response: HTTPResponse) { self.response = response }

    var status: Int { response.status }
    var text: String { String(decoding: response.body, as: UTF8.self) }

    var json: [String: Any] {
        (try? JSONSerialization.jsonObject(with: Data(response.body))) as? [String: Any] ?? [:]
    }

    /// The text of the first element of a name, or nothing.
    func element(_ name: String) -> String { elements(name).first ?? "" }

    func elements(_ name: String) -> [String] {
        text.components(separatedBy: "<\(name)>").dropFirst().map { rest in
            rest.components(separatedBy: "</\(name)>")[0]
        }
    }

    /// The code of an error in JSON, without what stands before it.
    var code: String {
        (json["__type"] as? String)?.components(separatedBy: "#").last ?? element("Code")
    }

    /// The same, of any protocol: one of them says it in a header.
    var errorCode: String { response.headers["x-amzn-ErrorType"] ?? code }

    var message: String { json["message"] as? String ?? json["Message"] as? String ?? element("Message") }
}

/// A clock that goes only when told.
final class Watch: Sendable {
    private let seconds = Mutex<Int64>(0)

    var now: Timestamp { Desk.noon.adding(seconds: seconds.withLock { $0 }) }

    func advance(by more: Int64) { seconds.withLock { $0 += more } }
}
