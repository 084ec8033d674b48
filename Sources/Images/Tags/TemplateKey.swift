/// The form of a template that tags are gathered by: their bytes, with placeholders for what differs.
struct TemplateKey: Hashable {
    private(set) var bytes: [UInt8] = []

    init(of tag: String, _ vocabulary: TagVocabulary) {
        let isEnvironment = ClassifiedTag(tag).tagClass == .stem(.environment)
        tag.utf8.span.withUnsafeBufferPointer { text in
            for (position, token) in TagTokens(text).tokens.enumerated() {
                switch token {
                case .mark(let byte): bytes.append(byte)
                case .placeholder(let placeholder): add(placeholder)
                case .word(let range):
                    if isEnvironment || vocabulary.isUsual(text[range], at: position) {
                        bytes += text[range]
                    } else {
                        add(TagWord(text, range), text, position, vocabulary)
                    }
                }
            }
        }
    }

    /// Adds a word that is not usual as a whole.
    private mutating func add(
        _ word: TagWord, _ text: UnsafeBufferPointer<UInt8>, _ position: Int, _ vocabulary: TagVocabulary
    ) {
        if word.hasNumberBefore { add(.number) }
        if vocabulary.isUsual(text[word.letters], at: position) {
            bytes += text[word.letters]
        } else {
            add(.word)
        }
        if word.hasNumberBehind { add(.number) }
    }

    /// Words that follow each other, as in the name of a branch, are one.
    private mutating func add(_ placeholder: TagPlaceholder) {
        let before = bytes.suffix(2)
        if placeholder == .word, before.first == placeholder.rawValue, let mark = before.last,
            [UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "/")].contains(mark)
        {
            bytes.removeLast()
        } else {
            bytes.append(placeholder.rawValue)
        }
    }

    /// The key with something else for its long numbers; nil if it has none.
    func reading(_ placeholder: TagPlaceholder) -> TemplateKey? {
        let long = TagPlaceholder.longNumber.rawValue
        guard bytes.contains(long) else { return nil }
        var key = self
        for index in bytes.indices where bytes[index] == long { key.bytes[index] = placeholder.rawValue }
        return key
    }

    var text: String {
        var text: [UInt8] = []
        for byte in bytes {
            if let placeholder = TagPlaceholder(rawValue: byte) {
                text += placeholder.text.utf8
            } else {
                text.append(byte)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
