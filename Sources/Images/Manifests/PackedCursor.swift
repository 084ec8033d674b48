import Formats

/// Reads packed bytes from front to back; it never reads past their end.
///
/// Numbers are of variable length, seven bits a byte, the least significant first; a set top bit says that
/// more follow. A number has one form only: a last byte of zero is damage.
struct PackedCursor {
    private var place: UnsafeRawPointer
    private let end: UnsafeRawPointer

    init?(_ bytes: UnsafeRawBufferPointer) {
        guard let base = bytes.baseAddress else { return nil }
        place = base
        end = base + bytes.count
    }

    var isAtEnd: Bool { place == end }
    /// How many bytes are left.
    var rest: Int { end - place }

    @inline(__always)
    mutating func byte() throws(DecodingFailure) -> UInt8 {
        guard place < end else { throw .damagedManifest }
        defer { place += 1 }
        return place.load(as: UInt8.self)
    }

    @inline(__always)
    mutating func number() throws(DecodingFailure) -> Int {
        var (value, shift) = (UInt64(0), UInt64(0))
        while true {
            let byte = try byte()
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 {
                guard byte != 0 || shift == 0 else { throw .damagedManifest }
                return Int(truncatingIfNeeded: value)
            }
            shift += 7
            // Nine bytes hold 63 bits, which is all that an Int has above zero.
            guard shift < 63 else { throw .damagedManifest }
        }
    }

    @inline(__always)
    mutating func digest() throws(DecodingFailure) -> ContentDigest {
        guard rest >= 32 else { throw .damagedManifest }
        defer { place += 32 }
        return ContentDigest(at: place)
    }

    mutating func text(of length: Int) throws(DecodingFailure) -> String {
        guard length <= rest else { throw .damagedManifest }
        let bytes = UnsafeRawBufferPointer(start: place, count: length)
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .damagedManifest }
        place += length
        return text
    }
}

extension DecodingFailure {
    static let damagedManifest = DecodingFailure("a packed manifest is damaged")
}

extension [UInt8] {
    /// Appends a number that is not negative, seven bits a byte.
    mutating func append(packed number: Int) {
        var rest = UInt64(bitPattern: Int64(number))
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(truncatingIfNeeded: rest))
    }
}
