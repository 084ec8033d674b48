/// One part of a host name, between dots.
enum HostLabel {
    /// Whether a text can be one: up to 63 letters, digits and hyphens, none of these at either end.
    static func isValid(_ text: some StringProtocol) -> Bool {
        let bytes = Array(text.utf8)
        let hyphen = UInt8(ascii: "-")
        return (1...63).contains(bytes.count) && bytes.first != hyphen && bytes.last != hyphen
            && bytes.allSatisfy { isLetter($0 | 0x20) || isDigit($0) || $0 == hyphen }
    }

    /// Whether a bucket's name can be part of a host name.
    ///
    /// A certificate of S3 covers one label before the region, so over TLS a name with dots cannot.
    static func isValid(bucket name: String, dots: Bool) -> Bool {
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        guard name.utf8.count >= 3, labels.count == 1 || dots, !isAddress(labels) else { return false }
        return labels.allSatisfy { isValid($0) && !$0.utf8.contains { $0 &- UInt8(ascii: "A") < 26 } }
    }

    private static func isAddress(_ labels: [Substring]) -> Bool {
        labels.count == 4 && labels.allSatisfy { UInt8($0) != nil }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "a") < 26 }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}
