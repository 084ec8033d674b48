/// A pattern of stars that a whole text must match, such as `prod-*` or `arn:aws:s3:::logs-??/*`.
///
/// A star stands for any characters, also for none and for slashes; only one place to go back to is kept, so
/// a match takes at most the length of the text times that of the pattern. There is no escape and no bad
/// pattern.
package struct Wildcard: Hashable, Sendable {
    /// Which characters stand for others.
    package enum Syntax: Sendable {
        /// `*` alone: the tags of ECR's lifecycle policies, where `?` is a question mark.
        case stars
        /// `*`, and `?` for one character: policies of IAM.
        case starsAndMarks
    }

    /// How letters compare.
    package enum Letters: Sendable {
        case asWritten
        /// `A` to `Z` are their small letters: the actions of IAM. Other scripts compare as written.
        case ignoringCase
    }

    private let pattern: [UInt8]
    private let mark: UInt8?
    private let ignoresCase: Bool

    package init(_ pattern: String, _ syntax: Syntax, _ letters: Letters = .asWritten) {
        ignoresCase = letters == .ignoringCase
        self.pattern = letters == .ignoringCase ? pattern.utf8.map(Self.folded) : Array(pattern.utf8)
        mark = syntax == .starsAndMarks ? UInt8(ascii: "?") : nil
    }

    package func matches(_ text: String) -> Bool {
        matches(text.utf8.span)
    }

    private func matches(_ text: Span<UInt8>) -> Bool {
        var place = 0
        var index = 0
        var star: (place: Int, index: Int)?
        while index < text.count {
            if place < pattern.count, pattern[place] == UInt8(ascii: "*") {
                star = (place, index)
                place += 1
            } else if let next = step(place, index, text) {
                place += 1
                index = next
            } else if let last = star {  // let the last star take one byte more
                star = (last.place, last.index + 1)
                place = last.place + 1
                index = last.index + 1
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == UInt8(ascii: "*") }
    }

    /// Where the text goes on after one character of the pattern, if it matches.
    private func step(_ place: Int, _ index: Int, _ text: Span<UInt8>) -> Int? {
        guard place < pattern.count else { return nil }
        guard pattern[place] == mark else {
            let byte = ignoresCase ? Self.folded(text[index]) : text[index]
            return byte == pattern[place] ? index + 1 : nil
        }
        guard !Self.continues(text[index]) else { return nil }  // a star may have stopped within a character
        var end = index + 1
        while end < text.count, Self.continues(text[end]) { end += 1 }
        return end
    }

    /// Whether a byte continues a character of UTF-8.
    private static func continues(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

    private static func folded(_ byte: UInt8) -> UInt8 {
        UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte
    }
}
