/// What is kept of the words of an error.
enum ErrorText {
    private static let limit = 600

    /// Where services begin to repeat what was signed or sent, or add what only AWS can read.
    private static let cuts: [StaticString] = [
        "The Canonical String", "The String-to-Sign", "Authorization=", "(Hashed with",
        "Encoded authorization failure message",
    ]

    /// Tags of HTML that hide what is between them.
    private static let hiding: [(StaticString, StaticString)] = [
        ("<script", "</script>"), ("<style", "</style>"), ("<!--", "-->"),
    ]

    /// A message without secrets, control characters and runs of white space, clipped.
    static func cleaned(_ message: String) -> String {
        let whole = Array(message.utf8)
        let end = cuts.compactMap { index(of: $0, in: whole[...]) }.min() ?? whole.endIndex
        var text = ""
        var count = 0
        var isSpaced = false
        for scalar in String(decoding: whole[..<end], as: UTF8.self).unicodeScalars {
            guard scalar.value > 0x20, !(0x7F...0x9F).contains(scalar.value) else {
                isSpaced = count > 0
                continue
            }
            guard count < limit else { return text + "…" }
            if isSpaced { text.unicodeScalars.append(" ") }
            text.unicodeScalars.append(scalar)
            count += isSpaced ? 2 : 1
            isSpaced = false
        }
        return text
    }

    /// What a reader would see of a page: its text without tags, scripts and styles, the beginning of it.
    static func visible(_ body: [UInt8]) -> String {
        var text: [UInt8] = []
        var rest = body[...]
        while let byte = rest.first, text.count < 200 {
            if byte == UInt8(ascii: "<"), let tag = tag(in: rest) {
                rest = tag
                text.append(0x20)
            } else {
                text.append(byte)
                rest.removeFirst()
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// What follows the tag that is next, and what it hides; nil where none is.
    private static func tag(in text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        for (opening, closing) in hiding where isNext(opening, in: text) {
            guard let end = index(of: closing, in: text) else { return [] }
            return text[(end + closing.utf8CodeUnitCount)...]
        }
        guard let end = text.firstIndex(of: UInt8(ascii: ">")) else { return nil }
        return text[(end + 1)...]
    }

    /// Whether a text begins with a word, in letters of either case.
    static func isNext(_ word: StaticString, in text: ArraySlice<UInt8>) -> Bool {
        guard text.count >= word.utf8CodeUnitCount else { return false }
        return word.withUTF8Buffer { word in
            zip(text, word).allSatisfy { left, right in left | 0x20 == right | 0x20 }
        }
    }

    /// Where a word is first, in letters of either case.
    static func index(of word: StaticString, in text: ArraySlice<UInt8>) -> Int? {
        let first = word.utf8Start[0]
        var rest = text
        while let start = rest.firstIndex(where: { $0 | 0x20 == first | 0x20 }) {
            if isNext(word, in: rest[start...]) { return start }
            rest = rest[(start + 1)...]
        }
        return nil
    }
}
