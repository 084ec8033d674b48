import AWS
import Formats
import HTTP
import Simulator
import Synchronization
import Testing

struct DoorTests {
    private static let oneOfEach: [Action] = [
        .getCallerIdentity, .listAccounts, .listRegions, .describeRegions, .listTables, .describeRepositories,
    ]

    /// What each service says when it does not know a key: status and code.
    @Test(
        arguments: zip(
            oneOfEach,
            [
                (403, "InvalidClientTokenId"), (400, "UnrecognizedClientException"),
                (403, "UnrecognizedClientException"), (401, "AuthFailure"),
                (400, "UnrecognizedClientException"),
                (400, "UnrecognizedClientException"),
            ]))
    func `keys of nobody are refused in the service's shape`(
        action: Action, expected: (Int, String)
    ) async throws {
        let aws = Desk().aws
        let desk = Desk(
            aws, Credentials(accessKey: "AKIAIOSFODNN7EXAMPLE", secretKey: Secret("x")))

        let reply = try await desk.ask(action)

        #expect((reply.status, reply.errorCode) == expected)
    }

    @Test(
        arguments: zip(
            oneOfEach,
            [
                (403, "SignatureDoesNotMatch"), (400, "InvalidSignatureException"),
                (403, "InvalidSignatureException"), (401, "AuthFailure"), (400, "InvalidSignatureException"),
                (400, "InvalidSignatureException"),
            ]))
    func `a wrong signature is refused in the service's shape`(
        action: Action, expected: (Int, String)
    ) async throws {
        let desk = Desk(verify: { _, _ in .invalid })

        let reply = try await desk.ask(action)

        #expect((reply.status, reply.errorCode) == expected)
    }

    @Test func `the check of a signature is told the secret of the key that signed`() async throws {
        let seen = Mutex<[Credentials?]>([])
        let desk = Desk(verify: { request, secretFor in
            let header = request.headers["Authorization"] ?? ""
            let key = header.split(separator: "=")[1].split(separator: "/")[0]
            seen.withLock { $0.append(secretFor(String(key))) }
            return .valid
        })

        let inside = try await desk.assuming(desk.simulation.account(7))
        _ = try await inside.ask(.listTables)

        #expect(seen.withLock { $0 } == [desk.credentials, inside.credentials])
    }

    @Test func `a session's key needs its token, and a token its key`() async throws {
        let desk = Desk()
        let (one, other) = (
            try await desk.assuming(desk.simulation.account(7)),
            try await desk.assuming(desk.simulation.account(6))
        )
        var (naked, crossed, touched) = (one, one, one)
        naked.credentials.sessionToken = nil
        crossed.credentials.sessionToken = other.credentials.sessionToken
        touched.credentials.sessionToken = Secret((one.credentials.sessionToken?.exposed ?? "") + "A")

        for desk in [naked, crossed, touched] {
            #expect(try await desk.ask(.listTables).code == "UnrecognizedClientException")
        }
    }

    @Test func `a request without a signature is refused`() async throws {
        let desk = Desk()
        var request = try desk.request(.listTables, [:])
        request.headers["Authorization"] = nil

        let reply = Reply(try await desk.aws.send(request, .whole))

        #expect((reply.status, reply.code) == (400, "MissingAuthenticationTokenException"))
    }

    @Test(arguments: [(-301, false), (-300, true), (300, true), (301, false)])
    func `a signature is good for five minutes before and after`(offset: Int64, isGood: Bool) async throws {
        var desk = Desk()
        desk.signedAt = Desk.noon.adding(seconds: offset)

        let replies = [
            try await desk.ask(.listTables), try await desk.ask(.getCallerIdentity),
            try await desk.ask(.describeRegions),
        ]

        #expect(replies.allSatisfy { ($0.status == 200) == isGood })
        #expect(replies.allSatisfy { $0.response.headers["date"] == "Sat, 21 Nov 2026 12:00:00 GMT" })
        guard !isGood else { return }
        let codes = ["InvalidSignatureException", "SignatureDoesNotMatch", "RequestExpired"]
        #expect(replies.map(\.code) == codes)
        let word = offset < 0 ? "Signature expired: " : "Signature not yet current: "
        #expect(replies[0].message.hasPrefix(word + desk.signedAt.text(.basic)))
    }

    @Test func `a server whose clock is ahead says so, and answers who follows it`() async throws {
        var faults = Faults()
        faults.secondsAhead = 3_600
        var desk = Desk(faults)

        let refusal = try await desk.ask(.listTables)
        let date = try #require(refusal.response.headers["Date"])
        desk.signedAt = try Timestamp(httpDate: date)
        let answer = try await desk.ask(.listTables)

        #expect(refusal.status == 400)
        #expect(answer.status == 200)
    }

    @Test func `a host of another region than the signature's is refused`() async throws {
        var desk = Desk()
        desk.host = "dynamodb.us-east-1.amazonaws.com"

        let reply = try await desk.ask(.listTables)

        #expect(reply.message == "Credential should be scoped to a valid region.")
    }

    @Test func `a region that does not exist has no hosts`() async throws {
        let failure = await #expect(throws: HTTPFailure.self) {
            try await Desk().at("mars-north-1").ask(.listTables)
        }

        #expect(failure?.kind == .unresolved)
    }

    @Test func `an endpoint of one's own is any service`() async throws {
        var desk = Desk()
        desk.host = "localhost"

        #expect(try await desk.ask(.listTables).status == 200)
        #expect(try await desk.ask(.getCallerIdentity).status == 200)
    }

    @Test func `what no service knows is an unknown operation in its shape`() async throws {
        let desk = Desk()
        var tables = try desk.request(.listTables, [:])
        tables.headers["X-Amz-Target"] = "DynamoDB_20120810.DropTables"
        var tokens = try desk.request(.getCallerIdentity, [:])
        tokens.body = Array("Action=GetRich&Version=2011-06-15".utf8)
        var regions = try desk.request(.listRegions, [:])
        regions.url.path = "/nothing"

        let replies = [
            Reply(try await desk.aws.send(tables, .whole)), Reply(try await desk.aws.send(tokens, .whole)),
            Reply(try await desk.aws.send(regions, .whole)),
        ]

        #expect(replies.map(\.status) == [400, 400, 404])
        let codes = ["UnknownOperationException", "InvalidAction", "UnknownOperationException"]
        #expect(replies.map(\.errorCode) == codes)
    }

    @Test func `a body that is no JSON, and a member of the wrong type, are refused`() async throws {
        let desk = Desk()
        var request = try desk.request(.listTables, [:])
        request.body = Array("{".utf8)

        let broken = Reply(try await desk.aws.send(request, .whole))
        let wrong = try await desk.ask(.listTables, ["Limit": "ten"])

        #expect([broken.code, wrong.code] == ["SerializationException", "SerializationException"])
    }

    @Test func `a token that was touched, or is of another listing, is refused`() async throws {
        let desk = Desk { $0.accounts = 300 }
        let token = try #require(
            try await desk.ask(.listAccounts, ["MaxResults": 5]).json["NextToken"] as? String)
        let touched = String(token.dropLast(4)) + "AAA="

        let one = try await desk.ask(.listAccounts, ["NextToken": touched])
        let other = try await desk.ask(.listRegions, ["NextToken": token])
        let repositories = try await desk.ask(.describeRepositories, ["nextToken": token])

        #expect(one.code == "InvalidInputException")
        #expect(one.json["Reason"] as? String == "INVALID_NEXT_TOKEN")
        #expect(other.errorCode == "ValidationException")
        #expect(repositories.code == "InvalidParameterException")
    }

    @Test func `a thing that is not there is not found in the service's words`() async throws {
        let desk = Desk()

        let table = try await desk.ask(.describeTable, ["TableName": "nothing"])
        let repository = try await desk.ask(.describeRepositories, ["repositoryNames": ["nothing"]])
        let account = try await desk.ask(.describeAccount, ["AccountId": "123456789012"])
        let parent = try await desk.ask(.listUnits, ["ParentId": "ou-none-12345678"])

        #expect(
            table.json["__type"] as? String == "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException")
        #expect(table.message == "Requested resource not found: Table: nothing not found")
        #expect(repository.code == "RepositoryNotFoundException")
        #expect(account.code == "AccountNotFoundException")
        #expect(parent.code == "ParentNotFoundException")
    }

    @Test func `an answer larger than the ceiling is a failure, and pieces add up to the whole`() async throws
    {
        let desk = Desk()
        let request = try desk.request(.listAccounts, [:])
        let whole = try await desk.aws.send(request, .whole)
        let pieces = Mutex<[UInt8]>([])

        await #expect(throws: HTTPFailure.self) {
            try await desk.aws.send(request, .whole(ceiling: whole.body.count - 1))
        }
        let streamed = try await desk.aws.send(
            request, .pieces { piece in pieces.withLock { $0 += piece } })

        #expect(streamed.body.isEmpty)
        #expect(pieces.withLock { $0 } == whole.body)
    }

    @Test func `a cancelled task gets no answer`() async throws {
        let desk = Desk()
        let request = try desk.request(.listAccounts, [:])

        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await desk.aws.send(request, .whole)
        }

        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
