import Formats
import HTTP

extension AWSEnvironment {
    /// Sends a request that needs no signature, and reads its answer.
    func ask<R: Request>(_ request: R, in region: String?) async throws -> R.Response {
        let call = request.encode()
        var url = try endpoint(R.operation.service, region)
        url.path = (url.path.hasSuffix("/") ? String(url.path.dropLast()) : url.path) + call.path
        url.query = call.query
        let answer = try await exchange(HTTPRequest(call.method, url, headers: call.headers, body: call.body))
        guard answer.isSuccess else { throw AWSError(unsigned: answer) }
        return try R.decode(answer)
    }

    /// Sends a request up to so many times, while what goes wrong is what may pass.
    func exchange(_ request: HTTPRequest, attempts: Int = 3) async throws -> HTTPResponse {
        for attempt in 1..<max(attempts, 1) {
            do {
                let answer = try await transport.send(request, .whole(ceiling: 1 << 20))
                guard answer.mayPass else { return answer }
            } catch let failure as HTTPFailure {
                guard failure.mayPass else { throw failure }
            }
            try await sleep(.milliseconds(100 << attempt))
        }
        return try await transport.send(request, .whole(ceiling: 1 << 20))
    }
}

extension HTTPResponse {
    fileprivate var mayPass: Bool { status >= 500 || status == 429 }
}

extension HTTPFailure {
    fileprivate var mayPass: Bool {
        switch kind {
        case .unresolved, .unconnected, .timeout, .dropped: true
        case .untrusted, .tooLarge, .malformed, .unable: false
        }
    }
}

extension AWSError {
    /// What the answer to an unsigned request says is wrong: STS writes XML, the others JSON.
    init(unsigned answer: HTTPResponse) {
        let said = Self.xml(answer.body) ?? Self.json(answer.body) ?? [:]
        let code =
            answer.headers["x-amzn-ErrorType"] ?? said["Code"] ?? said["code"] ?? said["__type"]
            ?? said["error"]
        let message = said["Message"] ?? said["message"] ?? said["error_description"]
        let name = code?.split(separator: ":").first?.split(separator: "#").last.map(String.init)
        self.init(
            code: name ?? "HTTP \(answer.status)", message: message ?? "",
            requestID: answer.headers["x-amzn-RequestId"], status: answer.status,
            retry: answer.mayPass ? .transient : .never)
    }

    private static func xml(_ body: [UInt8]) -> [String: String]? {
        try? XMLReader.read(body) { _, reader in
            var fields: [String: String] = [:]
            try reader.children { name, reader in
                guard name == "Error" else { return }
                try reader.children { name, reader in fields[String(name)] = try reader.text() }
            }
            return fields
        }
    }

    private static func json(_ body: [UInt8]) -> [String: String]? {
        guard let members = try? JSON(body).members else { return nil }
        return members.reduce(into: [:]) { fields, member in fields[member.key] = member.value.string }
    }
}
