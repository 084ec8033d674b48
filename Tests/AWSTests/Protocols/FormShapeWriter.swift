import AWS
import Formats

/// Writes a value as its shape says, with what the product has for writing forms.
struct FormShapeWriter {
    let isEC2: Bool

    func writeMembers(_ value: JSON, _ shape: Shape, to form: inout Form) {
        for member in value.members ?? [] where !member.value.isNull {
            guard let shape = shape.member(member.key) else { continue }
            write(member.value, shape, named: name(member.key, shape), to: &form)
        }
    }

    /// EC2 begins the names of its parameters with capitals.
    private func name(_ member: String, _ shape: Shape) -> String {
        guard isEC2 else { return wrapped(shape) ?? shape.givenName ?? member }
        if let name = shape.text("queryName") { return name }
        let name = shape.givenName ?? member
        return name.prefix(1).uppercased() + name.dropFirst()
    }

    /// A flattened list takes the name of its elements where they have one.
    private func wrapped(_ shape: Shape) -> String? {
        shape.kind == .list && shape.has("flattened") && shape.givenName == nil
            ? shape.element?.givenName : nil
    }

    private func write(_ value: JSON, _ shape: Shape, named name: String, to form: inout Form) {
        switch shape.kind {
        case .list:
            let member = shape.has("flattened") ? nil : shape.element?.givenName ?? "member"
            form.list(name, value.elements ?? [], member: member) { form, element in
                if let shape = shape.element { write(element, shape, to: &form) }
            }
        case .map:
            let pairs = (value.members ?? []).map { (key: $0.key, value: $0.value) }
            let names = (key: shape.key?.givenName ?? "key", value: shape.value?.givenName ?? "value")
            form.map(name, pairs, entry: shape.has("flattened") ? nil : "entry", names: names) {
                form, value in
                if let shape = shape.value { write(value, shape, to: &form) }
            }
        default: form.under(name) { form in write(value, shape, to: &form) }
        }
    }

    private func write(_ value: JSON, _ shape: Shape, to form: inout Form) {
        switch shape.kind {
        case .structure: writeMembers(value, shape, to: &form)
        // A list within a list has no name of its own between the two.
        case .list, .map: write(value, shape, named: "", to: &form)
        default: form.value(ScalarText(.iso8601).text(value, shape))
        }
    }
}

/// Single values as texts, with what the product has for writing them.
struct ScalarText {
    private let format: Shape.TimestampFormat

    init(_ format: Shape.TimestampFormat) { self.format = format }

    func text(_ value: JSON, _ shape: Shape) -> String {
        switch shape.kind {
        case .boolean: value.bool == true ? "true" : "false"
        case .integer, .long: value.number?.text ?? ""
        case .float, .double: Scalar.double(value).wireText
        case .blob: Base64.text(of: Array((value.string ?? "").utf8).span)
        case .timestamp: Scalar.text(Scalar.moment(value), shape.timestampFormat ?? format)
        default: value.string ?? ""
        }
    }
}
