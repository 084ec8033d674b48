import Formats

/// The query of an address, encoded, its parameters in the order they are given.
///
///     ["Marker": marker, "MaxItems": "50"]        // a parameter whose value is nil is left out
package struct QueryText: Equatable, Sendable {
    private var bytes: [UInt8] = []

    package init() {}

    /// Goes on behind a query that is encoded already.
    package init(encoded text: String?) {
        if let text { bytes = Array(text.utf8) }
    }

    /// The text behind the question mark; nil if there is no parameter.
    package var text: String? { bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self) }

    package mutating func add(_ name: String, _ value: String?) {
        guard let value else { return }
        add(name)
        bytes.append(UInt8(ascii: "="))
        PercentEncoding.append(value.utf8, to: &bytes)
    }

    /// Adds a parameter that has no value, such as `?policyStatus`.
    package mutating func add(_ name: String) {
        if !bytes.isEmpty { bytes.append(UInt8(ascii: "&")) }
        PercentEncoding.append(name.utf8, to: &bytes)
    }

    package mutating func add(_ name: String, _ value: Int?) { add(name, value.map { String($0) }) }

    package mutating func add(_ name: String, _ value: Bool?) {
        add(name, value.map { $0 ? "true" : "false" })
    }

    package mutating func add(_ name: String, _ value: Double?) { add(name, value?.wireText) }

    package mutating func add(_ name: String, _ value: Timestamp?) { add(name, value?.description) }

    /// Repeats a parameter for each of some values.
    package mutating func add(_ name: String, _ values: [String]) {
        for value in values { add(name, value) }
    }
}

extension QueryText: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral parameters: (String, String?)...) {
        for (name, value) in parameters { add(name, value) }
    }
}
