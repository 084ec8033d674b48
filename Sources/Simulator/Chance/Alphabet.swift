/// Digits that stand for five or six bits each, as in base 32 and base 64.
struct Alphabet: Sendable {
    private let bits: Int
    private let digits: [UInt8]
    /// What each byte stands for as a digit; 255 for one that is none.
    private let values: [UInt8]
    /// Texts are filled with `=` to a multiple of this length.
    private let padding: Int

    static let base32 = Alphabet(bits: 5, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", padding: 1)
    /// With `+`, `/` and `=`, as the tokens of AWS have them: whoever sends them in a form must escape them.
    static let base64 = Alphabet(
        bits: 6, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", padding: 4)

    private init(bits: Int, _ digits: String, padding: Int) {
        self.bits = bits
        self.digits = Array(digits.utf8)
        var values = [UInt8](repeating: 255, count: 256)
        for (value, digit) in digits.utf8.enumerated() { values[Int(digit)] = UInt8(value) }
        self.values = values
        self.padding = padding
    }

    func text(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 8 / bits + padding + 1)
        var (pending, count) = (0, 0)
        for byte in bytes {
            pending = pending << 8 | Int(byte)
            count += 8
            while count >= bits {
                count -= bits
                text.append(digits[pending >> count & (1 << bits - 1)])
            }
            pending &= 1 << count - 1
        }
        if count > 0 { text.append(digits[pending << (bits - count)]) }
        while !text.count.isMultiple(of: padding) { text.append(UInt8(ascii: "=")) }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes of a text, if it is exactly the text of those bytes.
    func bytes(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count * bits / 8)
        var (pending, count) = (0, 0)
        for byte in text.utf8 where byte != UInt8(ascii: "=") {
            let value = values[Int(byte)]
            guard value < 255 else { return nil }
            pending = pending << bits | Int(value)
            count += bits
            guard count >= 8 else { continue }
            count -= 8
            bytes.append(UInt8(truncatingIfNeeded: pending >> count))
            pending &= 1 << count - 1
        }
        return self.text(bytes) == text ? bytes : nil
    }
}
