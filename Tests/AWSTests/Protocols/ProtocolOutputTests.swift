import AWS
import Formats
import Foundation
import HTTP
import Support
import Testing

/// What AWS publishes about how answers are read, in each of its protocols.
@Suite(.enabled(if: Vectors.arePresent, Comment(rawValue: Vectors.absence)))
struct ProtocolOutputTests {
    /// The cases of successes; failures are judged with `AWSError`.
    static func cases(_ protocolName: String) -> [ProtocolCase] {
        ProtocolCase.all("output", protocolName).filter { $0.body["error"] == nil }
    }

    @Test(arguments: cases("json") + cases("json_1_0"))
    func `an answer in JSON is read as AWS publishes`(_ vector: ProtocolCase) throws {
        guard let shape = vector.output, !vector.response.body.isEmpty else {
            return try compare([:], vector)
        }

        let result = try JSONReader.read(vector.response.body) { reader in
            try JSONShapeReader().read(shape, from: &reader)
        }

        try compare(result, vector)
    }

    @Test(arguments: cases("query") + cases("ec2"))
    func `an answer to a form is read as AWS publishes`(_ vector: ProtocolCase) throws {
        guard let shape = vector.output else { return try compare([:], vector) }
        let isEC2 = vector.wire == .ec2(version: "2020-01-08")
        let reader = XMLShapeReader()
        var found: [String: JSON] = [:]

        let read = isEC2 ? XMLReader.response : XMLReader.result
        try read(vector.response.body) { name, element in
            try reader.readMember(String(name), shape, from: &element, into: &found)
        }

        try compare(.object(reader.sorted(found, shape)), vector)
    }

    @Test(arguments: cases("rest-json") + cases("rest-xml"))
    func `an answer of REST is read as AWS publishes`(_ vector: ProtocolCase) throws {
        guard let shape = vector.output else { return try compare([:], vector) }
        let reader = RESTShapeReader(isXML: vector.wire == .restXML, response: vector.response)

        try compare(try reader.read(shape), vector)
    }

    @Test func `all cases are there`() {
        let counts = ["json", "json_1_0", "query", "ec2", "rest-json", "rest-xml"].map { name in
            (ProtocolCase.all("output", name).count, Self.cases(name).count)
        }

        #expect(counts.map(\.0) == [58, 32, 38, 29, 91, 78])
        #expect(counts.map(\.1) == [46, 20, 35, 27, 79, 76])
    }

    private func compare(_ result: JSON, _ vector: ProtocolCase) throws {
        var wanted = vector.body["result"] ?? [:]
        if let shape = vector.output { wanted = Self.whole(wanted, shape) }
        #expect(sorted(result) == sorted(wanted))
    }

    private func sorted(_ value: JSON) -> String {
        String(decoding: value.bytes(keys: .sorted), as: UTF8.self)
    }

    /// Cuts the fractions of moments off, which the product does not keep, and spells numbers one way.
    private static func whole(_ value: JSON, _ shape: Shape) -> JSON {
        if shape.isDocument { return value }
        // The value of a header that holds JSON is given as the text that it is.
        if shape.location == "header", shape.has("jsonvalue"), let text = value.string {
            return (try? JSON(Array(text.utf8))) ?? value
        }
        switch shape.kind {
        case .timestamp: return Scalar.json(Scalar.moment(value))
        case .float, .double: return value.number == nil ? value : Scalar.json(Scalar.double(value))
        case .list:
            guard let element = shape.element else { return value }
            return .array((value.elements ?? []).map { whole($0, element) })
        case .map:
            guard let element = shape.value else { return value }
            return .object((value.members ?? []).map { JSON.Member($0.key, whole($0.value, element)) })
        case .structure:
            return .object(
                (value.members ?? []).map { member in
                    guard let shape = shape.member(member.key) else { return member }
                    return JSON.Member(member.key, whole(member.value, shape))
                })
        default: return value
        }
    }
}

extension ProtocolCase {
    var response: HTTPResponse {
        let response = body["response"] ?? [:]
        let headers = (response["headers"]?.members ?? []).map {
            HTTPHeaders.Field($0.key, $0.value.string ?? "")
        }
        return HTTPResponse(
            status: response["status_code"]?.number?.int ?? 200, headers: HTTPHeaders(headers),
            body: Array((response["body"]?.string ?? "").utf8))
    }
}
