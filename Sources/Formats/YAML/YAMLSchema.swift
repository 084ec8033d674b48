/// What scalars mean by the core schema of YAML 1.2, section 10.3.
enum YAMLSchema {
    /// What a plain scalar without a tag means.
    static func value(ofPlain text: String) -> YAML.Value {
        guard let first = text.utf8.first else { return .null }
        switch first {
        case UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "~"):
            return isNull(text) ? .null : .string(text)
        case UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "f"), UInt8(ascii: "F"):
            return bool(text).map { .bool($0) } ?? .string(text)
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
            return isInteger(text) ? .integer(text) : isFloat(text) ? .float(text) : .string(text)
        default:
            return .string(text)
        }
    }

    /// What a scalar with a tag of the core schema means; nil where the text does not fit the tag.
    static func value(of text: String, tagged tag: Substring) -> YAML.Value? {
        switch tag {
        case "str": .string(text)
        case "null": text.isEmpty || isNull(text) ? .null : nil
        case "bool": bool(text).map { .bool($0) }
        case "int": isInteger(text) ? .integer(text) : nil
        case "float": isInteger(text) || isFloat(text) ? .float(text) : nil
        default: nil
        }
    }

    private static func isNull(_ text: String) -> Bool {
        switch text {
        case "null", "Null", "NULL", "~": true
        default: false
        }
    }

    private static func bool(_ text: String) -> Bool? {
        switch text {
        case "true", "True", "TRUE": true
        case "false", "False", "FALSE": false
        default: nil
        }
    }

    /// `[-+]?[0-9]+`, `0o[0-7]+` or `0x[0-9a-fA-F]+`.
    private static func isInteger(_ text: String) -> Bool {
        var rest = Substring(text).utf8
        if rest.starts(with: "0x".utf8) {
            rest = rest.dropFirst(2)
            return !rest.isEmpty && rest.allSatisfy { YAMLReader.digit($0) != nil }
        }
        if rest.starts(with: "0o".utf8) {
            rest = rest.dropFirst(2)
            return !rest.isEmpty && rest.allSatisfy { (0x30...0x37).contains($0) }
        }
        skipSign(&rest)
        return skipDigits(&rest) > 0 && rest.isEmpty
    }

    /// `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`, `[-+]?.inf` or `.nan`.
    private static func isFloat(_ text: String) -> Bool {
        if [".nan", ".NaN", ".NAN"].contains(text) { return true }
        var rest = Substring(text).utf8
        skipSign(&rest)
        if [".inf", ".Inf", ".INF"].contains(Substring(rest)) { return true }
        var digits = skipDigits(&rest)
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            digits += skipDigits(&rest)
        }
        guard digits > 0 else { return false }
        if let exponent = rest.first, exponent | 0x20 == UInt8(ascii: "e") {
            rest = rest.dropFirst()
            skipSign(&rest)
            guard skipDigits(&rest) > 0 else { return false }
        }
        return rest.isEmpty
    }

    private static func skipSign(_ rest: inout Substring.UTF8View) {
        if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    }

    private static func skipDigits(_ rest: inout Substring.UTF8View) -> Int {
        let digits = rest.prefix(while: YAMLReader.isDigit)
        rest = rest[digits.endIndex...]
        return digits.count
    }
}
