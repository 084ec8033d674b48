import AWS
import Formats
import HTTP

/// Reads the answer of a case of REST, with what the product has for reading them.
struct RESTShapeReader {
    let isXML: Bool
    let response: HTTPResponse

    func read(_ shape: Shape) throws -> JSON {
        var members: [JSON.Member] = []
        for member in shape.members {
            let name = member.shape.givenName ?? member.name
            switch member.shape.location {
            case "header":
                let value = try readHeader(name, member.shape)
                if let value { members.append(JSON.Member(member.name, value)) }
            case "headers":
                let pairs = response.headers.values(prefixed: member.shape.givenName ?? "")
                let sorted = pairs.sorted { $0.key < $1.key }.map { JSON.Member($0.key, $0.value) }
                members.append(JSON.Member(member.name, .object(sorted)))
            case "statusCode": members.append(JSON.Member(member.name, response.status))
            default: break
            }
        }
        return .object(members + (try readBody(shape)))
    }

    private func readHeader(_ name: String, _ shape: Shape) throws -> JSON? {
        let headers = response.headers
        if shape.has("jsonvalue") { return try headers.json(name) }
        switch shape.kind {
        case .boolean: return try headers.bool(name).map { .bool($0) }
        case .integer, .long: return try headers.int(name).map { .number(JSON.Number($0)) }
        case .float, .double: return try headers.double(name).map { Scalar.json($0) }
        case .timestamp: return try headers.timestamp(name).map { Scalar.json($0) }
        case .list where shape.element?.kind == .timestamp:
            return try headers.timestamps(name).map { .array($0.map { Scalar.json($0) }) }
        case .list: return headers.list(name).map { .array($0.map { element($0, shape) }) }
        default: return headers[name].map { .string($0) }
        }
    }

    private func element(_ text: String, _ shape: Shape) -> JSON {
        switch shape.element?.kind {
        case .boolean: .bool(text == "true")
        case .integer, .long: .number(JSON.Number(Int(text) ?? 0))
        default: .string(text)
        }
    }

    private func readBody(_ shape: Shape) throws -> [JSON.Member] {
        guard let name = shape.text("payload"), let payload = shape.member(name) else {
            return try readStructure(shape).members ?? []
        }
        if payload.isDocument { return [JSON.Member(name, try JSON(response.body))] }
        switch payload.kind {
        case _ where response.body.isEmpty: return []
        case .structure: return [JSON.Member(name, try readStructure(payload))]
        default: return [JSON.Member(name, Scalar.json(response.body))]
        }
    }

    private func readStructure(_ shape: Shape) throws -> JSON {
        guard !response.body.isEmpty else { return [:] }
        guard isXML else {
            return try JSONReader.read(response.body) { reader in
                try JSONShapeReader().read(shape, from: &reader)
            }
        }
        return try XMLReader.read(response.body) { _, reader in
            .object(try XMLShapeReader().readMembers(shape, from: &reader))
        }
    }
}
