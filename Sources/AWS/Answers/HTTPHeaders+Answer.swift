import Formats
import HTTP

/// How values are read from headers; a header that is absent is nil.
extension HTTPHeaders {
    package func int(_ name: String) throws(DecodingFailure) -> Int? {
        guard let text = self[name] else { return nil }
        guard let value = Int(text) else { throw Self.failure("expected an integer", name) }
        return value
    }

    package func bool(_ name: String) throws(DecodingFailure) -> Bool? {
        switch self[name] {
        case nil: nil
        case "true": true
        case "false": false
        default: throw Self.failure("expected true or false", name)
        }
    }

    package func double(_ name: String) throws(DecodingFailure) -> Double? {
        guard let text = self[name] else { return nil }
        guard let value = Double(wireText: text.utf8.span) else {
            throw Self.failure("expected a number", name)
        }
        return value
    }

    /// A moment in any of the formats that AWS has.
    package func timestamp(_ name: String) throws(DecodingFailure) -> Timestamp? {
        guard let text = self[name] else { return nil }
        do {
            return try Timestamp(aws: text.utf8.span)
        } catch {
            throw Self.failure(error.reason, name)
        }
    }

    /// The values of a header that lists some, `a, "b,c"`, without their quotes.
    package func list(_ name: String) -> [String]? {
        self[name].map(HeaderList.values)
    }

    /// The moments of a header that lists some.
    ///
    /// A date of HTTP has a comma of its own, so every second one separates.
    package func timestamps(_ name: String) throws(DecodingFailure) -> [Timestamp]? {
        guard let text = self[name] else { return nil }
        do {
            return try HeaderList.dates(text).map { date throws(DecodingFailure) in
                try Timestamp(aws: date.utf8.span)
            }
        } catch {
            throw Self.failure(error.reason, name)
        }
    }

    /// The JSON that a header holds in base64.
    package func json(_ name: String) throws(DecodingFailure) -> JSON? {
        guard let text = self[name] else { return nil }
        return try JSON(Base64.bytes(of: text.utf8.span))
    }

    /// The headers whose names begin with a prefix, such as `x-amz-meta-`, by the rest of their names.
    package func values(prefixed prefix: String) -> [String: String] {
        var values: [String: String] = [:]
        for field in fields where Self.isSame(String(field.name.prefix(prefix.count)), prefix) {
            values[String(field.name.dropFirst(prefix.count))] = field.value
        }
        return values
    }

    private static func failure(_ reason: String, _ name: String) -> DecodingFailure {
        DecodingFailure(reason, path: "header \(name)")
    }
}

/// A header's value that is a list.
enum HeaderList {
    /// Splits at commas outside quotes; within quotes a backslash takes the next character as it is.
    static func values(_ text: String) -> [String] {
        var values: [String] = []
        var value: [UInt8] = []
        var isQuoted = false
        var isEscaped = false
        for byte in text.utf8 {
            if isEscaped || isQuoted && byte != UInt8(ascii: "\\") && byte != UInt8(ascii: "\"") {
                value.append(byte)
                isEscaped = false
            } else if byte == UInt8(ascii: "\"") {
                isQuoted.toggle()
            } else if byte == UInt8(ascii: "\\"), isQuoted {
                isEscaped = true
            } else if byte == UInt8(ascii: ",") {
                values.append(trimmed(value))
                value = []
            } else {
                value.append(byte)
            }
        }
        return values + [trimmed(value)]
    }

    /// Splits dates of HTTP at every second comma, and others at each.
    static func dates(_ text: String) -> [String] {
        let parts = text.split(separator: ",").map { trimmed(Array($0.utf8)) }
        guard let first = parts.first, first.utf8.allSatisfy({ $0 > UInt8(ascii: "9") }) else { return parts }
        return stride(from: 0, to: parts.count, by: 2).map { index in
            parts[index..<min(index + 2, parts.count)].joined(separator: ", ")
        }
    }

    private static func trimmed(_ value: [UInt8]) -> String {
        let rest = value.drop { $0 == 0x20 }
        let end = rest.lastIndex { $0 != 0x20 } ?? rest.startIndex - 1
        return String(decoding: rest.prefix(through: max(end, rest.startIndex - 1)), as: UTF8.self)
    }
}
