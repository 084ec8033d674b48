/// What ECR takes for the name of a repository or of an image.
package enum ImageName {
    /// Words of small letters and digits, joined by one of `.`, `_` and `-`; slashes between groups of them.
    package static func isRepository(_ text: String) -> Bool {
        (2...256).contains(text.utf8.count)
            && text.split(separator: "/", omittingEmptySubsequences: false).allSatisfy(isGroup)
    }

    /// A tag never looks like a digest: it has no colon.
    package static func isTag(_ text: String) -> Bool {
        guard let first = text.utf8.first, Alphabet.words.has(first) else { return false }
        return text.utf8.count <= 128 && tags.spells(text)
    }

    /// `sha256:` and 64 hexadecimal digits, or `sha512:` and 128.
    package static func isDigest(_ text: String) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, hexDigits.spells(parts[1]) else { return false }
        let count = parts[1].utf8.count
        return parts[0] == "sha256" && count == 64 || parts[0] == "sha512" && count == 128
    }

    /// A registry is named like the account that has it.
    package static func isRegistry(_ text: String) -> Bool { AWSName.isAccount(text) }

    /// How logs name a digest: by its first twelve digits.
    package static func logForm(ofDigest digest: String) -> String {
        let colon = digest.firstIndex(of: ":")
        let digits = colon.map { digest[$0...].dropFirst() } ?? digest[...]
        return String(digits.prefix(12))
    }

    /// Letters and digits at both ends, and never two joints in a row.
    private static func isGroup(_ group: Substring) -> Bool {
        group.split(omittingEmptySubsequences: false) { ".-_".contains($0) }
            .allSatisfy { groupLetters.spells($0) }
    }

    private static let groupLetters = Alphabet.digits.or(.smallLetters)
    private static let hexDigits = Alphabet.digits.or(Alphabet("abcdef"))
    private static let tags = Alphabet.words.or(Alphabet(".-"))
}
