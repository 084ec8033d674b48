import Formats

/// A field of a resource that another value was seen in than before.
enum ChangedField {
    private static let shown = 4

    /// Reads `{"class": ["STANDARD", "STANDARD_INFREQUENT_ACCESS"]}` and says what became of what.
    static func list(in fields: String) -> Markup {
        guard let document = try? JSON(Array(fields.utf8)), case .object(let members) = document,
            !members.isEmpty
        else { return "" }
        let items = members.prefix(shown).map { member -> Markup in
            guard let values = member.value.elements, values.count == 2 else {
                return "<li>\(member.key)</li>"
            }
            return """
                <li>\(member.key): <del>\(text(of: values[0]))</del> <span class="to">→</span> \
                <ins>\(text(of: values[1]))</ins></li>
                """
        }
        let rest = members.count - items.count
        let more: Markup = rest > 0 ? "<li>and \(rest) more</li>" : .none
        return "<ul class=\"fields\">\(items)\(more)</ul>"
    }

    private static func text(of value: JSON) -> String {
        switch value {
        case .string(let text): text.isEmpty ? "nothing" : text
        case .null: "nothing"
        default: String(decoding: value.bytes(), as: UTF8.self)
        }
    }
}
