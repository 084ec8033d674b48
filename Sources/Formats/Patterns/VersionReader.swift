/// Reads versions and their parts from text, one after the other.
struct VersionReader {
    private let text: [UInt8]
    private let dialect: SemanticVersion.Dialect
    private(set) var index = 0

    init(_ text: String, _ dialect: SemanticVersion.Dialect) {
        self.text = Array(text.utf8)
        self.dialect = dialect
    }

    var isAtEnd: Bool { index == text.count }

    var next: UInt8? { index < text.count ? text[index] : nil }

    /// Takes some bytes if they are next.
    mutating func take(_ word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        guard text.count - index >= count else { return false }
        for offset in 0..<count where text[index + offset] != word.utf8Start[offset] { return false }
        index += count
        return true
    }

    /// Skips spaces, and says whether there were any.
    mutating func skipSpaces() -> Bool {
        let start = index
        while let byte = next, byte == UInt8(ascii: " ") || 9...13 ~= byte { index += 1 }
        return index > start
    }

    /// Skips `v`, `=` and spaces before a version of npm.
    mutating func skipPrefix() {
        while take("v") || take("=") || skipSpaces() {}
    }

    /// A version, and nothing after it.
    mutating func wholeVersion() throws(DecodingFailure) -> SemanticVersion {
        guard dialect == .standard || text.count <= 256 else { throw .notVersion }
        switch dialect {
        case .standard: break
        case .npm:
            _ = skipSpaces()
            _ = take("v")
        case .npmLoose: skipPrefix()
        }
        let major = try number()
        guard take(".") else { throw .notVersion }
        let minor = try number()
        guard take(".") else { throw .notVersion }
        let patch = try number()
        let prerelease = try prerelease()
        let build = try build()
        if dialect != .standard { _ = skipSpaces() }
        guard isAtEnd else { throw .notVersion }
        return SemanticVersion(major, minor, patch, prerelease: prerelease, build: build)
    }

    /// One of the three numbers of a version.
    mutating func number() throws(DecodingFailure) -> UInt128 {
        let digits = takeWhile { $0 &- UInt8(ascii: "0") <= 9 }
        guard !digits.isEmpty else { throw .notVersion }
        guard dialect == .npmLoose || digits.count == 1 || digits.first != UInt8(ascii: "0") else {
            throw .notVersion
        }
        var value: UInt128 = 0
        for digit in digits {
            guard value < UInt128.powerOfTen(37) else { throw .notVersion }
            value = value * 10 + UInt128(digit - UInt8(ascii: "0"))
        }
        guard dialect == .standard || value < 1 << 53 else { throw .notVersion }
        return value
    }

    /// The identifiers after a hyphen; none where there is no hyphen.
    mutating func prerelease() throws(DecodingFailure) -> [SemanticVersion.Identifier] {
        let isNext = take("-") || (dialect == .npmLoose && next.map(Self.isWord) ?? false)
        guard isNext else { return [] }
        var identifiers: [SemanticVersion.Identifier] = []
        repeat {
            identifiers.append(try identifier(takeWhile(Self.isWord)))
        } while take(".")
        return identifiers
    }

    /// The words after a plus; none where there is no plus.
    mutating func build() throws(DecodingFailure) -> [String] {
        guard take("+") else { return [] }
        var words: [String] = []
        repeat {
            let word = takeWhile(Self.isWord)
            guard !word.isEmpty else { throw .notVersion }
            words.append(String(decoding: word, as: UTF8.self))
        } while take(".")
        return words
    }

    private func identifier(_ word: ArraySlice<UInt8>) throws(DecodingFailure) -> SemanticVersion.Identifier {
        guard !word.isEmpty else { throw .notVersion }
        let isNumber = word.allSatisfy { $0 &- UInt8(ascii: "0") <= 9 }
        guard isNumber else { return .word(String(decoding: word, as: UTF8.self)) }
        guard word.count > 1, word.first == UInt8(ascii: "0") else {
            return .number(String(decoding: word, as: UTF8.self))
        }
        guard dialect == .npmLoose else { throw .notVersion }
        let significant = word.drop { $0 == UInt8(ascii: "0") }
        return .number(significant.isEmpty ? "0" : String(decoding: significant, as: UTF8.self))
    }

    private mutating func takeWhile(_ isWanted: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        let taken = text[index...].prefix(while: isWanted)
        index = taken.endIndex
        return taken
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

extension DecodingFailure {
    /// The text is no version.
    package static let notVersion = DecodingFailure("not a semantic version")
}
