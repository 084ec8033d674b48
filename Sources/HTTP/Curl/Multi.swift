import CCurl

/// libcurl's set of transfers under way, and of the connections that they share.
struct Multi: ~Copyable {
    let handle: UnsafeMutableRawPointer

    init?(_ settings: CurlTransport.Settings) {
        guard let handle = curl_multi_init() else { return nil }
        self.handle = handle
        let all = settings.connections
        stocktake_set_limit(handle, CURLMOPT_MAX_TOTAL_CONNECTIONS, all)
        stocktake_set_limit(handle, CURLMOPT_MAX_HOST_CONNECTIONS, settings.connectionsPerHost)
        // By default libcurl keeps four times as many as there are transfers, and so closes what it will need
        // again whenever many end together.
        stocktake_set_limit(handle, CURLMOPT_MAXCONNECTS, all)
        stocktake_set_limit(handle, CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
    }

    deinit { curl_multi_cleanup(handle) }

    /// Whether libcurl took it.
    func add(_ transfer: Transfer) -> Bool { curl_multi_add_handle(handle, transfer.easy) == CURLM_OK }

    /// Takes a transfer out; one that is not at its end closes its connection.
    func remove(_ transfer: Transfer) { curl_multi_remove_handle(handle, transfer.easy) }

    /// Does what can be done without waiting.
    func work() {
        var count: Int32 = 0
        curl_multi_perform(handle, &count)
    }

    /// The next transfer that came to its end, and how.
    func nextEnded() -> (Transfer, CURLcode)? {
        var count: Int32 = 0
        while let message = curl_multi_info_read(handle, &count)?.pointee {
            guard message.msg == CURLMSG_DONE, let easy = message.easy_handle else { continue }
            return Transfer.owner(of: easy).map { ($0, message.data.result) }
        }
        return nil
    }

    /// Waits for the network, a wake-up, or so many milliseconds.
    func wait(_ milliseconds: Int32) {
        curl_multi_poll(handle, nil, 0, milliseconds, nil)
    }
}
