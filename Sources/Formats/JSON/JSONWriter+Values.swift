extension JSONWriter {
    /// Writes a text, escaped where it must be.
    package mutating func string(_ value: String) {
        prepareValue()
        appendQuoted(value)
    }

    /// Writes an integer.
    package mutating func int(_ value: Int) {
        prepareValue()
        bytes.append(contentsOf: String(value).utf8)
    }

    /// Writes the shortest text that reads back as the same number, and null for infinities and NaN, which
    /// JSON cannot say.
    package mutating func double(_ value: Double) {
        guard let number = JSON.Number(value) else { return null() }
        self.number(number)
    }

    /// Writes a number with the digits it was given.
    package mutating func number(_ value: JSON.Number) {
        prepareValue()
        bytes.append(contentsOf: value.text.utf8)
    }

    /// Writes `true` or `false`.
    package mutating func bool(_ value: Bool) {
        prepareValue()
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
    }

    /// Writes `null`.
    package mutating func null() {
        prepareValue()
        bytes.append(contentsOf: "null".utf8)
    }

    /// Appends text between quotes, run by run of what needs no escape.
    mutating func appendQuoted(_ text: String) {
        var text = text
        bytes.append(UInt8(ascii: "\""))
        text.withUTF8 { utf8 in
            guard !Self.isPlain(utf8) else { return bytes.append(bytesOf: utf8) }
            var run = 0
            for index in utf8.indices where Self.needsEscape(utf8[index]) {
                bytes.append(contentsOf: utf8[run..<index])
                appendEscape(utf8[index])
                run = index + 1
            }
            bytes.append(contentsOf: utf8[run...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Whether nothing in a text needs an escape, eight bytes a step.
    private static func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = text.baseAddress, text.count >= 8 else { return !text.contains(where: needsEscape) }
        var index = 0
        while index < text.count {
            // The last step overlaps the one before it.
            let eight = Bytes8(at: base + min(index, text.count - 8))
            let quoted = eight.equal(UInt8(ascii: "\"")) | eight.equal(UInt8(ascii: "\\"))
            if quoted | eight.below(0x20) != 0 { return false }
            index += 8
        }
        return true
    }

    @inline(__always)
    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func appendEscape(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case ..<0x20:
            let digits = Array("0123456789abcdef".utf8)
            bytes.append(contentsOf: "u00".utf8)
            bytes.append(digits[Int(byte >> 4)])
            bytes.append(digits[Int(byte & 0xF)])
        default: bytes.append(byte)
        }
    }
}
