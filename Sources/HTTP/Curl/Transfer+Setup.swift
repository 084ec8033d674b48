import CCurl
import Glibc

extension Transfer {
    /// Sets what is the same for every exchange.
    func setUp() {
        setSinks()
        setManners()
        setTrust()
        setProxy()
        stocktake_set_pointer(easy, CURLOPT_ERRORBUFFER, UnsafeMutableRawPointer(complaint))
        // A child process, such as one that fetches credentials, must not hold a connection open.
        stocktake_set_socket_step(easy) { _, socket, _ in
            fcntl(socket, F_SETFD, FD_CLOEXEC) == 0 ? CURL_SOCKOPT_OK : CURL_SOCKOPT_ERROR
        }
    }

    /// Takes away what libcurl would do of its own accord.
    private func setManners() {
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        set(CURLOPT_FOLLOWLOCATION, 0)
        set(CURLOPT_HTTP09_ALLOWED, 0)
        // A key of S3 may hold "..": the path is sent as it was signed.
        set(CURLOPT_PATH_AS_IS, 1)
        set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
        set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        set(CURLOPT_NOSIGNAL, 1)
        // Without this, ending a transfer that looks up a name waits for the look-up, and all others with it.
        set(CURLOPT_QUICK_EXIT, 1)
        set(CURLOPT_TCP_KEEPALIVE, 1)
    }

    /// One file of authorities and no folder: with both, which is Debian's default, libcurl reads the whole
    /// bundle again for every connection, 50 ms of CPU each; with one file it keeps what it read.
    private func setTrust() {
        set(CURLOPT_SSL_VERIFYPEER, 1)
        set(CURLOPT_SSL_VERIFYHOST, 2)
        set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
        guard let authorities = settings.authorities else { return }
        set(CURLOPT_CAINFO, authorities)
        set(CURLOPT_PROXY_CAINFO, authorities)
        set(CURLOPT_CAPATH, nil)
        set(CURLOPT_PROXY_CAPATH, nil)
    }

    /// Exceptions are set even where there are none: libcurl would look into the environment for them.
    private func setProxy() {
        set(CURLOPT_NOPROXY, settings.proxies.exceptions)
    }

    func set(_ option: CURLoption, _ value: Int) { stocktake_set_long(easy, option, value) }

    func set(_ option: CURLoption, _ value: String?) { stocktake_set_text(easy, option, value) }
}
