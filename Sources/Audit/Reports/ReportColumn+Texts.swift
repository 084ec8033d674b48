import Formats

extension ReportColumn {
    /// Writes a value that was read as text as JSON, as the report's own file has it.
    package func write(_ text: String?, to json: inout JSONWriter) {
        guard let text else { return json.null() }
        switch kind {
        case .count:
            if let count = Int(text) { json.int(count) } else { json.string(text) }
        case .number:
            if let number = Double(text) { json.double(number) } else { json.string(text) }
        case .flag: json.bool(text == "yes")
        case .object, .list: json.value((try? JSON(Array(text.utf8))) ?? .string(text))
        case .text, .word, .instant, .month, .date, .money, .exact: json.string(text)
        }
    }
}
