import AWS
import Formats

/// Reads a value as its shape says, with what the product has for reading JSON.
struct JSONShapeReader {
    func read(_ shape: Shape, from reader: inout JSONReader) throws -> JSON {
        if shape.isDocument { return try reader.value() }
        if shape.has("jsonvalue") { return .string(try reader.string()) }
        switch shape.kind {
        case .structure: return .object(try readMembers(shape, from: &reader))
        case .list:
            guard let element = shape.element else { return [] }
            let elements = try reader.list { reader in
                try reader.optional { reader in try read(element, from: &reader) }
            }
            return .array(elements.compactMap { $0 })
        case .map:
            guard let value = shape.value else { return [:] }
            let pairs = try reader.map { reader in try read(value, from: &reader) }
            return .object(pairs.map { JSON.Member($0.key, $0.value) })
        case .string, .character: return .string(try reader.string())
        case .boolean: return .bool(try reader.bool())
        case .integer, .long: return .number(JSON.Number(try reader.int()))
        case .float, .double: return Scalar.json(try reader.float())
        case .blob: return Scalar.json(try reader.blob())
        case .timestamp: return Scalar.json(try reader.timestamp())
        }
    }

    private func readMembers(_ shape: Shape, from reader: inout JSONReader) throws -> [JSON.Member] {
        var members: [JSON.Member] = []
        try reader.members { key, reader in
            let name = String(key)
            let member = shape.members.first { $0.shape.isInAnswer && $0.shape.givenName ?? $0.name == name }
            guard let member else { return }
            members.append(JSON.Member(member.name, try read(member.shape, from: &reader)))
        }
        return members
    }
}

extension Scalar {
    static func json(_ value: Double) -> JSON {
        JSON.Number(value).map { .number($0) } ?? .string(value.wireText)
    }

    /// Bytes of the cases are texts.
    static func json(_ bytes: [UInt8]) -> JSON { .string(String(decoding: bytes, as: UTF8.self)) }

    static func json(_ moment: Timestamp) -> JSON { .number(JSON.Number(Int(moment.seconds))) }
}
