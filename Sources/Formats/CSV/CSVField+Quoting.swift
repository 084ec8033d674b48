extension CSVField {
    /// Whether a field must stand in quotes.
    @inline(__always)
    static func needsQuotes(_ field: UnsafeBufferPointer<UInt8>, delimiter: UInt8) -> Bool {
        guard let base = field.baseAddress, field.count >= 8 else {
            return field.contains { isSpecial($0, delimiter) }
        }
        var index = 0
        while index < field.count {
            // The last step overlaps the one before it: a byte looked at twice costs less than a loop for the
            // rest.
            let bytes = Bytes8(at: base + min(index, field.count - 8))
            // Quotes and line ends are below, and little else that is common is.
            let suspects = bytes.below(UInt8(ascii: "\"") + 1) | bytes.equal(delimiter)
            if suspects != 0 { return field.contains { isSpecial($0, delimiter) } }
            index += 8
        }
        return false
    }

    @inline(__always)
    private static func isSpecial(_ byte: UInt8, _ delimiter: UInt8) -> Bool {
        byte == delimiter || byte == CSVCursor.quote || byte == UInt8(ascii: "\r")
            || byte == UInt8(ascii: "\n")
    }

    /// Whether a spreadsheet would take a text for a formula.
    @inline(__always)
    static func startsFormula(_ field: UnsafeBufferPointer<UInt8>) -> Bool {
        switch field.first {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"): true
        case UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"): true
        default: false
        }
    }
}
