/// A tag cut into the parts that templates are made of.
///
///     release-2024-01-31-g1a2b3c4d-alpine3
///     word  - date       - g hex    - word
struct TagTokens {
    enum Token: Equatable {
        case mark(UInt8)
        case placeholder(TagPlaceholder)
        /// Letters and maybe digits, as bytes of the tag.
        case word(Range<Int>)
    }

    private(set) var tokens: [Token] = []

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        let text = TagText(bytes)
        var index = 0
        while index < text.end {
            if let (token, end) = text.dateOrVersion(at: index) {
                tokens.append(.placeholder(token))
                index = end
            } else if TagText.isMark(text.bytes[index]) {
                // Control characters are no tag's, and would be taken for placeholders.
                tokens.append(text.bytes[index] < 0x20 ? .placeholder(.word) : .mark(text.bytes[index]))
                index += 1
            } else {
                index = addWord(text, index)
            }
        }
    }

    /// Adds what begins here, up to the next mark, and says where that is.
    private mutating func addWord(_ text: TagText, _ start: Int) -> Int {
        var end = start
        while end < text.end, !TagText.isMark(text.bytes[end]) { end += 1 }
        if text.digitsEnd(from: start) == end {
            tokens.append(.placeholder(.digits(end - start)))
        } else if text.isHash(start..<end) {
            tokens.append(.placeholder(.hex))
        } else if text.isOne(of: "g", at: start), text.isHash(start + 1..<end) {
            tokens += [.word(start..<start + 1), .placeholder(.hex)]
        } else if text.isOne(of: "vV", at: start), let (token, last) = text.dateOrVersion(at: start + 1) {
            tokens += [.word(start..<start + 1), .placeholder(token)]
            return last
        } else {
            tokens.append(.word(start..<end))
        }
        return end
    }
}

extension TagPlaceholder {
    /// What so many digits are, and nothing else.
    fileprivate static func digits(_ count: Int) -> TagPlaceholder {
        switch count {
        case 40, 64: .hex
        case 7...39: .longNumber
        default: .number
        }
    }
}

extension TagText {
    /// Whether a byte parts words: in ASCII all but letters and digits.
    static func isMark(_ byte: UInt8) -> Bool { !isDigit(byte) && !isLetter(byte) }

    /// Whether the bytes are of a hash, and not of a number or a word.
    fileprivate func isHash(_ range: Range<Int>) -> Bool {
        guard range.count >= 7 else { return false }
        var letters = 0
        for byte in bytes[range] where !Self.isDigit(byte) {
            guard Self.isHexLetter(byte) else { return false }
            letters += 1
        }
        if range.count == 40 || range.count == 64 { return true }
        return letters > 0 && letters < range.count
    }

    /// The date or version that begins here, and where it ends; neither ends within a word.
    fileprivate func dateOrVersion(at start: Int) -> (TagPlaceholder, end: Int)? {
        let digits = digitsEnd(from: start)
        guard digits > start else { return nil }
        if let end = dateEnd(from: start, digits), isEdge(end) { return (.date, end) }
        if !followsNumber(start), let end = versionEnd(from: digits), isEdge(end) { return (.version, end) }
        return nil
    }

    /// Whether a number and a point come before: four numbers are no version, and neither are their last three.
    private func followsNumber(_ start: Int) -> Bool {
        start > 1 && bytes[start - 1] == UInt8(ascii: ".") && Self.isDigit(bytes[start - 2])
    }

    private func isEdge(_ index: Int) -> Bool { index == end || Self.isMark(bytes[index]) }

    private func dateEnd(from start: Int, _ digits: Int) -> Int? {
        let count = digits - start
        guard starts(with: "20", at: start), count == 4 || count == 8 || count == 12 || count == 14 else {
            return nil
        }
        guard count == 4 else { return isDate(start + 4, start + 6) ? timeEnd(after: digits) : nil }
        guard isOne(of: "-._", at: digits), isOne(of: "-._", at: digits + 3) else { return nil }
        guard isDate(digits + 1, digits + 4), digitsEnd(from: digits + 4) == digits + 6 else { return nil }
        return timeEnd(after: digits + 6)
    }

    /// Whether a month and a day stand at these places.
    private func isDate(_ month: Int, _ day: Int) -> Bool {
        twoDigits(at: month, 1...12) != nil && twoDigits(at: day, 1...31) != nil
    }

    private func timeEnd(after date: Int) -> Int {
        guard isOne(of: "T", at: date) else { return date }
        let last = digitsEnd(from: date + 1)
        return 4...6 ~= last - date - 1 ? last : date
    }

    /// Where three numbers end, of which the first ends here; nil where a fourth follows.
    private func versionEnd(from major: Int) -> Int? {
        guard isOne(of: ".", at: major) else { return nil }
        let minor = digitsEnd(from: major + 1)
        guard minor > major + 1, isOne(of: ".", at: minor) else { return nil }
        let patch = digitsEnd(from: minor + 1)
        guard patch > minor + 1 else { return nil }
        return isOne(of: ".", at: patch) && digitsEnd(from: patch + 1) > patch + 1 ? nil : patch
    }
}
