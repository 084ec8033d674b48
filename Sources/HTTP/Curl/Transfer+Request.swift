import CCurl

extension Transfer {
    /// Sets what differs from one exchange to the next.
    ///
    /// Each option is set every time: the handle remembers the exchange before.
    func prepare(_ exchange: Exchange) throws(HTTPFailure) {
        let request = exchange.request
        let address = request.url.text
        try check(request, address)
        set(CURLOPT_URL, address)
        // Said even where it is none: libcurl would look into the environment for one.
        set(CURLOPT_PROXY, settings.proxies.address(for: request.url.scheme))
        set(CURLOPT_CONNECTTIMEOUT_MS, max(1, patience.connecting.milliseconds))
        // libcurl lets a server fill 32 MiB of an HTTP/2 stream that is held back.
        let version = exchange.isStreamed ? CURL_HTTP_VERSION_1_1 : CURL_HTTP_VERSION_2TLS
        set(CURLOPT_HTTP_VERSION, Int(version))
        // CURLOPT_PIPEWAIT stays off: requests that wait for the first connection to tell whether it can be shared
        // try a server that nobody reaches one after another, five seconds each.

        // A HEAD announces what it does not send.
        let isBounded = !exchange.isStreamed && request.method != "HEAD"
        stocktake_set_size(easy, CURLOPT_MAXFILESIZE_LARGE, isBounded ? curl_off_t(exchange.ceiling) : 0)
        setMethod(request)
        try setFields(of: request, asksForGzip: exchange.asksForGzip)
    }

    private func check(_ request: HTTPRequest, _ address: String) throws(HTTPFailure) {
        guard request.url.scheme == "https" || request.url.scheme == "http" else {
            throw HTTPFailure(.unable, "\(request.url.authority): only http and https are spoken")
        }
        let isClean = { (byte: UInt8) in byte > 0x20 && byte != 0x7F && byte != UInt8(ascii: "#") }
        guard address.utf8.allSatisfy(isClean) else {
            throw HTTPFailure(.unable, "the address has characters that are not percent-encoded")
        }
        guard !request.method.isEmpty, request.method.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
            throw HTTPFailure(.unable, "\(request.url.authority): the method is none of HTTP's")
        }
    }

    private func setMethod(_ request: HTTPRequest) {
        set(CURLOPT_HTTPGET, 1)
        var name: String?
        switch request.method {
        case "GET" where request.body.isEmpty:
            break
        case "HEAD":
            set(CURLOPT_NOBODY, 1)
        case "DELETE" where request.body.isEmpty:
            name = request.method
        default:
            setBody(request.body)
            if request.method != "POST" { name = request.method }
        }
        set(CURLOPT_CUSTOMREQUEST, name)
    }

    private func setBody(_ body: [UInt8]) {
        set(CURLOPT_POST, 1)
        // First the size: libcurl then copies so many bytes, and not up to a zero.
        stocktake_set_size(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
        guard !body.isEmpty else { return set(CURLOPT_COPYPOSTFIELDS, "") }
        body.withUnsafeBytes { bytes in
            let start = UnsafeMutableRawPointer(mutating: bytes.baseAddress)
            _ = stocktake_set_pointer(easy, CURLOPT_COPYPOSTFIELDS, start)
        }
    }

    private func setFields(of request: HTTPRequest, asksForGzip: Bool) throws(HTTPFailure) {
        for field in request.headers.fields {
            // libcurl's way to say that a header has no value, rather than that it is not to be sent.
            let isAdded =
                Self.isName(field.name) && addField(field.name, field.value.isEmpty ? ";" : ": ", field.value)
            guard isAdded else {
                throw HTTPFailure(.unable, "\(request.url.authority): a header is not fit to be sent")
            }
        }
        if asksForGzip { addField("Accept-Encoding", ": ", "gzip") }
        // Without these libcurl sends its own.
        for name in ["Accept", "Content-Type"] where request.headers[name] == nil { addField(name, ":", "") }
        addField("Expect", ":", "")
        stocktake_set_fields(easy, fields)
    }

    /// Adds a line to the list, unless it would be two.
    @discardableResult
    private func addField(_ name: String, _ separator: StaticString, _ value: String) -> Bool {
        line.removeAll(keepingCapacity: true)
        line.append(contentsOf: name.utf8)
        separator.withUTF8Buffer { line.append(contentsOf: $0) }
        line.append(contentsOf: value.utf8)
        guard !line.hasControls else { return false }
        line.append(0)
        return line.withUnsafeBytes { line in
            guard let text = line.assumingMemoryBound(to: CChar.self).baseAddress,
                let longer = curl_slist_append(fields, text)
            else { return false }
            fields = longer
            return true
        }
    }

    /// What RFC 9110 (5.6.2) calls a token, less strictly: nothing that could end the name.
    private static func isName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") }
    }
}

extension [UInt8] {
    /// Whether there is a control character other than a tab, such as the end of a line.
    ///
    /// It looks at all of them, which the processor does many at a time.
    fileprivate var hasControls: Bool {
        var count = 0
        for byte in self { count &+= byte < 0x20 && byte != 0x09 || byte == 0x7F ? 1 : 0 }
        return count > 0
    }
}

extension Duration {
    /// Whole milliseconds; those of a month where it is longer.
    var milliseconds: Int {
        let (seconds, attoseconds) = components
        return Int(min(max(seconds, 0), 31 * 86_400)) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
    }
}
