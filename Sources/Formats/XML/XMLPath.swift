/// The way to an element, such as `ListBucketResult/Contents/Key`, worked out from all the text before it.
struct XMLPath: CustomStringConvertible {
    private var names: [UnsafeBufferPointer<UInt8>] = []
    private let text: UnsafeBufferPointer<UInt8>
    private var index = 0

    /// Follows tags.
    ///
    /// The text was read up to here, so it is sound but for its end.
    init(to text: UnsafeBufferPointer<UInt8>) {
        self.text = text
        while index < text.count {
            if text[index] == UInt8(ascii: "<") { readMarkup() } else { index += 1 }
        }
    }

    private mutating func readMarkup() {
        let rest = UnsafeBufferPointer(rebasing: text[index...])
        if rest.isPrefixed(by: "<!--") { return skip(4, behind: "-->") }
        if rest.isPrefixed(by: "<![CDATA[") { return skip(9, behind: "]]>") }
        if rest.isPrefixed(by: "<?") { return skip(2, behind: "?>") }
        if rest.isPrefixed(by: "</") {
            _ = names.popLast()
            return skip(2, behind: ">")
        }
        readStartTag()
    }

    private mutating func readStartTag() {
        let first = index + 1
        index =
            text[first...].firstIndex { $0 <= 0x20 || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "/") }
            ?? text.count
        names.append(UnsafeBufferPointer(rebasing: text[first..<index]))
        var quote: UInt8?
        while index < text.count {
            let byte = text[index]
            index += 1
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                if text[index - 2] == UInt8(ascii: "/") { _ = names.popLast() }
                return
            }
        }
    }

    private mutating func skip(_ length: Int, behind ending: StaticString) {
        index = min(index + length, text.count)
        while index < text.count, !UnsafeBufferPointer(rebasing: text[index...]).isPrefixed(by: ending) {
            index += 1
        }
        index = min(index + ending.utf8CodeUnitCount, text.count)
    }

    var description: String {
        names.map { String(decoding: $0.prefix(100), as: UTF8.self) }.joined(separator: "/")
    }
}
