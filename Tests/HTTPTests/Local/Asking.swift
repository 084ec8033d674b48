import HTTP
import Testing

/// What tests of transports have in common.
extension CurlTransport {
    /// A transport that the surroundings of the test cannot disturb.
    static func plain(_ change: (inout Settings) -> Void = { _ in }) throws -> CurlTransport {
        var settings = Settings()
        change(&settings)
        return try CurlTransport(settings)
    }
}

extension Transport {
    /// Gets an address, whole.
    func get(
        _ address: String, headers: HTTPHeaders = HTTPHeaders(), ceiling: Int = 64 << 20,
        patience: HTTPRequest.Patience? = nil
    ) async throws -> HTTPResponse {
        let url = try #require(HTTPURL(address))
        let request = HTTPRequest("GET", url, headers: headers, patience: patience)
        return try await send(request, .whole(ceiling: ceiling))
    }

    /// Gets an address that gives no answer, and says why.
    func failure(
        of address: String, ceiling: Int = 64 << 20, patience: HTTPRequest.Patience? = nil
    ) async throws -> HTTPFailure {
        try await #require(throws: HTTPFailure.self) {
            try await get(address, ceiling: ceiling, patience: patience)
        }
    }
}

extension HTTPRequest.Patience {
    /// So long, and no longer.
    static func milliseconds(_ count: Int) -> HTTPRequest.Patience {
        HTTPRequest.Patience(connecting: .milliseconds(count), whole: .milliseconds(count))
    }
}

extension HTTPResponse {
    var text: String { String(decoding: body, as: UTF8.self) }
}

/// Waits for something that another thread is about to do.
func waitUntil(
    _ isSo: () -> Bool, sourceLocation: SourceLocation = #_sourceLocation
) async throws {
    let deadline = ContinuousClock.now + .seconds(60)
    while !isSo(), ContinuousClock.now < deadline { try await Task.sleep(for: .milliseconds(1)) }
    try #require(isSo(), sourceLocation: sourceLocation)
}
