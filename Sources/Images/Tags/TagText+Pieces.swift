extension TagText {
    /// What the rest of the tag is, if it is a piece.
    func piece(from start: Int) -> TagPiece? {
        guard start < end else { return nil }
        if let version = version(from: start) { return .version(version) }
        if let partial = partialVersion(from: start) { return partial }
        if let date = date(from: start) { return date }
        if isEpoch(from: start), let number = number(start..<end) { return .epoch(number) }
        if let commit = commit(from: start) { return commit }
        if let number = pullRequest(from: start) { return .pullRequest(number) }
        return build(from: start).map { .build($0) }
    }

    private func version(from start: Int) -> TaggedVersion? {
        var index = isOne(of: "v", at: start) ? start + 1 : start
        guard let major = versionNumber(&index), isOne(of: ".", at: index) else { return nil }
        index += 1
        guard let minor = versionNumber(&index), isOne(of: ".", at: index) else { return nil }
        index += 1
        guard let patch = versionNumber(&index) else { return nil }
        var version = TaggedVersion(major, minor, patch)
        if isOne(of: "-", at: index) { version.prerelease = words(from: &index) }
        if isOne(of: "+_", at: index) { version.build = words(from: &index) }
        return index == end ? version : nil
    }

    /// A number without needless zeros.
    private func versionNumber(_ index: inout Int) -> UInt64? {
        let start = index
        index = digitsEnd(from: start)
        guard index - start < 2 || bytes[start] != UInt8(ascii: "0") else { return nil }
        return number(start..<index)
    }

    /// The letters, digits, points and hyphens behind a mark; nothing is taken where there are none.
    private func words(from index: inout Int) -> Range<Int> {
        let start = index + 1
        var last = start
        while last < end, Self.isWord(bytes[last]) { last += 1 }
        guard last > start else { return 0..<0 }
        index = last
        return start..<last
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        isDigit(byte) || (byte < 0x80 && isLetter(byte)) || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: ".")
    }

    private func partialVersion(from start: Int) -> TagPiece? {
        let first = isOne(of: "v", at: start) ? start + 1 : start
        let dot = digitsEnd(from: first)
        guard let major = number(first..<dot) else { return nil }
        if dot == end {
            let isOther = first == start && (isEpoch(from: start) || date(from: start) != nil)
            return isOther || end - first == 40 ? nil : .partialVersion(major: major, minor: nil)
        }
        guard isOne(of: ".", at: dot), digitsEnd(from: dot + 1) == end else { return nil }
        return number(dot + 1..<end).map { .partialVersion(major: major, minor: $0) }
    }

    private func isEpoch(from start: Int) -> Bool {
        guard end - start == 10 || end - start == 13, digitsEnd(from: start) == end else { return false }
        return isOne(of: "1", at: start) && isOne(of: "56789", at: start + 1)
    }

    private func date(from start: Int) -> TagPiece? {
        guard end - start >= 8, starts(with: "20", at: start) else { return nil }
        guard digitsEnd(from: start) >= start + 4 else { return nil }
        var index = start + 4
        if isOne(of: "-._", at: index) { index += 1 }
        guard let month = twoDigits(at: index, 1...12) else { return nil }
        index += 2
        if isOne(of: "-._", at: index) { index += 1 }
        guard let day = twoDigits(at: index, 1...31) else { return nil }
        index += 2
        guard isRest(from: index) || isRest(from: timeEnd(from: index)) else { return nil }
        let year = number(start..<start + 4).map { Int($0) } ?? 0
        return .date(year: year, month: month, day: day)
    }

    func twoDigits(at index: Int, _ limits: ClosedRange<Int>) -> Int? {
        guard index + 2 <= end, Self.isDigit(bytes[index]), Self.isDigit(bytes[index + 1]) else { return nil }
        let value = Int(bytes[index] - UInt8(ascii: "0")) * 10 + Int(bytes[index + 1] - UInt8(ascii: "0"))
        return limits ~= value ? value : nil
    }

    /// Where a time of 4 to 6 digits ends; the start if there is none.
    private func timeEnd(from start: Int) -> Int {
        let first = isOne(of: "-._T", at: start) ? start + 1 : start
        let last = digitsEnd(from: first)
        return 4...6 ~= last - first ? last : start
    }

    /// Whether nothing more comes, or something behind a separator.
    private func isRest(from index: Int) -> Bool {
        index == end || (isOne(of: "-._", at: index) && index + 1 < end)
    }

    private func commit(from start: Int) -> TagPiece? {
        let words: [StaticString] = ["sha-", "git-", "commit-", "g"]
        let first = start + (words.first { starts(with: $0, at: start) }?.utf8CodeUnitCount ?? 0)
        guard 7...40 ~= end - first else { return nil }
        var hasLetter = false
        for byte in bytes[first..<end] where !Self.isDigit(byte) {
            guard Self.isHexLetter(byte) else { return nil }
            hasLetter = true
        }
        if hasLetter || end - first == 40 { return .commit(first..<end) }
        return number(first..<end).map { .build($0) }
    }

    private func pullRequest(from start: Int) -> UInt64? {
        let words: [StaticString] = ["pr", "mr", "pull", "merge"]
        guard let word = words.first(where: { starts(with: $0, at: start) }) else { return nil }
        var index = start + word.utf8CodeUnitCount
        if isOne(of: "-_/.", at: index) { index += 1 }
        let last = digitsEnd(from: index)
        return isRest(from: last) ? number(index..<last) : nil
    }

    private func build(from start: Int) -> UInt64? {
        let words: [StaticString] = ["build", "b", "ci", "run"]
        var index = start + (words.first { starts(with: $0, at: start) }?.utf8CodeUnitCount ?? 0)
        if isOne(of: "-_.", at: index) { index += 1 }
        guard 1...9 ~= end - index, digitsEnd(from: index) == end else { return nil }
        return number(index..<end)
    }
}
