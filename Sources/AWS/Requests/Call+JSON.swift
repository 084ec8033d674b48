import Formats
import HTTP

extension Call {
    /// A call of the JSON protocols, whose members the closure writes.
    ///
    ///     Call.json(operation) { writer in
    ///         writer.field("Limit", 100)
    ///     }
    package static func json(
        _ operation: Operation, _ members: (inout JSONWriter) -> Void = { _ in }
    ) -> Call {
        guard case .json(let version, let target) = operation.service.wire else {
            preconditionFailure("\(operation) is not asked in JSON")
        }
        return Call(
            "POST",
            headers: [
                "Content-Type": "application/x-amz-json-" + version,
                "X-Amz-Target": target + "." + operation.name,
            ],
            body: body(members))
    }

    static func body(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter()
        writer.object(members)
        return writer.bytes
    }
}

/// What AWS writes in JSON beyond what JSON has.
extension JSONWriter {
    /// Writes a number, or the name of what has no digits.
    package mutating func float(_ value: Double) {
        if value.isFinite { double(value) } else { string(value.wireText) }
    }

    /// Writes bytes in base64.
    package mutating func blob(_ bytes: [UInt8]) { string(Base64.text(of: bytes.span)) }

    /// Writes a moment as seconds since 1970.
    package mutating func timestamp(_ moment: Timestamp) { int(Int(moment.seconds)) }

    /// Writes a key and its value, if there is one: AWS takes a null for a mistake in places.
    package mutating func field(_ name: String, _ value: String?) {
        if let value { field(name, value) }
    }

    package mutating func field(_ name: String, _ value: Int?) {
        if let value { field(name, value) }
    }

    package mutating func field(_ name: String, _ value: Bool?) {
        if let value { field(name, value) }
    }

    package mutating func field(_ name: String, _ moment: Timestamp) {
        key(name)
        timestamp(moment)
    }

    package mutating func field(_ name: String, _ values: [String]) {
        key(name)
        array { writer in
            for value in values { writer.string(value) }
        }
    }
}
