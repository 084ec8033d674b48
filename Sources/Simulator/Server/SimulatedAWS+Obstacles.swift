import Formats
import HTTP

extension SimulatedAWS {
    /// What comes instead of the answer; nil when nothing stands in its way.
    func obstructed(_ exchange: Exchange, _ service: SimulatedService, _ mishaps: Mishaps) -> Reply? {
        guard let obstacle = mishaps.obstacle else { return nil }
        let objection: Objection
        switch obstacle {
        case .dropped: return Reply(.dropped, "the connection broke before the answer was whole")
        case .timeout: return Reply(.timeout, "no answer came in time")
        case .proxyPage: return proxyPage(exchange.now)
        case .brokenDown: objection = .brokenDown
        case .unavailable: objection = .unavailable
        case .deniedByIdentity: objection = exchange.denied(.identity, on: exchange.resource)
        case .deniedByOrganization: objection = exchange.denied(.organization, on: exchange.resource)
        case .expired:
            guard exchange.caller.isSession else { return nil }
            objection = .expired
        default: objection = .throttled
        }
        return refuse(objection, exchange.action, service, exchange.requestID, exchange.now)
    }

    func refuse(
        _ objection: Objection, _ action: Action?, _ service: SimulatedService, _ requestID: String,
        _ now: Timestamp
    ) -> Reply {
        let refusal = service.refusal(objection)
        var response = head(service, requestID, now)
        response.status = refusal.status
        response.body = refusal.body(service, requestID)
        if service.wire == .restJSON { response.headers.add("x-amzn-ErrorType", refusal.code) }
        if refusal.status == 429 { response.headers.add("Retry-After", "1") }
        return Reply(action: action, outcome: .refused(refusal.code), result: .success(response))
    }

    /// What every answer of AWS begins with.
    func head(_ service: SimulatedService, _ requestID: String, _ now: Timestamp) -> HTTPResponse {
        if service == .s3 {
            let headers: HTTPHeaders = ["Date": now.httpDate, "Content-Type": service.contentType]
            var response = HTTPResponse(status: 200, headers: headers)
            response.headers.add(
                "x-amz-request-id", String(requestID.filter { $0 != "-" }.prefix(16)).uppercased())
            return response
        }
        let name = service.wire == .query || service.wire == .json11 ? "x-amzn-RequestId" : "x-amzn-requestid"
        let headers = HTTPHeaders([
            HTTPHeaders.Field("Date", now.httpDate),
            HTTPHeaders.Field("Content-Type", service.contentType),
            HTTPHeaders.Field(name, requestID),
        ])
        return HTTPResponse(status: 200, headers: headers)
    }

    private func proxyPage(_ now: Timestamp) -> Reply {
        let page = """
            <html>
            <head><title>502 Bad Gateway</title></head>
            <body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body>
            </html>

            """
        let headers: HTTPHeaders = ["Date": now.httpDate, "Content-Type": "text/html"]
        let response = HTTPResponse(status: 502, headers: headers, body: Array(page.utf8))
        return Reply(outcome: .refused("502"), result: .success(response))
    }
}

extension SimulatedAWS.Reply {
    /// No answer at all.
    init(_ kind: HTTPFailure.Kind, _ reason: String, after delay: Duration = .zero, to action: Action? = nil)
    {
        let result = Result<HTTPResponse, HTTPFailure>.failure(HTTPFailure(kind, reason))
        self.init(action: action, outcome: .failed(kind), delay: delay, result: result)
    }

    /// Gives up after so long, if the answer takes longer.
    mutating func shorten(to patience: Duration) {
        guard delay > patience else { return }
        self = Self(.timeout, "no answer came within \(patience)", after: patience, to: action)
    }
}
