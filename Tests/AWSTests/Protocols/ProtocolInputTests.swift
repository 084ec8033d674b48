import AWS
import Formats
import Foundation
import HTTP
import Support
import Testing

/// What AWS publishes about how requests are written, in each of its protocols.
@Suite(.enabled(if: Vectors.arePresent, Comment(rawValue: Vectors.absence)))
struct ProtocolInputTests {
    /// Cases of what the product does not do, by the beginning of their suites' descriptions or by their ids.
    static let skipped = [
        "Test cases for PutWithContentEncoding operation": "bodies are not compressed: all are small",
        "Test cases for QueryIdempotencyTokenAutoFill operation": "who only reads needs no such token",
        "Idempotency token auto fill": "who only reads needs no such token",
        "RestJsonHttpChecksumRequired": "who only reads sends no body that S3 wants hashed with MD5",
    ]

    static func cases(_ protocolName: String) -> [ProtocolCase] {
        ProtocolCase.all("input", protocolName)
            .filter { skipped[$0.id] == nil && skipped[$0.suite] == nil }
    }

    @Test(arguments: cases("json") + cases("json_1_0"))
    func `a call in JSON is written as AWS publishes`(_ vector: ProtocolCase) throws {
        let call = Call.json(vector.operation) { writer in
            guard let shape = vector.input, let params = vector.body["params"] else { return }
            JSONShapeWriter().writeMembers(params, shape, to: &writer)
        }

        try compare(call, vector)
    }

    @Test(arguments: cases("query") + cases("ec2"))
    func `a call in a form is written as AWS publishes`(_ vector: ProtocolCase) throws {
        let isEC2 = vector.wire == .ec2(version: "2020-01-08")
        let call = Call.form(vector.operation) { form in
            guard let shape = vector.input, let params = vector.body["params"] else { return }
            FormShapeWriter(isEC2: isEC2).writeMembers(params, shape, to: &form)
        }

        try compare(call, vector)
    }

    @Test(arguments: cases("rest-json") + cases("rest-xml"))
    func `a call of REST is written as AWS publishes`(_ vector: ProtocolCase) throws {
        try compare(RESTShapeWriter(vector).call(), vector)
    }

    @Test func `all cases are there`() {
        let counts = ["json", "json_1_0", "query", "ec2", "rest-json", "rest-xml"].map { name in
            (ProtocolCase.all("input", name).count, Self.cases(name).count)
        }

        #expect(counts.map(\.0) == [54, 21, 38, 29, 113, 94])
        #expect(counts.map(\.1) == [52, 19, 34, 25, 108, 90])
    }

    private func compare(_ call: Call, _ vector: ProtocolCase) throws {
        let wanted = try #require(vector.body["serialized"])
        let endpoint = Endpoint(
            url: try #require(HTTPURL(vector.endpoint)), signingName: "test", signingRegion: "us-east-1")
        let address = endpoint.address(of: prefixed(call, vector))

        #expect(call.method == wanted["method"]?.string)
        let target = address.path + (address.query.map { "?" + $0 } ?? "")
        #expect(target == wanted["uri"]?.string)
        for header in wanted["headers"]?.members ?? [] {
            #expect(call.headers[header.key] == header.value.string, Comment(rawValue: header.key))
        }
        for name in wanted["forbidHeaders"]?.elements ?? [] {
            #expect(call.headers[name.string ?? ""] == nil)
        }
        if let host = wanted["host"]?.string, !host.contains("/") { #expect(address.host == host) }
        if let body = wanted["body"]?.string { try compare(call.body, body, vector) }
    }

    /// Puts the values of members into the prefix of the host.
    private func prefixed(_ call: Call, _ vector: ProtocolCase) -> Call {
        var call = call
        call.hostPrefix = vector.given["endpoint"]?["hostPrefix"]?.string ?? ""
        for member in vector.body["params"]?.members ?? [] {
            call.hostPrefix.replace("{\(member.key)}", with: member.value.string ?? "")
        }
        return call
    }

    private func compare(_ body: [UInt8], _ wanted: String, _ vector: ProtocolCase) throws {
        let text = String(decoding: body, as: UTF8.self)
        guard !wanted.isEmpty, let first = text.utf8.first else {
            // The protocols of one path send an object or a form even where there is nothing to say.
            let isREST = vector.wire == .restJSON || vector.wire == .restXML
            #expect(!isREST && wanted.isEmpty || text == wanted)
            return
        }
        switch first {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            let found = try JSONSerialization.jsonObject(with: Data(body)) as? NSObject
            let other = try JSONSerialization.jsonObject(with: Data(wanted.utf8)) as? NSObject
            #expect(found == other)
        case UInt8(ascii: "<"): #expect(try XMLTree(body) == XMLTree(Array(wanted.utf8)))
        case UInt8(ascii: "A") where text.hasPrefix("Action="):
            #expect(text.split(separator: "&").sorted() == wanted.split(separator: "&").sorted())
        default: #expect(text == wanted)
        }
    }
}
