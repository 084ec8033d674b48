import HTTP
import Pipeline

/// Tells somebody who watches how the nights go: that one begins, and how it ended.
///
/// `/start`, `/fail` and `/EXIT-CODE` behind the address, as healthchecks.io has them. A ping that fails is a warning:
/// it never fails a run, and holds one up for half a minute at the most.
struct Ping: Sendable {
    enum Word: Sendable {
        case start
        /// A problem ended the run, or let none begin.
        case fail
        case ended(ExitCode)

        fileprivate var text: String {
            switch self {
            case .start: "start"
            case .fail: "fail"
            case .ended(let code): String(code.rawValue)
            }
        }
    }

    let address: PingAddress
    let transport: any Transport
    let log: Log

    /// The time for one try, and the pauses between tries.
    private static let patience = HTTPRequest.Patience(connecting: .seconds(5), whole: .seconds(10))
    private static let pauses: [Duration] = [.milliseconds(500), .seconds(2)]
    /// Who is asked to stop has two seconds for everything.
    private static let haste = HTTPRequest.Patience(connecting: .milliseconds(500), whole: .milliseconds(700))
    /// healthchecks.io keeps 10,000 bytes of a body (its documentation, read 2026-11).
    private static let longestBody = 10_000

    /// Says something, with words for people to read; `inHaste` tries once.
    func send(_ word: Word, _ body: String = "", inHaste: Bool = false) async {
        var request = HTTPRequest("POST", address.url(of: word.text))
        request.headers["Content-Type"] = "text/plain; charset=utf-8"
        request.body = Array(body.utf8.prefix(Self.longestBody))
        request.patience = inHaste ? Self.haste : Self.patience
        var failure = await attempt(request)
        for pause in inHaste ? [] : Self.pauses where failure != nil {
            guard (try? await Task.sleep(for: pause)) != nil else { break }
            failure = await attempt(request)
        }
        if let failure { log.tellOfPing(to: address, failure) }
    }

    /// What went wrong; nil where it arrived.
    private func attempt(_ request: HTTPRequest) async -> String? {
        do {
            let response = try await transport.send(request, .whole(ceiling: 1 << 16))
            return response.isSuccess ? nil : "it answers with status \(response.status)"
        } catch let failure as HTTPFailure {
            return failure.kind.rawValue
        } catch {
            return "it was cancelled"
        }
    }
}
