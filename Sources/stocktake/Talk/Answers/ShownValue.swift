import Audit
import Formats

/// A value of a report as people read it.
enum ShownValue {
    /// On one line; null is a dash.
    static func text(_ text: String?, _ column: ReportColumn) -> String {
        guard let text else { return "-" }
        switch column.kind {
        case .money, .exact, .number: return rounded(text)
        case .object: return TerminalText.visible(members(of: text))
        case .list: return TerminalText.visible(elements(of: text))
        case .text, .word: return TerminalText.visible(text)
        case .count, .instant, .month, .date, .flag: return text
        }
    }

    /// To the cent, and numbers to two places; what is less is told to be something.
    ///
    /// Nothing of it is added up.
    static func rounded(_ text: String) -> String {
        let isNegative = text.hasPrefix("-")
        let parts = text.drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = parts.first,
            parts.allSatisfy({ $0.utf8.allSatisfy { byte in byte >= 48 && byte <= 57 } })
        else { return text }
        let digits = (parts.count == 2 ? String(parts[1]) : "") + "000"
        guard var hundredths = UInt128(whole + digits.prefix(2)) else { return text }
        if let next = digits.dropFirst(2).first, next >= "5" { hundredths += 1 }
        let sign = isNegative ? "-" : ""
        if hundredths == 0 {
            return text.contains { $0 >= "1" && $0 <= "9" } ? (isNegative ? ">-0.01" : "<0.01") : "0.00"
        }
        let rest = String(hundredths % 100)
        return sign + String(hundredths / 100) + "." + (rest.count < 2 ? "0" : "") + rest
    }

    /// Tags as `team=shop`, and fields that changed as `class: STANDARD → OTHER`.
    private static func members(of text: String) -> String {
        guard let members = (try? JSON(Array(text.utf8)))?.members else { return text }
        return members.map { member in
            guard let values = member.value.elements, values.count == 2 else {
                return "\(member.key)=\(plain(member.value))"
            }
            return "\(member.key): \(plain(values[0])) → \(plain(values[1]))"
        }.joined(separator: ", ")
    }

    private static func elements(of text: String) -> String {
        guard let elements = (try? JSON(Array(text.utf8)))?.elements else { return text }
        return elements.map(plain).joined(separator: ", ")
    }

    private static func plain(_ value: JSON) -> String {
        switch value {
        case .string(let text): text.isEmpty ? "nothing" : text
        case .null: "nothing"
        default: String(decoding: value.bytes(), as: UTF8.self)
        }
    }
}
