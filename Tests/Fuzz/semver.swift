/// Any bytes: a slow reader that takes text apart at its points agrees what is a version, and which comes
/// first.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 1 else { return 0 }
    let alphabet = Array("0012399..--+abxXv =^~<>||*AZ".utf8)
    let bytes = UnsafeBufferPointer(start: data + 1, count: min(count - 1, 120))
    let letters = data[0] < 128 ? bytes.map { alphabet[Int($0) % alphabet.count] } : Array(bytes)
    let texts = String(decoding: letters, as: UTF8.self).split(separator: "|", maxSplits: 1).map(String.init)
    let versions = texts.map(check)
    if versions.count == 2, let left = versions[0], let right = versions[1] { compare(left, right) }
    if let text = texts.last { checkRange(text, versions.compactMap { $0 }) }
    return 0
}

func check(_ text: String) -> SemanticVersion? {
    let version = try? SemanticVersion(text)
    precondition((version != nil) == Slow.isValid(text))
    if let version { precondition(version.description == text) }
    for dialect in [SemanticVersion.Dialect.npm, .npmLoose] {
        guard let other = try? SemanticVersion(text, dialect) else { continue }
        precondition((try? SemanticVersion(other.description)) == other)
        precondition((try? SemanticVersion(" v" + text + " ", .npmLoose)) == other)
    }
    return version
}

func compare(_ left: SemanticVersion, _ right: SemanticVersion) {
    let order = Slow.order(left, right)
    precondition((left < right) == (order < 0))
    precondition((right < left) == (order > 0))
    precondition((left == right) == (order == 0))
}

func checkRange(_ text: String, _ versions: [SemanticVersion]) {
    let named = try? VersionRange(text)
    let all = try? VersionRange(text, prereleases: .all)
    precondition((named == nil) == (all == nil))
    for version in versions
    where version.core < (1 << 52, 1 << 52, 1 << 52) && version.minor < 1 << 52 && version.patch < 1 << 52 {
        let bare = version.description
        guard bare.utf8.count < 200 else { continue }
        for sign in ["", "=", "^", "~", ">=", "<="] {
            precondition((try? VersionRange(sign + bare))?.contains(version) ?? false)
        }
        precondition(!((try? VersionRange("<" + bare))?.contains(version) ?? true))
        precondition(!((try? VersionRange(">" + bare))?.contains(version) ?? true))
        let both = try? VersionRange(text + "||" + bare)
        precondition(both == nil || both?.contains(version) ?? false)
        if named?.contains(version) ?? false, version.prerelease.isEmpty {
            precondition(all?.contains(version) ?? false)
        }
    }
}

/// The standard, read by taking text apart: first at the plus, then at the hyphen, then at the points.
enum Slow {
    static func isValid(_ text: String) -> Bool {
        let plus = text.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
        let hyphen = plus[0].split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        let core = words(hyphen[0])
        guard core.count == 3, core.allSatisfy({ isNumber($0) && $0.utf8.count <= 38 }) else { return false }
        if hyphen.count == 2 {
            guard words(hyphen[1]).allSatisfy({ isWord($0) && (!isDigits($0) || isNumber($0)) }) else {
                return false
            }
        }
        return plus.count == 1 || words(plus[1]).allSatisfy(isWord)
    }

    static func words(_ text: Substring) -> [Substring] {
        text.split(separator: ".", omittingEmptySubsequences: false)
    }

    static func isDigits(_ text: Substring) -> Bool { text.unicodeScalars.allSatisfy { "0"..."9" ~= $0 } }

    static func isNumber(_ text: Substring) -> Bool {
        !text.isEmpty && isDigits(text) && (text == "0" || !text.hasPrefix("0"))
    }

    static func isWord(_ text: Substring) -> Bool {
        !text.isEmpty
            && text.unicodeScalars.allSatisfy {
                "0"..."9" ~= $0 || "a"..."z" ~= $0 || "A"..."Z" ~= $0 || $0 == "-"
            }
    }

    /// Negative, zero or positive, as in C.
    static func order(_ left: SemanticVersion, _ right: SemanticVersion) -> Int {
        let numbers = [(left.major, right.major), (left.minor, right.minor), (left.patch, right.patch)]
        for (a, b) in numbers where a != b { return a < b ? -1 : 1 }
        if left.prerelease.isEmpty || right.prerelease.isEmpty {
            return (left.prerelease.isEmpty ? 1 : 0) - (right.prerelease.isEmpty ? 1 : 0)
        }
        for (a, b) in zip(left.prerelease, right.prerelease) {
            let key = (sortKey(a), sortKey(b))
            if key.0 != key.1 { return key.0.lexicographicallyPrecedes(key.1) ? -1 : 1 }
        }
        return left.prerelease.count - right.prerelease.count
    }

    /// Bytes that sort as identifiers do: numbers, padded to one length, before words.
    static func sortKey(_ identifier: SemanticVersion.Identifier) -> [UInt8] {
        switch identifier {
        case .number(let text):
            [0] + [UInt8](repeating: 0x30, count: 200 - text.utf8.count) + Array(text.utf8)
        case .word(let text): [1] + Array(text.utf8)
        }
    }
}
