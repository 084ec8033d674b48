import AWS
import Formats
import HTTP
import Support
import Testing

/// One of the cases that AWS publishes for its protocols.
struct ProtocolCase: Sendable, CustomTestStringConvertible {
    let id: String
    let suite: String
    let shapes: JSON
    let operation: AWS.Operation
    let given: JSON
    let body: JSON
    /// Where the client of the case sends its requests.
    let endpoint: String

    var testDescription: String { id }
    var wire: Service.Wire { operation.service.wire }
    var input: Shape? { Shape(given["input"], in: shapes) }
    var output: Shape? { Shape(given["output"], in: shapes) }

    private init?(_ suite: JSON, _ body: JSON) {
        guard let id = body["id"]?.string, let given = body["given"], let metadata = suite["metadata"],
            let wire = Self.wire(metadata), let name = given["name"]?.string
        else { return nil }
        self.id = id
        self.suite = suite["description"]?.string ?? ""
        shapes = suite["shapes"] ?? [:]
        operation = AWS.Operation(Service("test", id: "Test", wire), name, action: nil, rate: 1)
        self.given = given
        self.body = body
        endpoint = suite["clientEndpoint"]?.string ?? "https://example.com"
    }

    private static func wire(_ metadata: JSON) -> Service.Wire? {
        let version = metadata["apiVersion"]?.string ?? ""
        switch metadata["protocol"]?.string {
        case "json":
            let target = metadata["targetPrefix"]?.string ?? ""
            return .json(version: metadata["jsonVersion"]?.string ?? "", target: target)
        case "query": return .query(version: version)
        case "ec2": return .ec2(version: version)
        case "rest-json": return .restJSON
        case "rest-xml": return .restXML
        default: return nil
        }
    }

    /// The cases of one direction, `input` or `output`, of one protocol.
    static func all(_ direction: String, _ protocolName: String) -> [ProtocolCase] {
        let path = "aws-protocols/\(direction)/\(protocolName).json"
        guard let data = try? Vectors.data(path), let suites = try? JSON(Array(data)) else { return [] }
        return (suites.elements ?? []).flatMap { suite in
            (suite["cases"]?.elements ?? []).compactMap { ProtocolCase(suite, $0) }
        }
    }
}
