/// Reads one of AWS's two configuration files, line by line.
///
///     [profile audit]              a section: its brackets begin the line; what follows them is a comment
///     region = eu-central-1 # x    a property; a comment needs a blank before its `#` or `;`
///     s3 =                         a property whose value is the lines below it
///       max_queue_size = 1000      a line that begins with a blank goes on with the property above it
///
/// A comment fills its line from the first column, or follows a property as above; lines that go on have none.
/// The rules are those of the SDKs: `profile-parser-tests.json` of their shared tests is the judge.
struct ProfileReader {
    /// What has been read: sections with their headings, as they stand in the file.
    private(set) var sections: [(heading: String, section: Profile)] = []
    /// Where the properties go that are read now.
    private var property: Property?
    /// As an error names the file.
    private let path: String
    private var line = 0

    private struct Property {
        var key: String
        var value: String
        /// Whether the value is the lines below, each a key and a value.
        var hasNested: Bool
    }

    init(_ bytes: [UInt8], path: String) throws(CredentialFailure) {
        self.path = path
        for bytes in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            line += 1
            let text = String(
                decoding: bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes, as: UTF8.self)
            try read(text)
        }
        endProperty()
    }

    private mutating func read(_ text: String) throws(CredentialFailure) {
        guard let first = text.unicodeScalars.first, !text.trimmedOfBlanks.isEmpty else { return }
        switch first {
        case "#", ";": return
        case "[": try readHeading(text)
        case " ", "\t": try goOn(text.trimmedOfBlanks)
        default: try readProperty(text)
        }
    }

    private mutating func readHeading(_ text: String) throws(CredentialFailure) {
        endProperty()
        guard let bracket = text.firstIndex(of: "]") else { throw unclosed }
        let rest = text[bracket...].dropFirst().trimmedOfBlanks
        guard rest.isEmpty || rest.hasPrefix("#") || rest.hasPrefix(";") else { throw unclosed }
        let heading = text[..<bracket].dropFirst().trimmedOfBlanks
        sections.append((heading, Profile(heading)))
    }

    private mutating func readProperty(_ text: String) throws(CredentialFailure) {
        endProperty()
        guard !sections.isEmpty else { throw outside }
        let parts = Self.withoutComment(text)
            .split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else {
            throw failure("expected an '=' sign defining a property", "write it as name = value")
        }
        let key = parts[0].trimmedOfBlanks.lowercased()
        guard !key.isEmpty else { throw failure("property did not have a name", "write it as name = value") }
        let value = parts[1].trimmedOfBlanks
        property = Property(key: key, value: value, hasNested: value.isEmpty)
    }

    private mutating func goOn(_ text: String) throws(CredentialFailure) {
        guard !sections.isEmpty else { throw outside }
        guard var property else {
            throw failure(
                "expected a property definition, found continuation", "remove the blanks before the property")
        }
        if property.hasNested { try check(nested: text) }
        property.value += "\n" + text
        self.property = property
    }

    private func check(nested text: String) throws(CredentialFailure) {
        guard let equals = text.firstIndex(of: "=") else {
            throw failure("expected an '=' sign defining a sub-property", "write it as name = value")
        }
        guard equals > text.startIndex else {
            throw failure("sub-property did not have a name", "write it as name = value")
        }
    }

    /// A property with a name that AWS does not know how to spell is passed over, as in the SDKs.
    private mutating func endProperty() {
        guard let property else { return }
        self.property = nil
        guard AWSName.isProfile(property.key), !sections.isEmpty else { return }
        sections[sections.count - 1].section.set(property.key, property.value)
    }

    private static func withoutComment(_ text: String) -> Substring {
        let bytes = text.utf8
        let start = zip(bytes.indices, zip(bytes, bytes.dropFirst())).first { _, pair in
            (pair.0 == UInt8(ascii: " ") || pair.0 == UInt8(ascii: "\t"))
                && (pair.1 == UInt8(ascii: "#") || pair.1 == UInt8(ascii: ";"))
        }
        return start.map { text[..<$0.0] } ?? text[...]
    }
}

extension ProfileReader {
    private var unclosed: CredentialFailure {
        failure("profile definition must end with ']'", "write it as [profile NAME], alone in its line")
    }

    private var outside: CredentialFailure {
        failure("expected a profile definition", "put a line such as [profile NAME] or [default] above it")
    }

    private func failure(_ reason: String, _ hint: String) -> CredentialFailure {
        CredentialFailure("\(path), line \(line): \(reason)", hint: hint, kind: .misconfigured)
    }
}
