import HTTP
import Testing

struct ProxyTests {
    @Test func `a proxy is asked in place of the server, with its password and not ours`() async throws {
        let proxy = try LocalServer.answering { received in
            Reply(200, [], ([received.line] + received.fields).joined(separator: "\n"))
        }
        let transport = try Self.transport([
            "http_proxy": "http://user:pass@127.0.0.1:\(proxy.port)", "HTTP_PROXY": "http://127.0.0.1:1",
        ])

        let answer = try await transport.get("http://stocktake.invalid/a?b")

        #expect(answer.text.hasPrefix("GET http://stocktake.invalid/a?b HTTP/1.1\nHost: stocktake.invalid\n"))
        #expect(answer.text.contains("Proxy-Authorization: Basic dXNlcjpwYXNz"))
    }

    @Test(arguments: ["0.0.0.0", "other.invalid,0.0.0.0", "*"])
    func `an exception is reached directly`(_ exceptions: String) async throws {
        let proxy = try LocalServer.answering { _ in Reply(200, [], "proxy") }
        let server = try LocalServer.answering { _ in Reply(200, [], "server") }
        let environment = ["HTTP_PROXY": proxy.address]
        // This address reaches this machine, and is on nobody's list.
        let address = "http://0.0.0.0:\(server.port)"

        #expect(try await Self.transport(environment).get(address).text == "proxy")
        let direct = try Self.transport(environment.merging(["NO_PROXY": exceptions]) { $1 })
        #expect(try await direct.get(address).text == "server")
    }

    @Test func `this machine is never asked through a proxy`() async throws {
        let proxy = try LocalServer.answering { _ in Reply(200, [], "proxy") }
        let server = try LocalServer.answering { _ in Reply(200, [], "server") }
        let transport = try Self.transport(["HTTP_PROXY": proxy.address, "NO_PROXY": "other.invalid"])

        for host in ["127.0.0.1", "localhost"] {
            #expect(try await transport.get("http://\(host):\(server.port)").text == "server")
        }
    }

    @Test func `for https a proxy makes a tunnel, and its refusal is told`() async throws {
        let proxy = try LocalServer.answering { received in
            Reply(received.line.hasPrefix("CONNECT stocktake.invalid:443 ") ? 403 : 200)
        }
        let transport = try Self.transport(["HTTPS_PROXY": proxy.address])

        let failure = try await transport.failure(of: "https://stocktake.invalid/?secret")

        #expect(
            failure
                == HTTPFailure(.unconnected, "the proxy does not connect to stocktake.invalid: status 403"))
    }

    @Test func `a proxy that nobody knows is told`() async throws {
        let transport = try Self.transport(["HTTPS_PROXY": "http://user:pass@proxy.invalid"])

        let failure = try await transport.failure(of: "https://stocktake.invalid/")

        #expect(failure.reason == "the proxy on the way to stocktake.invalid has no address")
        #expect(failure.kind == .unresolved)
    }

    @Test func `a proxy's password is in no description`() {
        let settings = CurlTransport.Settings(environment: ["HTTPS_PROXY": "http://user:canary@proxy:1"])

        var dumped = ""
        dump(settings, to: &dumped)
        #expect(settings.proxies.secure.contains("canary"))
        for text in ["\(settings)", String(reflecting: settings), dumped] {
            #expect(!text.contains("canary"))
        }
    }

    private static func transport(_ environment: [String: String]) throws -> CurlTransport {
        try CurlTransport(CurlTransport.Settings(environment: environment))
    }
}
