extension UTF8 {
    /// The scalar that starts at a byte of 0x80 or more and how many bytes it takes, or nil if it is not
    /// UTF-8.
    ///
    /// Overlong forms, surrogates and scalars past U+10FFFF are not UTF-8 (Unicode 15, table 3-7).
    static func sequence(
        at start: UnsafePointer<UInt8>, before end: UnsafePointer<UInt8>
    ) -> (scalar: UInt32, length: Int)? {
        let lead = start[0]
        let available = end - start
        switch lead {
        case 0xC2...0xDF:
            guard available >= 2, isContinuation(start[1]) else { return nil }
            return (UInt32(lead & 0x1F) << 6 | UInt32(start[1] & 0x3F), 2)
        case 0xE0...0xEF:
            guard available >= 3, isContinuation(start[1]), isContinuation(start[2]) else { return nil }
            let top = UInt32(lead & 0x0F) << 12 | UInt32(start[1] & 0x3F) << 6
            let scalar = top | UInt32(start[2] & 0x3F)
            guard scalar >= 0x800, !(0xD800...0xDFFF).contains(scalar) else { return nil }
            return (scalar, 3)
        case 0xF0...0xF4:
            guard available >= 4, isContinuation(start[1]), isContinuation(start[2]), isContinuation(start[3])
            else { return nil }
            let top = UInt32(lead & 0x07) << 18 | UInt32(start[1] & 0x3F) << 12
            let scalar = top | UInt32(start[2] & 0x3F) << 6 | UInt32(start[3] & 0x3F)
            guard (0x10000...0x10FFFF).contains(scalar) else { return nil }
            return (scalar, 4)
        default:
            return nil
        }
    }
}
