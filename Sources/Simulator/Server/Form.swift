/// The members of an HTML form, as the query protocols send them.
struct Form {
    private var members: [String: String] = [:]

    init(_ body: [UInt8]) {
        for pair in body.split(separator: UInt8(ascii: "&")) {
            let sides = pair.split(
                separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            members[Self.text(sides[0])] = sides.count > 1 ? Self.text(sides[1]) : ""
        }
    }

    subscript(name: String) -> String? { members[name] }

    /// The members `name.1`, `name.2` and so on.
    func list(_ name: String, _ rest: String = "") -> [String] {
        var list: [String] = []
        while let value = members["\(name).\(list.count + 1)\(rest)"] { list.append(value) }
        return list
    }

    mutating func add(_ name: String, _ value: String) { members[name] = value }

    /// What percent-encoded bytes say.
    ///
    /// In a form a plus is a space, in a path it is a plus.
    static func text(_ bytes: ArraySlice<UInt8>, plusIsSpace: Bool = true) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            if byte == UInt8(ascii: "%"), let escaped = escaped(bytes[index...]) {
                text.append(escaped)
                index += 3
                continue
            }
            text.append(plusIsSpace && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            index += 1
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func escaped(_ bytes: ArraySlice<UInt8>) -> UInt8? {
        let digits = bytes.dropFirst().prefix(2)
        return digits.count == 2 ? UInt8(String(decoding: digits, as: UTF8.self), radix: 16) : nil
    }
}
