/// SQL text with its bindings.
///
/// Interpolating a value binds it: `"SELECT * FROM cell WHERE run = \(run)"` has the text
/// `SELECT * FROM cell WHERE run = ?`. A value never becomes text, so it can neither inject nor leak.
package struct SQL: Hashable, Sendable {
    package var text: String
    package var values: [Value]

    package init(_ text: String, _ values: [Value] = []) {
        self.text = text
        self.values = values
    }
}

extension SQL: ExpressibleByStringInterpolation {
    package init(stringLiteral text: String) { self.init(text) }

    package init(stringInterpolation parts: Interpolation) { self.init(parts.text, parts.values) }

    package struct Interpolation: StringInterpolationProtocol {
        var text = ""
        var values: [Value] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount)
            values.reserveCapacity(interpolationCount)
        }

        package mutating func appendLiteral(_ literal: String) { text += literal }

        package mutating func appendInterpolation(_ value: some Bindable) {
            text += "?"
            values.append(value.value)
        }

        package mutating func appendInterpolation(_ value: (some Bindable)?) {
            text += "?"
            values.append(value?.value ?? .null)
        }

        /// A part of a statement, with its own bindings.
        package mutating func appendInterpolation(_ part: SQL) {
            text += part.text
            values += part.values
        }

        /// The name of a table or column, quoted.
        package mutating func appendInterpolation(name: String) {
            let parts = name.split(separator: "\"", omittingEmptySubsequences: false)
            text += "\"" + parts.joined(separator: "\"\"") + "\""
        }
    }
}

extension SQL {
    /// A statement that goes on.
    package static func + (left: SQL, right: SQL) -> SQL {
        SQL(left.text + right.text, left.values + right.values)
    }
}
