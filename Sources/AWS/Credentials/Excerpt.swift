/// What others say, made fit for an error: one line, short, and without what looks like a secret.
enum Excerpt {
    private static let limit = 200

    static func of(_ text: String) -> String {
        let line = text.unicodeScalars.split { $0.value < 0x20 || $0.value == 0x7F }
            .map { String($0) }.joined(separator: " ")
        let words = line.split(separator: " ").map { looksSecret($0) ? "[REDACTED]" : String($0) }
        let short = words.joined(separator: " ")
        return short.count <= limit ? short : short.prefix(limit - 1) + "…"
    }

    /// Keys and tokens are long, without blanks, and mix small letters, capitals and digits; an ARN may do so too.
    private static func looksSecret(_ word: Substring) -> Bool {
        guard word.utf8.count >= 20, !word.contains("arn:") else { return false }
        return [Alphabet.digits, .smallLetters, .capitals].allSatisfy { word.utf8.contains(where: $0.has) }
    }
}
