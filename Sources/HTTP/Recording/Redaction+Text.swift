extension Redaction {
    /// Text without the values of secret pairs, `name=value`.
    static func pairs(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var rest = bytes[...]
        while let equals = rest.firstIndex(of: UInt8(ascii: "=")) {
            let name = rest[..<equals].suffix(while: isPartOfName)
            result += rest[...equals]
            rest = rest[(equals + 1)...]
            guard !name.isEmpty, endsInSecret(name) else { continue }
            let value = rest.prefix { !endsValue($0) }
            if !value.isEmpty { result += placeholder.utf8 }
            rest = rest[value.endIndex...]
        }
        return result + rest
    }

    /// XML without what secret elements hold.
    static func elements(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var rest = bytes[...]
        while let opening = rest.firstIndex(of: UInt8(ascii: "<")) {
            let end = rest[opening...].firstIndex(of: UInt8(ascii: ">")) ?? rest.endIndex - 1
            let name = rest[(opening + 1)...].prefix { isPartOfName($0) }
            result += rest[...end]
            rest = rest[(end + 1)...]
            guard isSecret(name), bytes[end - 1] != UInt8(ascii: "/") else { continue }
            // Whatever is within, up to the end of the element that began.
            let closing = rest.firstRange(of: Array("</".utf8) + name)?.lowerBound ?? rest.endIndex
            if closing > rest.startIndex { result += placeholder.utf8 }
            rest = rest[closing...]
        }
        return result + rest
    }

    private static func isPartOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: false
        }
    }

    private static func endsValue(_ byte: UInt8) -> Bool {
        switch byte {
        case ...0x20, UInt8(ascii: "&"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "<"),
            UInt8(ascii: ">"), UInt8(ascii: "\\"):
            true
        default: false
        }
    }
}

extension ArraySlice<UInt8> {
    /// The longest end of which every byte is as asked.
    fileprivate func suffix(while isWanted: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        var start = endIndex
        while start > startIndex, isWanted(self[start - 1]) { start -= 1 }
        return self[start...]
    }
}
