/// The words of image references, as Docker's `distribution/reference` spells them.
enum ReferenceGrammar {
    /// How long a path may be in all.
    private static let pathLimit = 255

    /// A letter, digit or underscore, then dots and dashes as well: at most 128.
    static func isTag(_ text: Substring.UTF8View) -> Bool {
        guard let first = text.first, isWord(first), text.count <= 128 else { return false }
        return text.allSatisfy { isWord($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
    }

    /// Components between slashes, each of small letters and digits joined by `.`, `_`, `__` or dashes.
    static func isPath(_ text: Substring.UTF8View) -> Bool {
        text.count <= pathLimit
            && text.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
                .allSatisfy(isComponent)
    }

    /// A name of labels, an IPv4 address or an IPv6 address in brackets; a port may follow.
    static func isHost(_ text: String.UTF8View) -> Bool {
        let colon = text.lastIndex(of: UInt8(ascii: ":"))
        guard text.first == UInt8(ascii: "[") else {
            guard let colon else { return isName(text[...]) }
            return isName(text[..<colon]) && isPort(text[colon...].dropFirst())
        }
        guard let close = text.firstIndex(of: UInt8(ascii: "]")) else { return false }
        let address = text[..<close].dropFirst()
        let rest = text[close...].dropFirst()
        let isAddress = address.allSatisfy { isHexDigit($0) || $0 == UInt8(ascii: ":") }
        guard isAddress, !address.isEmpty else { return false }
        return rest.isEmpty || rest.first == UInt8(ascii: ":") && isPort(rest.dropFirst())
    }

    private static func isPort(_ text: Substring.UTF8View) -> Bool {
        !text.isEmpty && text.allSatisfy(isDigit)
    }

    private static func isName(_ text: Substring.UTF8View) -> Bool {
        text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { label in
            guard let first = label.first, let last = label.last else { return false }
            let dash = UInt8(ascii: "-")
            return first != dash && last != dash && label.allSatisfy { isAlphanumeric($0) || $0 == dash }
        }
    }

    private static func isComponent(_ text: Substring.UTF8View) -> Bool {
        // What joins two words; nil within a word.
        var joint: (byte: UInt8, count: Int)?
        guard let last = text.last, isSmall(last), let first = text.first, isSmall(first) else {
            return false
        }
        for byte in text {
            if isSmall(byte) {
                joint = nil
            } else if let (before, count) = joint {
                guard byte == before else { return false }
                guard byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") && count < 2 else {
                    return false
                }
                joint = (byte, count + 1)
            } else {
                guard byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
                else {
                    return false
                }
                joint = (byte, 1)
            }
        }
        return true
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
    private static func isSmall(_ byte: UInt8) -> Bool { isDigit(byte) || byte &- UInt8(ascii: "a") < 26 }
    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        isSmall(byte) || byte &- UInt8(ascii: "A") < 26
    }
    private static func isWord(_ byte: UInt8) -> Bool { isAlphanumeric(byte) || byte == UInt8(ascii: "_") }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        isDigit(byte) || (byte | 0x20) &- UInt8(ascii: "a") < 6
    }
}
