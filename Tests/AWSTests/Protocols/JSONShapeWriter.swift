import AWS
import Formats

/// Writes a value as its shape says, with what the product has for writing JSON.
struct JSONShapeWriter {
    func write(_ value: JSON, _ shape: Shape, to writer: inout JSONWriter) {
        if shape.isDocument { return writer.value(value) }
        if shape.has("jsonvalue") { return writer.string(Scalar.jsonText(value)) }
        switch shape.kind {
        case .structure: writer.object { writer in writeMembers(value, shape, to: &writer) }
        case .list:
            writer.array { writer in
                for element in value.elements ?? [] { writeElement(element, shape.element, to: &writer) }
            }
        case .map:
            writer.object { writer in
                for pair in value.members ?? [] {
                    writer.key(pair.key)
                    writeElement(pair.value, shape.value, to: &writer)
                }
            }
        case .string, .character: writer.string(value.string ?? "")
        case .boolean: writer.bool(value.bool == true)
        case .integer, .long: writer.int(value.number?.int ?? 0)
        case .float, .double: writer.float(Scalar.double(value))
        case .blob: writer.blob(Array((value.string ?? "").utf8))
        case .timestamp: writeMoment(value, shape, to: &writer)
        }
    }

    func writeMembers(_ value: JSON, _ shape: Shape, to writer: inout JSONWriter) {
        for member in value.members ?? [] where !member.value.isNull {
            guard let shape = shape.member(member.key), shape.location == nil else { continue }
            writer.key(shape.givenName ?? member.key)
            write(member.value, shape, to: &writer)
        }
    }

    private func writeElement(_ value: JSON, _ shape: Shape?, to writer: inout JSONWriter) {
        guard let shape, !value.isNull else { return writer.null() }
        write(value, shape, to: &writer)
    }

    private func writeMoment(_ value: JSON, _ shape: Shape, to writer: inout JSONWriter) {
        let moment = Scalar.moment(value)
        switch shape.timestampFormat {
        case .iso8601: writer.string(moment.description)
        case .rfc822: writer.string(moment.httpDate)
        case .unixTimestamp, nil: writer.timestamp(moment)
        }
    }
}

/// Single values of the cases.
enum Scalar {
    static func double(_ value: JSON) -> Double {
        switch value.string {
        case "NaN": .nan
        case "Infinity": .infinity
        case "-Infinity": -.infinity
        default: value.number?.double ?? 0
        }
    }

    /// Moments of the cases are seconds since 1970.
    static func moment(_ value: JSON) -> Timestamp {
        Timestamp(seconds: Int64(value.number?.double ?? 0))
    }

    /// The JSON within a text, which some cases give as the text that it is.
    static func jsonText(_ value: JSON) -> String {
        value.string ?? String(decoding: value.bytes(), as: UTF8.self)
    }

    /// A moment in a format, as a text.
    static func text(_ moment: Timestamp, _ format: Shape.TimestampFormat) -> String {
        switch format {
        case .iso8601: moment.description
        case .rfc822: moment.httpDate
        case .unixTimestamp: String(moment.seconds)
        }
    }
}
