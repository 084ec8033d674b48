import HTTP
import Testing

struct SettingsTests {
    @Test(arguments: [
        (["AWS_CA_BUNDLE": "/a", "SSL_CERT_FILE": "/b"], "/a"),
        (["SSL_CERT_FILE": "/b"], "/b"),
        (["AWS_CA_BUNDLE": "", "SSL_CERT_FILE": "/b"], "/b"),
        ([:], "/etc/ssl/certs/ca-certificates.crt"),
    ])
    func `the authorities are those that the environment names, else the distribution's`(
        _ environment: [String: String], _ expected: String
    ) {
        let settings = CurlTransport.Settings(environment: environment) { $0.hasPrefix("/etc/") }

        #expect(settings.authorities == expected)
    }

    @Test func `another distribution keeps its authorities elsewhere`() {
        let redHat = CurlTransport.Settings(environment: [:]) { $0.hasPrefix("/etc/pki/") }

        #expect(redHat.authorities == "/etc/pki/tls/certs/ca-bundle.crt")
        #expect(CurlTransport.Settings(environment: [:]) { _ in false }.authorities == nil)
    }

    @Test func `without a word about proxies there are none`() {
        let proxies = CurlTransport.Settings(environment: [:]).proxies

        #expect(proxies.plain.isEmpty)
        #expect(proxies.secure.isEmpty)
    }

    @Test func `a request may take 30 seconds, 5 of them for the connection, unless it is said otherwise`() {
        let patience = CurlTransport.Settings().patience

        #expect(patience.connecting == .seconds(5))
        #expect(patience.whole == .seconds(30))
    }
}
