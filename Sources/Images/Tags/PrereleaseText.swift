/// The pre-release of a tag's version, ordered as Semantic Versioning 2.0.0 orders it.
///
/// Tags are looser than the standard: empty words, and numbers with needless zeros, are taken too, and where
/// the standard would call two texts equal their bytes decide.
struct PrereleaseText: Comparable {
    private let text: String

    init(_ text: String) { self.text = text }

    static func < (left: Self, right: Self) -> Bool {
        // None comes after all: 1.0.0-rc.1 before 1.0.0.
        if left.text.isEmpty || right.text.isEmpty { return right.text.isEmpty && !left.text.isEmpty }
        let leftWords = left.text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let rightWords = right.text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        for (leftWord, rightWord) in zip(leftWords, rightWords) {
            if let isBefore = isBefore(leftWord, rightWord) { return isBefore }
        }
        if leftWords.count != rightWords.count { return leftWords.count < rightWords.count }
        return left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }

    /// Nil for words that are equal.
    private static func isBefore(_ left: Substring.UTF8View, _ right: Substring.UTF8View) -> Bool? {
        switch (number(left), number(right)) {
        case (let left?, let right?):
            if left.count != right.count { return left.count < right.count }
            return left.elementsEqual(right) ? nil : left.lexicographicallyPrecedes(right)
        case (_?, nil): return true
        case (nil, _?): return false
        case (nil, nil):
            return left.elementsEqual(right) ? nil : left.lexicographicallyPrecedes(right)
        }
    }

    /// The digits that count, if it is a number.
    private static func number(_ word: Substring.UTF8View) -> Substring.UTF8View? {
        guard !word.isEmpty, word.allSatisfy({ TagText.isDigit($0) }) else { return nil }
        return word.drop { $0 == UInt8(ascii: "0") }
    }
}
