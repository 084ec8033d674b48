/// Directives: the lines that begin with `%`, before a document's `---`.
extension YAMLReader {
    /// Reads one directive and its line.
    ///
    /// Those that the specification reserves say nothing.
    mutating func directive() throws(DecodingFailure) {
        position += 1
        let name = word()
        guard !name.isEmpty else { throw failure("expected a directive's name behind '%'") }
        switch name {
        case "YAML": try versionDirective()
        case "TAG": try tagDirective()
        default: skipText()
        }
        try finishMarker()
    }

    /// `%YAML 1.2`.
    ///
    /// Every 1.x is read as 1.2, as the specification asks.
    private mutating func versionDirective() throws(DecodingFailure) {
        if hasVersion { throw failure("a second %YAML directive") }
        hasVersion = true
        skipWhite()
        let parts = word().utf8.split(separator: Byte.dot, omittingEmptySubsequences: false)
        let isVersion = parts.count == 2 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(Self.isDigit) }
        guard isVersion else { throw failure("expected a version such as 1.2") }
        guard parts[0].elementsEqual("1".utf8) else { throw failure("a version of YAML other than 1") }
    }

    /// `%TAG !e! tag:example.com,2000:`.
    private mutating func tagDirective() throws(DecodingFailure) {
        skipWhite()
        let handle = word()
        guard Self.isHandle(handle) else { throw failure("expected a handle such as !e!") }
        guard tagPrefixes[handle] == nil else { throw failure("a second %TAG directive for one handle") }
        skipWhite()
        let prefix = Self.isFlowIndicator(peek()) ? "" : try tagText(Self.isURIByte)
        guard !prefix.isEmpty else { throw failure("expected the prefix that the handle stands for") }
        tagPrefixes[handle] = prefix
    }

    private static func isHandle(_ text: String) -> Bool {
        let inner = text.utf8.dropFirst().dropLast()
        guard text.utf8.first == Byte.bang, text.utf8.last == Byte.bang else { return false }
        return inner.allSatisfy(isWord)
    }

    private mutating func word() -> String {
        let start = position
        while !Self.isBlank(peek()) { position += 1 }
        return text(start..<position)
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    /// Letters, digits and the hyphen: what the name of a handle is made of.
    static func isWord(_ byte: UInt8) -> Bool {
        isDigit(byte) || byte == Byte.dash || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
    }
}
