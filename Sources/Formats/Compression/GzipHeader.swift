/// The head of one member of gzip (RFC 1952), read as far as there is input.
///
///     1F 8B 08 flags time:4 extra-flags system    04: length:2 bytes    08: name 0    10: comment 0    02: CRC:2
struct GzipHeader {
    private enum Step {
        case magic, flags, time, extraLength, extra, name, comment, check
    }

    private var step = Step.magic
    private var flags: UInt64 = 0
    private var extraLeft = 0
    private var checksum = CRC32()

    /// Reads on, and says whether all of it was there.
    mutating func read(_ input: inout DeflatedInput) throws(DecodingFailure) -> Bool {
        while true {
            switch step {
            case .magic:
                guard let magic = take(2, &input) else { return false }
                guard magic == 0x8B1F else { throw .damaged("incorrect header check") }
                step = .flags
            case .flags:
                guard let word = take(2, &input) else { return false }
                guard word & 0xFF == 8 else { throw .damaged("unknown compression method") }
                flags = word >> 8
                guard flags & 0xE0 == 0 else { throw .damaged("unknown header flags set") }
                step = .time
            case .time:
                guard take(6, &input) != nil else { return false }
                step = .extraLength
            case .extraLength:
                guard let length = flags & 0x04 == 0 ? 0 : take(2, &input) else { return false }
                extraLeft = Int(length)
                step = .extra
            case .extra:
                while extraLeft > 0 {
                    guard take(1, &input) != nil else { return false }
                    extraLeft -= 1
                }
                step = .name
            case .name:
                guard flags & 0x08 == 0 || skipText(&input) else { return false }
                step = .comment
            case .comment:
                guard flags & 0x10 == 0 || skipText(&input) else { return false }
                step = .check
            case .check:
                guard flags & 0x02 != 0 else { return true }
                let sum = UInt64(checksum.value & 0xFFFF)
                guard let told = take(2, &input) else { return false }
                guard told == sum else { throw .damaged("header crc mismatch") }
                return true
            }
        }
    }

    private mutating func skipText(_ input: inout DeflatedInput) -> Bool {
        while let byte = take(1, &input) {
            if byte == 0 { return true }
        }
        return false
    }

    /// Takes so many bytes, the lowest first, if they are all there.
    private mutating func take(_ count: Int, _ input: inout DeflatedInput) -> UInt64? {
        guard input.has(8 * count) else { return nil }
        let value = input.take(8 * count)
        withUnsafeBytes(of: value.littleEndian) { bytes in
            bytes.withMemoryRebound(to: UInt8.self) { checksum.update($0.span.extracting(first: count)) }
        }
        return value
    }
}
