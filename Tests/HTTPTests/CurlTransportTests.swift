import HTTP
import Testing

struct CurlTransportTests {
    @Test(arguments: ["GET", "POST", "PUT", "DELETE", "PATCH"])
    func `a request arrives as it was written, and nothing is added but what framing needs`(
        _ method: String
    ) async throws {
        let server = try LocalServer.answering { Reply(200, [], $0.lines.joined(separator: "\n")) }
        let url = try #require(HTTPURL(server.address + "/a%20b/../c?x=1&y=%2F"))
        let body = method == "GET" || method == "DELETE" ? "" : "{}"
        let headers: HTTPHeaders = [
            "X-Amz-Target": "T.L", "Host": "127.0.0.1:\(server.port)", "Accept-Encoding": "identity",
            "X-Empty": "", "Authorization": "AWS4-HMAC-SHA256 x",
        ]

        let answer = try await CurlTransport.plain().send(
            HTTPRequest(method, url, headers: headers, body: Array(body.utf8)), .whole)

        let lines = answer.text.split(separator: "\n").map(String.init)
        #expect(lines.first == "\(method) /a%20b/../c?x=1&y=%2F HTTP/1.1")
        var expected = [
            "Host: 127.0.0.1:\(server.port)", "X-Amz-Target: T.L", "Accept-Encoding: identity", "X-Empty:",
            "Authorization: AWS4-HMAC-SHA256 x",
        ]
        if !body.isEmpty { expected.append("Content-Length: 2") }
        #expect(Set(lines.dropFirst()) == Set(expected))
    }

    @Test func `a body goes out byte for byte, zeros included`() async throws {
        let server = try LocalServer.answering { Reply(200, [], bytes: $0.body.reversed()) }
        let body = (0..<100_000).map { UInt8(truncatingIfNeeded: $0) }
        let url = try #require(HTTPURL(server.address))

        let answer = try await CurlTransport.plain().send(HTTPRequest("PUT", url, body: body), .whole)

        #expect(answer.body == body.reversed())
    }

    @Test func `an empty POST says that it is empty`() async throws {
        let server = try LocalServer.answering { Reply(200, [], $0["Content-Length"] ?? "unsaid") }
        let url = try #require(HTTPURL(server.address))

        #expect(try await CurlTransport.plain().send(HTTPRequest("POST", url), .whole).text == "0")
    }

    @Test func `a kept handle remembers nothing of the request before`() async throws {
        let server = try LocalServer.answering { received in
            Reply(200, [], received.line.prefix { $0 != " " } + " \(received.body.count)")
        }
        let transport = try CurlTransport.plain { $0.connectionsPerHost = 1 }
        let url = try #require(HTTPURL(server.address))

        var answers: [String] = []
        for (method, body) in [("PUT", "abc"), ("HEAD", ""), ("GET", ""), ("POST", "x"), ("DELETE", "")] {
            let request = HTTPRequest(method, url, body: Array(body.utf8))
            answers.append(try await transport.send(request, .whole).text)
        }

        #expect(answers == ["PUT 3", "", "GET 0", "POST 1", "DELETE 0"])
    }

    @Test func `an answer to HEAD has headers, however large what they announce, and no body`() async throws {
        let server = try LocalServer { visit in
            while visit.receive() != nil, visit.send("HTTP/1.1 200 OK\r\nContent-Length: 9000000000\r\n\r\n")
            {}
        }
        let transport = try CurlTransport.plain()
        let url = try #require(HTTPURL(server.address))

        for _ in 0..<2 {
            let answer = try await transport.send(HTTPRequest("HEAD", url), .whole(ceiling: 10))
            #expect(answer.headers["content-length"] == "9000000000")
            #expect(answer.body.isEmpty)
        }
        #expect(server.connections == 1)
    }

    @Test func `a 401 with WWW-Authenticate is an answer like any other`() async throws {
        let server = try LocalServer.answering { _ in
            Reply(401, ["WWW-Authenticate: Basic realm=\"x\", Negotiate"], "no")
        }

        let answer = try await CurlTransport.plain().get(
            server.address, headers: ["Authorization": "Basic eDp5"])

        #expect(answer.status == 401)
        #expect(answer.text == "no")
        #expect(answer.headers["www-authenticate"] == "Basic realm=\"x\", Negotiate")
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func `a redirect is not followed`(_ status: Int) async throws {
        let elsewhere = try LocalServer.answering { _ in Reply(200, [], "elsewhere") }
        let target = elsewhere.address
        let server = try LocalServer.answering { _ in Reply(status, ["Location: \(target)"], "moved") }

        let answer = try await CurlTransport.plain().get(server.address)

        #expect(answer.status == status)
        #expect(answer.text == "moved")
        #expect(elsewhere.connections == 0)
    }

    @Test func `a cookie is not sent back`() async throws {
        let server = try LocalServer.answering { Reply(200, ["Set-Cookie: a=b"], $0["Cookie"] ?? "none") }
        let transport = try CurlTransport.plain()

        _ = try await transport.get(server.address)

        #expect(try await transport.get(server.address).text == "none")
    }

    @Test func `headers come in their order, repeated ones too, and an interim answer leaves none`()
        async throws
    {
        let server = try LocalServer.saying(
            "HTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nB:  1 \r\na: 2\r\nb:3\r\nC:\r\n"
                + "Content-Length: 0\r\n\r\n")

        let answer = try await CurlTransport.plain().get(server.address)

        let expected: HTTPHeaders = ["B": "1", "a": "2", "b": "3", "C": "", "Content-Length": "0"]
        #expect(answer.headers == expected)
    }

    @Test func `a chunked body is put together, and its trailers are left out`() async throws {
        let server = try LocalServer.saying(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nT: 1\r\n\r\n"
        )

        let answer = try await CurlTransport.plain().get(server.address)

        #expect(answer.text == "abcde")
        #expect(answer.headers.fields.map(\.name) == ["Transfer-Encoding"])
    }

    @Test func `a connection is used again`() async throws {
        let server = try LocalServer.answering { _ in Reply(200, [], "x") }
        let transport = try CurlTransport.plain()

        for _ in 0..<20 { #expect(try await transport.get(server.address).status == 200) }

        #expect(server.connections == 1)
    }

    @Test func `a connection that becomes free is used at once`() async throws {
        let server = try LocalServer.answering { _ in Reply(200, [], "x") }
        let transport = try CurlTransport.plain { $0.connectionsPerHost = 1 }
        let address = server.address
        let start = ContinuousClock.now

        try await withThrowingTaskGroup { group in
            for _ in 0..<50 { group.addTask { try await transport.get(address).status } }
            for try await status in group { #expect(status == 200) }
        }

        #expect(server.connections == 1)
        // A thread that slept in between would wake for a deadline, 30 seconds later.
        #expect(ContinuousClock.now - start < .seconds(25))
    }

    @Test(arguments: ["X: a\r\nY: b", "X: a\0b"])
    func `a header that would smuggle another is refused`(_ header: String) async throws {
        let server = try LocalServer.answering { _ in Reply() }
        let transport = try CurlTransport.plain()
        let value = String(header.dropFirst(3))

        let failure = await #expect(throws: HTTPFailure.self) {
            try await transport.get(server.address, headers: ["X": value])
        }

        #expect(failure?.kind == .unable)
        #expect(server.connections == 0)
        #expect(try await transport.get(server.address).status == 200)
    }

    @Test func `what is wrong with an address is said before anything is sent`() async throws {
        let transport = try CurlTransport.plain()
        for url in [
            HTTPURL(scheme: "file", host: "localhost", path: "/etc/passwd"),
            HTTPURL(scheme: "http", host: "127.0.0.1", path: "/a b"),
            HTTPURL(scheme: "http", host: "127.0.0.1", path: "/a\r\nX: y"),
        ] {
            let failure = await #expect(throws: HTTPFailure.self) {
                try await transport.send(HTTPRequest("GET", url), .whole)
            }
            #expect(failure?.kind == .unable)
        }
    }
}
