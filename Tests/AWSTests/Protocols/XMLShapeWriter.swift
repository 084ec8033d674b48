import AWS
import Formats

/// Writes a value as its shape says, with what the product has for writing XML.
struct XMLShapeWriter {
    func write(_ value: JSON, _ shape: Shape, named name: String, to writer: inout XMLWriter) {
        switch shape.kind {
        case .structure:
            writer.element(name, attributes(value, shape)) { writer in
                writeMembers(value, shape, to: &writer)
            }
        case .list: writeList(value, shape, named: name, to: &writer)
        case .map: writeMap(value, shape, named: name, to: &writer)
        default:
            writer.element(name, namespace(shape), text: ScalarText(.iso8601).text(value, shape))
        }
    }

    private func writeMembers(_ value: JSON, _ shape: Shape, to writer: inout XMLWriter) {
        for member in shape.members where member.shape.location == nil {
            guard let value = value[member.name], !value.isNull, !member.shape.has("xmlAttribute") else {
                continue
            }
            write(value, member.shape, named: member.shape.givenName ?? member.name, to: &writer)
        }
    }

    private func attributes(_ value: JSON, _ shape: Shape) -> [XMLWriter.Attribute] {
        let own: [XMLWriter.Attribute] = shape.members.compactMap { member in
            guard member.shape.has("xmlAttribute"), let value = value[member.name] else { return nil }
            return (member.shape.givenName ?? member.name, ScalarText(.iso8601).text(value, member.shape))
        }
        return namespace(shape) + own
    }

    private func namespace(_ shape: Shape) -> [XMLWriter.Attribute] {
        guard let namespace = shape.namespace, let uri = namespace["uri"]?.string ?? namespace.string else {
            return []
        }
        return [(namespace["prefix"]?.string.map { "xmlns:" + $0 } ?? "xmlns", uri)]
    }

    private func writeList(_ value: JSON, _ shape: Shape, named name: String, to writer: inout XMLWriter) {
        guard let element = shape.element else { return }
        if shape.has("flattened") {
            for each in value.elements ?? [] { write(each, element, named: name, to: &writer) }
            return
        }
        writer.element(name, namespace(shape)) { writer in
            for each in value.elements ?? [] {
                write(each, element, named: element.givenName ?? "member", to: &writer)
            }
        }
    }

    private func writeMap(_ value: JSON, _ shape: Shape, named name: String, to writer: inout XMLWriter) {
        if shape.has("flattened") {
            for pair in value.members ?? [] { writeEntry(pair, shape, named: name, to: &writer) }
            return
        }
        writer.element(name, namespace(shape)) { writer in
            for pair in value.members ?? [] { writeEntry(pair, shape, named: "entry", to: &writer) }
        }
    }

    private func writeEntry(
        _ pair: JSON.Member, _ shape: Shape, named name: String, to writer: inout XMLWriter
    ) {
        guard let key = shape.key, let value = shape.value else { return }
        writer.element(name, shape.has("flattened") ? namespace(shape) : []) { writer in
            write(.string(pair.key), key, named: key.givenName ?? "key", to: &writer)
            write(pair.value, value, named: value.givenName ?? "value", to: &writer)
        }
    }
}
