import Foundation
import HTTP
import Support
import Testing

@Suite(.enabled(if: Certificates.command != nil, Comment(rawValue: Certificates.absence)))
struct TrustTests {
    @Test func `a server that a given authority vouches for is trusted, and over and over`() async throws {
        let certificates = try Certificates()
        let server = try SecureServer(certificates)
        let transport = try Self.transport(trusting: certificates.authority)

        // This server closes after each answer: every request shakes hands.
        for _ in 0..<3 {
            let answer = try await transport.get("https://127.0.0.1:\(server.port)/")
            #expect(answer.status == 200)
            #expect(answer.text.contains("TLSv1.3"))
        }
    }

    @Test func `a server that nobody vouches for is refused`() async throws {
        let server = try SecureServer(Certificates())
        let others = try Certificates()
        for authority in [others.authority, CurlTransport.Settings(environment: [:]).authorities] {
            let transport = try Self.transport(trusting: authority)

            let failure = try await transport.failure(of: "https://127.0.0.1:\(server.port)/?secret")

            #expect(failure.kind == .untrusted)
            #expect(
                failure.reason.hasPrefix(
                    "127.0.0.1:\(server.port) cannot be trusted: SSL certificate problem"))
        }
    }

    @Test func `a server that shows another's certificate is refused`() async throws {
        let certificates = try Certificates(for: "DNS:another.invalid")
        let server = try SecureServer(certificates)
        let transport = try Self.transport(trusting: certificates.authority)

        let failure = try await transport.failure(of: "https://127.0.0.1:\(server.port)/")

        #expect(failure.kind == .untrusted)
    }

    @Test func `a file of authorities that cannot be read fails every secure request, and says so`()
        async throws
    {
        let server = try SecureServer(Certificates())
        let transport = try Self.transport(trusting: "/nowhere/authorities.pem")

        let failure = try await transport.failure(of: "https://127.0.0.1:\(server.port)/")

        let reason = "the authorities in /nowhere/authorities.pem cannot be read"
        #expect(failure == HTTPFailure(.unable, reason))
    }

    @Test func `a server that hangs up while the connection is secured is worth another try`() async throws {
        let server = try LocalServer { _ in }
        let transport = try CurlTransport.plain()

        let failure = try await transport.failure(of: "https://127.0.0.1:\(server.port)/")

        #expect(failure.kind == .dropped)
    }

    @Test func `a server that resets while the connection is secured is worth another try`() async throws {
        let server = try LocalServer { visit in
            visit.waitForHangUp(50)
            visit.breakOff()
        }
        let transport = try CurlTransport.plain()

        let failure = try await transport.failure(of: "https://127.0.0.1:\(server.port)/")

        #expect(failure.kind == .dropped)
    }

    @Test func `a server that does not speak TLS is not trusted`() async throws {
        let chatty = try LocalServer { visit in
            visit.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
            visit.waitForHangUp()
        }

        let failure = try await CurlTransport.plain().failure(of: "https://127.0.0.1:\(chatty.port)/")

        #expect(failure.kind == .untrusted)
    }

    private static func transport(trusting authorities: String?) throws -> CurlTransport {
        try .plain { $0.authorities = authorities }
    }
}
