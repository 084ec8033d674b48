import HTTP

/// A request as the published cases of signing have it: the text that goes over the wire.
struct RawRequest {
    let request: HTTPRequest

    init(_ text: String) throws {
        struct Broken: Error {}
        let parts = text.split(separator: "\n\n", maxSplits: 1).map(String.init)
        let lines = (parts.first ?? "").split(separator: "\n").map(String.init)
        guard let first = lines.first, let space = first.firstIndex(of: " "),
            let last = first.lastIndex(of: " ")
        else { throw Broken() }
        let target = first[first.index(after: space)..<last].split(separator: "?", maxSplits: 1)
        var url = HTTPURL(host: "", path: String(target.first ?? "/"))
        if target.count > 1 { url.query = String(target[1]) }
        var headers: [HTTPHeaders.Field] = []
        for line in lines.dropFirst() {
            if line.hasPrefix(" ") {
                headers[headers.count - 1].value += "\n" + line
                continue
            }
            let pair = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            headers.append(HTTPHeaders.Field(String(pair[0]), String(pair.last ?? "")))
        }
        request = HTTPRequest(
            String(first[..<space]), url, headers: HTTPHeaders(headers),
            body: parts.count > 1 ? Array(parts[1].utf8) : [])
    }
}
