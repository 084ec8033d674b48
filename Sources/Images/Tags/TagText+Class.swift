extension TagText {
    var tagClass: TagClass {
        if let digest { return digest }
        if let piece = piece(from: 0) { return .piece(piece) }
        if isEnvironment(to: end) { return .stem(.environment) }
        var letter = 0
        while letter < end, !Self.isLetter(bytes[letter]) { letter += 1 }
        guard letter < end else { return .other }
        return compound(after: letter) ?? .stem(.branch(family(to: end)))
    }

    private var digest: TagClass? {
        guard end >= 71, starts(with: "sha256-", at: 0) else { return nil }
        guard let digest = ContentDigest(hex: bytes[7..<71]) else { return nil }
        if end == 71 { return .digest(digest, nil) }
        if end == 75, starts(with: ".sig", at: 71) { return .digest(digest, .signature) }
        if end == 75, starts(with: ".att", at: 71) { return .digest(digest, .attestation) }
        if end == 76, starts(with: ".sbom", at: 71) { return .digest(digest, .billOfMaterials) }
        return nil
    }

    /// Splits off the piece at the end, if what is before it has a letter.
    private func compound(after letter: Int) -> TagClass? {
        var split: (end: Int, piece: TagPiece)?
        var index = end - 2
        while index > letter {
            if isOne(of: "-_/", at: index), let piece = piece(from: index + 1) {
                if !piece.isNumber {
                    split = (index, piece)
                    break
                }
                if split == nil { split = (index, piece) }
            }
            index -= 1
        }
        guard let split else { return nil }
        let stem: TagStem = isEnvironment(to: split.end) ? .environment : .branch(family(to: split.end))
        return .compound(stem, end: split.end, split.piece)
    }

    private func isEnvironment(to end: Int) -> Bool {
        let words: [StaticString] = [
            "latest", "stable", "edge", "nightly", "main", "master", "trunk", "dev", "develop", "test", "qa",
            "uat", "stg", "stage", "staging", "preprod", "prod", "production", "canary",
        ]
        guard end <= 10 else { return false }
        return words.contains { $0.utf8CodeUnitCount == end && starts(with: $0, at: 0) }
    }

    private func family(to end: Int) -> BranchFamily {
        func has(_ word: StaticString) -> Bool {
            let count = word.utf8CodeUnitCount
            guard count <= end, starts(with: word, at: 0) else { return false }
            return count == end || isOne(of: "-_/", at: count)
        }
        if has("feature") || has("feat") { return .feature }
        if has("fix") { return .fix }
        if has("hotfix") { return .hotfix }
        if has("release") { return .release }
        if has("renovate") { return .renovate }
        return has("dependabot") ? .dependabot : .other
    }
}

extension TagPiece {
    /// Whether the piece may be but the end of a longer one.
    fileprivate var isNumber: Bool {
        switch self {
        case .partialVersion, .build: true
        default: false
        }
    }
}
