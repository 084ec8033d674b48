import CCurl

/// An easy handle of libcurl, and the exchange that it is busy with.
///
/// Handles are kept and used again: what never changes is set once, in `Transfer+Setup.swift`. Only the thread of
/// its transport touches one.
final class Transfer {
    let easy: UnsafeMutableRawPointer
    /// Where libcurl writes what went wrong, in its words.
    let complaint: UnsafeMutablePointer<CChar>
    let settings: CurlTransport.Settings
    private(set) var exchange: Exchange?
    /// When it is out of time; nil while it waits for its consumer.
    private(set) var deadline: ContinuousClock.Instant?
    /// The header list of the request, which libcurl reads but does not keep.
    var fields: UnsafeMutablePointer<curl_slist>?
    /// Room to put a line of it together.
    var line: [UInt8] = []

    private var head = ResponseHead()
    private var body: [UInt8] = []
    private var isTooLarge = false

    init?(_ settings: CurlTransport.Settings) {
        guard let easy = curl_easy_init() else { return nil }
        self.easy = easy
        self.settings = settings
        complaint = .allocate(capacity: Int(CURL_ERROR_SIZE))
        complaint.pointee = 0
        setUp()
    }

    deinit {
        curl_easy_cleanup(easy)
        curl_slist_free_all(fields)
        complaint.deallocate()
    }

    /// The transfer that an easy handle belongs to.
    static func owner(of easy: UnsafeMutableRawPointer) -> Transfer? { at(stocktake_owner(easy)) }

    private static func at(_ address: UnsafeMutableRawPointer?) -> Transfer? {
        address.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Makes ready for an exchange, whose clock starts now.
    func begin(_ exchange: Exchange) throws(HTTPFailure) {
        self.exchange = exchange
        try prepare(exchange)
        deadline = .now + patience.whole
    }

    /// Ends what it is busy with, and says what came of it.
    func end(_ code: CURLcode) -> Result<HTTPResponse, any Error> {
        guard code == CURLE_OK else { return .failure(isTooLarge ? tooLarge : failure(of: code)) }
        // libcurl takes a head that was cut short for a whole answer without a body.
        guard head.isWhole else { return .failure(failure(of: CURLE_PARTIAL_FILE)) }
        return .success(HTTPResponse(status: head.status, headers: head.headers, body: body))
    }

    /// Forgets the exchange.
    func clear() {
        exchange = nil
        deadline = nil
        head.clear()
        body = []
        isTooLarge = false
        complaint.pointee = 0
        stocktake_set_fields(easy, nil)
        curl_slist_free_all(fields)
        fields = nil
    }

    /// Goes on after its consumer has made room.
    func proceed() {
        guard deadline == nil else { return }
        deadline = .now + patience.whole
        curl_easy_pause(easy, CURLPAUSE_CONT)
    }

    var patience: HTTPRequest.Patience { exchange?.request.patience ?? settings.patience }

    /// Whether this answer's body goes to a consumer.
    var isStreaming: Bool { exchange?.isStreamed == true && (200..<300).contains(head.status) }
}

extension Transfer {
    /// Tells libcurl where the answer goes.
    func setSinks() {
        let address = Unmanaged.passUnretained(self).toOpaque()
        stocktake_set_pointer(easy, CURLOPT_PRIVATE, address)
        stocktake_set_pointer(easy, CURLOPT_HEADERDATA, address)
        stocktake_set_pointer(easy, CURLOPT_WRITEDATA, address)
        stocktake_set_sink(easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, address in
            Transfer.at(address)?.takeHeader(Transfer.bytes(bytes, size * count)) ?? 0
        }
        stocktake_set_sink(easy, CURLOPT_WRITEFUNCTION) { bytes, size, count, address in
            Transfer.at(address)?.takeBody(Transfer.bytes(bytes, size * count)) ?? 0
        }
    }

    private static func bytes(
        _ start: UnsafeMutablePointer<CChar>?, _ count: Int
    ) -> UnsafeBufferPointer<UInt8> {
        let start = UnsafeRawPointer(start)?.assumingMemoryBound(to: UInt8.self)
        return UnsafeBufferPointer(start: start, count: count)
    }

    private func takeHeader(_ line: UnsafeBufferPointer<UInt8>) -> Int {
        head.add(line)
        return line.count
    }

    /// Says how much was taken; anything but all of it ends the transfer.
    private func takeBody(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        guard !isStreaming else { return pass(bytes) }
        guard let exchange, bytes.count <= exchange.ceiling - body.count else {
            isTooLarge = true
            return 0
        }
        body.append(contentsOf: bytes)
        return bytes.count
    }

    private func pass(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        guard let exchange, exchange.accept(bytes) else {
            deadline = nil
            // libcurl keeps the bytes and offers them again after `proceed`.
            return Int(CURL_WRITEFUNC_PAUSE)
        }
        deadline = .now + patience.whole
        return bytes.count
    }
}
