/// A JSON value in memory, for documents that are small or whose shape is not known beforehand.
///
/// Large pages are read with `JSONReader`, which builds nothing.
package enum JSON: Equatable, Sendable {
    case null
    case bool(Bool)
    case number(Number)
    case string(String)
    case array([JSON])
    /// Members in the order of the text, repeated keys included: writing gives back what was read.
    case object([Member])

    /// A key and its value.
    package struct Member: Equatable, Sendable {
        package var key: String
        package var value: JSON

        package init(_ key: String, _ value: JSON) {
            self.key = key
            self.value = value
        }

        package init(_ key: String, _ text: String?) {
            self.init(key, text.map { .string($0) } ?? .null)
        }

        package init(_ key: String, _ number: Int) {
            self.init(key, .number(Number(number)))
        }
    }

    /// A number as it is written: `0.10` stays `0.10`, and no digit of a long one is lost.
    package struct Number: Equatable, Sendable {
        /// The digits, as they were read.
        package let text: String

        /// The text is trusted to follow JSON's grammar: it comes from a reader or from a number.
        init(text: String) { self.text = text }

        /// An integer in decimal digits.
        package init(_ value: Int) { text = String(value) }

        /// The shortest text that reads back as the same double; nil for infinities and NaN, which JSON
        /// lacks.
        package init?(_ value: Double) {
            guard value.isFinite else { return nil }
            let shortest = value.description
            text = shortest.hasSuffix(".0") ? String(shortest.dropLast(2)) : shortest
        }

        /// The integer, if it is written as one and fits.
        package var int: Int? { Int(text) }

        /// The nearest double; infinite if the number is too large for one.
        package var double: Double { Double(text) ?? .nan }
    }
}

extension JSON {
    /// Reads a document.
    package init(_ bytes: [UInt8]) throws(DecodingFailure) {
        self = try JSONReader.read(bytes) { reader in try reader.value() }
    }

    /// The value of a key, the last one if it is repeated; nil for other values than objects.
    ///
    /// It looks at one member after the other, which suits the objects of AWS. Whoever looks up thousands of
    /// keys in one object makes a dictionary of its members.
    package subscript(key: String) -> JSON? { members?.last { $0.key == key }?.value }

    /// An element; nil past the end and for other values than arrays.
    package subscript(index: Int) -> JSON? {
        guard let elements, elements.indices.contains(index) else { return nil }
        return elements[index]
    }

    /// Whether this is `null`; a key that is absent is nil instead.
    package var isNull: Bool { self == .null }

    /// The answer; nil for other values, as below.
    package var bool: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    /// The number.
    package var number: Number? {
        guard case .number(let value) = self else { return nil }
        return value
    }

    /// The text.
    package var string: String? {
        guard case .string(let value) = self else { return nil }
        return value
    }

    /// The elements of an array.
    package var elements: [JSON]? {
        guard case .array(let value) = self else { return nil }
        return value
    }

    /// The members of an object.
    package var members: [Member]? {
        guard case .object(let value) = self else { return nil }
        return value
    }
}

/// Documents that the program itself makes read like JSON: `["name": "x", "sizes": [1, 2]]`.
extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int) { self = .number(Number(value)) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSON: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral {
    package init(arrayLiteral elements: JSON...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (String, JSON)...) { self = .object(elements.map(Member.init)) }
    package init(nilLiteral: ()) { self = .null }
}
