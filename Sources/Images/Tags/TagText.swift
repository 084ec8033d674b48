/// The bytes of a tag while its class is found.
///
/// Nothing is copied and nothing allocated: a registry has a million tags.
struct TagText {
    let bytes: UnsafeBufferPointer<UInt8>
    /// The end of what the class is of, before the variant.
    private(set) var end: Int

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        end = bytes.count
    }

    /// Takes what names a platform or a flavour off the end, as often as something is left before it.
    mutating func takeVariant() -> Range<Int> {
        while let dash = lastDash(), isVariant(dash + 1..<end) { end = dash }
        return end < bytes.count ? end + 1..<bytes.count : 0..<0
    }

    private func lastDash() -> Int? {
        var index = end - 1
        while index > 0 {
            if bytes[index] == UInt8(ascii: "-") { return index }
            index -= 1
        }
        return nil
    }

    private func isVariant(_ range: Range<Int>) -> Bool {
        let words: [StaticString] = [
            "amd64", "arm64", "armv7", "slim", "bookworm", "debug", "nonroot", "fips", "alpine",
        ]
        guard range.count >= 4, let word = words.first(where: { starts(with: $0, at: range.lowerBound) })
        else {
            return false
        }
        let index = range.lowerBound + word.utf8CodeUnitCount
        return index == end || (bytes[index - 1] == UInt8(ascii: "e") && isRelease(from: index))
    }

    /// Whether the rest is the release of a distribution: `3` or `3.20`.
    private func isRelease(from start: Int) -> Bool {
        var index = start
        while true {
            let digits = digitsEnd(from: index)
            guard digits > index else { return false }
            if digits == end { return true }
            guard bytes[digits] == UInt8(ascii: ".") else { return false }
            index = digits + 1
        }
    }

    func starts(with word: StaticString, at start: Int) -> Bool {
        let count = word.utf8CodeUnitCount
        guard end - start >= count else { return false }
        for offset in 0..<count where bytes[start + offset] != word.utf8Start[offset] { return false }
        return true
    }

    /// Where the run of digits ends that begins here; here if there is none.
    func digitsEnd(from start: Int) -> Int {
        var index = start
        while index < end, Self.isDigit(bytes[index]) { index += 1 }
        return index
    }

    /// The number of some digits; nil if there are none, or it takes more than 64 bits.
    func number(_ range: Range<Int>) -> UInt64? {
        guard !range.isEmpty else { return nil }
        var number: UInt64 = 0
        for index in range {
            let (tens, overflows) = number.multipliedReportingOverflow(by: 10)
            let (sum, carries) = tens.addingReportingOverflow(UInt64(bytes[index] - UInt8(ascii: "0")))
            if overflows || carries { return nil }
            number = sum
        }
        return number
    }

    /// Whether one of these bytes stands here.
    func isOne(of wanted: StaticString, at index: Int) -> Bool {
        guard index < end else { return false }
        for offset in 0..<wanted.utf8CodeUnitCount where wanted.utf8Start[offset] == bytes[index] {
            return true
        }
        return false
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    static func isHexLetter(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "a") < 6 }

    /// Whether the byte is of a letter; those outside ASCII are held to be.
    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte >= 0x80 }
}
