import HTTP

/// Where a run tells how it goes, in the manner of healthchecks.io.
///
/// The path holds a token: whoever knows it can say that the nights go well. So it describes itself by its host.
struct PingAddress: Equatable, Sendable {
    let url: HTTPURL

    /// Nil where the text is no address.
    init?(_ text: String) {
        guard let url = HTTPURL(text) else { return nil }
        self.url = url
    }

    /// The address of one thing to say, such as `start`; what asks for more behind a question mark stays behind it.
    func url(of word: String) -> HTTPURL {
        var url = url
        url.path += url.path.hasSuffix("/") ? word : "/" + word
        return url
    }
}

extension PingAddress: CustomStringConvertible, CustomDebugStringConvertible {
    var description: String { "\(url.scheme)://\(url.authority)/…" }
    var debugDescription: String { description }
}
