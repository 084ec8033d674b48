/// The words of a command line, split as a shell would, but without its variables, patterns and pipes.
///
///     "/opt/my tool/creds" --user 'a b' c\ d   →   /opt/my tool/creds, --user, a b, c d
///
/// The AWS CLI splits so; other SDKs give the line to a shell, which splits these lines alike.
enum CommandWords {
    /// Nil where a quote has no end.
    static func split(_ command: String) -> [String]? {
        var words: [String] = []
        var word: String?
        var quote: Unicode.Scalar?
        var scalars = command.unicodeScalars.makeIterator()
        while let scalar = scalars.next() {
            switch (scalar, quote) {
            case (_, let open?) where open == scalar: quote = nil
            case ("\\", nil), ("\\", "\""):
                guard let next = scalars.next() else { return nil }
                // Between quotes a backslash escapes only itself and the quote.
                let isKept = quote != nil && next != "\"" && next != "\\"
                word = (word ?? "") + (isKept ? "\\" : "") + String(next)
            case ("\"", nil), ("'", nil):
                quote = scalar
                word = word ?? ""
            case (" ", nil), ("\t", nil), ("\n", nil):
                if let word { words.append(word) }
                word = nil
            default: word = (word ?? "") + String(scalar)
            }
        }
        guard quote == nil else { return nil }
        return words + (word.map { [$0] } ?? [])
    }
}
