import Audit

/// A finding as somebody reads it who may act on it.
///
///     1. high DDB-009: nobody uses the table                         saves 1061.48 USD a month
///        poc-invoices, network 219881091132, eu-central-1
///        why: …
///        how: aws dynamodb …
struct SuggestionBlock {
    private static let indent = "   "

    private var values: [String: String] = [:]
    private let number: Int

    init(_ report: TableReport, _ row: [String?], number: Int) {
        self.number = number
        for (column, text) in zip(report.columns, row) where text?.isEmpty == false {
            values[column.name] = text
        }
    }

    /// Wrapped to the width of the screen; commands are not, because they are copied.
    func text(columns: Int?) -> String {
        var lines = [
            "\(number). \(plain("severity")) \(plain("code")): \(plain("what"))",
            Self.indent + place,
            Self.indent + "\(money); \(plain("confidence"))% sure",
        ]
        lines += wrapped("why", columns)
        if values["confidence_reason"] != nil { lines += wrapped("confidence_reason", columns, as: "sure") }
        lines += how
        return lines.joined(separator: "\n")
    }

    private func plain(_ name: String) -> String { TerminalText.visible(values[name] ?? "") }

    private var place: String {
        let name = values["name"] ?? values["resource"] ?? "the whole organisation"
        let thing = values["part"].map { "\(name) (\($0))" } ?? name
        let account = [values["account_name"], values["account"]].compactMap(\.self).joined(separator: " ")
        return [thing, account, values["region"] ?? ""].filter { !$0.isEmpty }.map {
            TerminalText.visible($0)
        }
        .joined(separator: ", ")
    }

    private var money: String {
        guard let saving = values["monthly_saving"] else { return "saves no money by itself" }
        let saves = "saves \(ShownValue.rounded(saving)) USD a month"
        guard let other = values["instead_of"] else { return saves }
        return saves + ", in place of a larger saving and not beside it (\(TerminalText.visible(other)))"
    }

    /// Commands line by line: what is pasted must be what was read.
    private var how: [String] {
        let lines = (values["how"] ?? "").split(separator: "\n").map { TerminalText.visible(String($0)) }
        guard let first = lines.first else { return [] }
        return [Self.indent + "how: " + first] + lines.dropFirst().map { Self.indent + "     " + $0 }
    }

    private func wrapped(_ name: String, _ columns: Int?, as label: String? = nil) -> [String] {
        guard values[name] != nil else { return [] }
        var lines: [String] = []
        var line = Self.indent + (label ?? name) + ":"
        for word in plain(name).split(separator: " ") {
            let longer = line + " " + word
            if let columns, TerminalText.width(longer) > columns, line.contains(where: { $0 != " " }) {
                lines.append(line)
                line = Self.indent + "     " + word
            } else {
                line = longer
            }
        }
        return lines + [line]
    }
}
