import Formats
import HTTP

/// Asks AWS, as somebody, of one account in one region.
package struct Client: Sendable {
    package let account: String
    package let region: String
    package let partition: Partition
    let source: any CredentialSource
    let session: Session

    /// Enters the account, so that a refusal shows before anything is asked.
    package func prepare() async throws {
        _ = try await source.credentials()
    }

    /// Asks once, with as many attempts as its failures are worth.
    ///
    /// Throws an `AWSError` where AWS refuses, an `HTTPFailure` where it cannot be reached, a `DecodingFailure`
    /// where its answer makes no sense, and a `RequestFailure` where it did not come to that.
    package func send<R: Request>(_ request: R) async throws -> R.Response {
        let deadline = session.patience.map { Deadline(at: session.time.now() + $0) } ?? .never
        var exchange = try Exchange(R.operation, request.encode(), self, before: deadline)
        while true {
            do {
                let response = try await exchange.attempt()
                let answer = try R.decode(response)
                exchange.succeeded()
                return answer
            } catch {
                try await exchange.recover(from: error)
            }
        }
    }

    /// The pages of a listing, from its beginning or from the request's token.
    package func pages<R: PagedRequest>(_ first: R) -> Pages<R> {
        Pages(first) { request in try await send(request) }
    }

    /// The name by which AWS knows a thing of this account in this region.
    package func arn(_ service: String, _ resource: String) -> String {
        "arn:\(partition.id):\(service):\(region):\(account):\(resource)"
    }
}
