/// What stands in a template for a part that differs from tag to tag.
///
/// In the template's bytes it is a control character, which no text of a tag is mistaken for.
enum TagPlaceholder: UInt8, CaseIterable {
    case number = 1
    case hex, version, date, word
    /// Digits, as many as a short hash has: until the templates are known it may be one without a letter.
    case longNumber

    var text: String {
        switch self {
        case .number, .longNumber: "{n}"
        case .hex: "{hex}"
        case .version: "{semver}"
        case .date: "{date}"
        case .word: "{w}"
        }
    }
}
