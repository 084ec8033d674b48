import AWS
import Formats

/// Reads a value as its shape says, with what the product has for reading XML.
struct XMLShapeReader {
    /// Reads the children of an element as the members of a structure.
    func readMembers(_ shape: Shape, from reader: inout XMLReader) throws -> [JSON.Member] {
        var found: [String: JSON] = try readAttributes(shape, from: &reader)
        try reader.children { name, reader in
            try readMember(String(name), shape, from: &reader, into: &found)
        }
        return sorted(found, shape)
    }

    /// Reads one child of an element as a member; those of flattened lists and maps come one by one.
    func readMember(
        _ name: String, _ shape: Shape, from reader: inout XMLReader, into found: inout [String: JSON]
    ) throws {
        guard let member = shape.members.first(where: { isNamed(name, $0.name, $0.shape) }) else { return }
        let shape = member.shape
        let before = found[member.name]
        if shape.has("flattened"), shape.kind == .list, let element = shape.element {
            found[member.name] = .array((before?.elements ?? []) + [try read(element, from: &reader)])
        } else if shape.has("flattened"), shape.kind == .map, let value = shape.value {
            let pair = try reader.entry(
                key: shape.key?.givenName ?? "key", value: value.givenName ?? "value"
            ) { reader in try read(value, from: &reader) }
            found[member.name] = .object((before?.members ?? []) + [JSON.Member(pair.key, pair.value)])
        } else {
            found[member.name] = try read(shape, from: &reader)
        }
    }

    func sorted(_ found: [String: JSON], _ shape: Shape) -> [JSON.Member] {
        shape.members.compactMap { member in found[member.name].map { JSON.Member(member.name, $0) } }
    }

    private func isNamed(_ name: String, _ member: String, _ shape: Shape) -> Bool {
        guard shape.isInAnswer, !shape.has("xmlAttribute") else { return false }
        let isFlatList = shape.has("flattened") && shape.kind == .list
        return name == shape.givenName ?? (isFlatList ? shape.element?.givenName : nil) ?? member
            || name == shape.givenName ?? member
    }

    private func readAttributes(_ shape: Shape, from reader: inout XMLReader) throws -> [String: JSON] {
        var found: [String: JSON] = [:]
        try reader.attributes { name, value in
            let attribute = String(name)
            for member in shape.members where member.shape.has("xmlAttribute") {
                if member.shape.givenName ?? member.name == attribute { found[member.name] = .string(value) }
            }
        }
        return found
    }

    private func read(_ shape: Shape, from reader: inout XMLReader) throws -> JSON {
        switch shape.kind {
        case .structure: return .object(try readMembers(shape, from: &reader))
        case .list:
            guard let element = shape.element else { return [] }
            return .array(try reader.list { reader in try read(element, from: &reader) })
        case .map:
            guard let value = shape.value else { return [:] }
            let pairs = try reader.map(
                key: shape.key?.givenName ?? "key", value: value.givenName ?? "value"
            ) { reader in try read(value, from: &reader) }
            return .object(pairs.map { JSON.Member($0.key, $0.value) })
        case .string, .character: return .string(try reader.text())
        case .boolean: return .bool(try reader.bool())
        case .integer, .long: return .number(JSON.Number(try reader.int()))
        case .float, .double: return Scalar.json(try reader.float())
        case .blob: return Scalar.json(try reader.blob())
        case .timestamp: return Scalar.json(try reader.timestamp())
        }
    }
}
