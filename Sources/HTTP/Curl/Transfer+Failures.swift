import CCurl
import Glibc

extension Transfer {
    /// What it means that it took longer than it may.
    var overdue: HTTPFailure {
        let what = isStreaming ? "sent nothing" : "gave no whole answer"
        return HTTPFailure(.timeout, "\(server) \(what) within \(patience.whole)")
    }

    var tooLarge: HTTPFailure {
        guard let exchange else { return HTTPFailure(.tooLarge, "an answer is too large") }
        return .tooLarge(exchange.request, exchange.ceiling)
    }

    /// What libcurl's number means.
    ///
    /// libcurl's own words are passed on only where they cannot hold anything of a request or an answer.
    func failure(of code: CURLcode) -> HTTPFailure {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST:
            HTTPFailure(.unresolved, "\(server) has no address")
        case CURLE_COULDNT_RESOLVE_PROXY:
            HTTPFailure(.unresolved, "the proxy on the way to \(server) has no address")
        case CURLE_COULDNT_CONNECT:
            HTTPFailure(.unconnected, "\(server) takes no connection: \(refusal)")
        case CURLE_OPERATION_TIMEDOUT:
            HTTPFailure(.unconnected, "\(server) took no connection within \(patience.connecting)")
        case CURLE_PROXY:
            HTTPFailure(.unconnected, "the proxy does not connect to \(server)")
        case CURLE_RECV_ERROR where proxyRefusal != 0:
            HTTPFailure(.unconnected, "the proxy does not connect to \(server): status \(proxyRefusal)")
        case CURLE_FILESIZE_EXCEEDED:
            tooLarge
        case CURLE_SSL_CACERT_BADFILE:
            HTTPFailure(
                .unable, "the authorities in \(settings.authorities ?? "libcurl's file") cannot be read")
        case CURLE_URL_MALFORMAT, CURLE_OUT_OF_MEMORY, CURLE_FAILED_INIT, CURLE_BAD_FUNCTION_ARGUMENT:
            HTTPFailure(.unable, "\(server) cannot be asked: \(words(code))")
        default:
            securityFailure(of: code) ?? breach(of: code)
        }
    }

    private func securityFailure(of code: CURLcode) -> HTTPFailure? {
        switch code {
        case CURLE_SSL_CONNECT_ERROR where wasHungUp:
            HTTPFailure(.dropped, "\(server) broke the connection while it was being secured")
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
            CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS, CURLE_USE_SSL_FAILED:
            HTTPFailure(.untrusted, "\(server) cannot be trusted: \(String(cString: complaint))")
        default: nil
        }
    }

    private func breach(of code: CURLcode) -> HTTPFailure {
        switch code {
        case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL, CURLE_BAD_CONTENT_ENCODING:
            HTTPFailure(.malformed, "what \(server) sends is not HTTP: \(words(code))")
        default:
            HTTPFailure(
                .dropped, "\(server) broke the connection before the answer was whole: \(words(code))")
        }
    }

    private var server: String { exchange?.request.url.authority ?? "the server" }

    private func words(_ code: CURLcode) -> String { String(cString: curl_easy_strerror(code)) }

    /// Why a connection was refused, in the system's words.
    private var refusal: String {
        let number = Int32(truncatingIfNeeded: stocktake_number(easy, CURLINFO_OS_ERRNO))
        return number == 0 ? words(CURLE_COULDNT_CONNECT) : String(cString: strerror(number))
    }

    /// The status of a proxy that would not make a tunnel; 0 where that was not it.
    private var proxyRefusal: Int {
        let status = stocktake_number(easy, CURLINFO_HTTP_CONNECTCODE)
        return (200..<300).contains(status) ? 0 : status
    }

    /// Whether a handshake ended because the line went dead: that is worth another try, a bad certificate is not.
    ///
    /// libcurl has one number for both.
    private var wasHungUp: Bool {
        let complaint = String(cString: complaint)
        return ["SSL_ERROR_SYSCALL", "reset by peer", "unexpected eof"].contains { complaint.contains($0) }
    }
}

extension HTTPFailure {
    static func tooLarge(_ request: HTTPRequest, _ ceiling: Int) -> HTTPFailure {
        HTTPFailure(.tooLarge, "the answer of \(request.url.authority) is larger than \(ceiling) bytes")
    }
}
