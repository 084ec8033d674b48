import Formats

/// Unpacking is done here and not by libcurl, which takes a body that was packed and cut short for a whole one,
/// and in the task that waits rather than on the thread that all of them share.
extension Exchange {
    /// Whether the server is asked to pack the answer: not where its bytes are wanted as they are stored.
    var asksForGzip: Bool {
        !isStreamed && request.method != "HEAD" && request.headers["Accept-Encoding"] == nil
            && request.headers["Range"] == nil
    }

    /// The answer, unpacked if it came packed.
    func unpacked(_ response: HTTPResponse) throws(HTTPFailure) -> HTTPResponse {
        guard asksForGzip, !response.body.isEmpty, let coding = response.headers["Content-Encoding"],
            HTTPHeaders.isSame(coding, "gzip") || HTTPHeaders.isSame(coding, "x-gzip")
        else { return response }
        var result = response
        result.body = try unpacked(response.body)
        // They tell of what was sent, and nobody shall unpack twice.
        result.headers["Content-Encoding"] = nil
        result.headers["Content-Length"] = nil
        return result
    }

    private func unpacked(_ packed: [UInt8]) throws(HTTPFailure) -> [UInt8] {
        var plain: [UInt8] = []
        var inflater = Inflater(.gzip, ceiling: ceiling)
        do {
            try inflater.feed(packed.span) { piece in plain.append(contentsOf: piece) }
            try inflater.finish()
        } catch {
            guard inflater.count < ceiling else { throw .tooLarge(request, ceiling) }
            throw HTTPFailure(.malformed, "\(request.url.authority): \(error.reason)")
        }
        return plain
    }
}
