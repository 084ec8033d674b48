/// The numbers of nodes. Their text is exact; these are what Swift's types make of it.
extension YAML {
    /// The text of a number as it is written.
    package var number: String? {
        switch value {
        case .integer(let text), .float(let text): text
        default: nil
        }
    }

    /// An integer that fits: `12`, `-3`, `0o14` or `0x1F`.
    package var int: Int? {
        guard case .integer(let text) = value else { return nil }
        if text.hasPrefix("0x") { return Int(text.dropFirst(2), radix: 16) }
        if text.hasPrefix("0o") { return Int(text.dropFirst(2), radix: 8) }
        return Int(text)
    }

    /// A number as the nearest `Double`.
    package var double: Double? {
        switch value {
        case .integer(let text): int.map(Double.init) ?? Self.double(ofInteger: text)
        case .float(let text): Self.double(of: text)
        default: nil
        }
    }

    private static func double(of text: String) -> Double? {
        switch text.lowercased() {
        case ".nan": .nan
        case ".inf", "+.inf": .infinity
        case "-.inf": -.infinity
        default: Double(text)
        }
    }

    /// An integer that does not fit.
    private static func double(ofInteger text: String) -> Double? {
        guard text.hasPrefix("0o") else { return Double(text) }  // it takes hexadecimal, too
        return text.utf8.dropFirst(2).reduce(0) { $0 * 8 + Double($1 - UInt8(ascii: "0")) }
    }
}
