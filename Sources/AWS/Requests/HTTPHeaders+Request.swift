import Formats
import HTTP

/// How values are written into headers; one that is nil is left out.
extension HTTPHeaders {
    package mutating func add(_ name: String, _ value: String?) {
        if let value { add(name, value) }
    }

    package mutating func add(_ name: String, _ value: Int?) { add(name, value.map { String($0) }) }

    package mutating func add(_ name: String, _ value: Bool?) {
        add(name, value.map { $0 ? "true" : "false" })
    }

    package mutating func add(_ name: String, _ value: Double?) { add(name, value?.wireText) }

    /// A moment as headers have it: `Sun, 06 Nov 1994 08:49:37 GMT`.
    package mutating func add(_ name: String, _ value: Timestamp?) { add(name, value?.httpDate) }

    /// Some values, in quotes where a comma or a quote would be mistaken.
    package mutating func add(_ name: String, list values: [String]) {
        let quoted = values.map { value in
            guard value.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") }) else {
                return value
            }
            let escaped = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            return "\"" + escaped + "\""
        }
        add(name, quoted.joined(separator: ", "))
    }
}
