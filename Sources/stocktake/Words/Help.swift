import Pipeline

/// The help, rendered from the declarations of the commands.
enum Help {
    /// The page of `stocktake --help`.
    static func overview() -> String {
        var lines = [
            "Counts what an organisation owns in the cloud and in Git, what it costs and what changed.", "",
            "usage: stocktake COMMAND [WORDS] [OPTIONS]", "", "commands:",
        ]
        lines += table(Verb.all.map { ($0.name, $0.summary) })
        lines += [
            "", "examples:", "  stocktake demo", "  stocktake run pipelines/nightly.yaml", "", "exit codes:",
        ]
        lines += table(ExitCode.allCases.map { (String($0.rawValue), $0.meaning) })
        lines += ["", "`stocktake help COMMAND` tells more of each, and so does `stocktake COMMAND --help`."]
        return lines.joined(separator: "\n")
    }

    /// The page of one command.
    static func page(of verb: Verb) -> String {
        var lines = [verb.summary, "", "usage: stocktake \(usage(of: verb))"]
        if !verb.details.isEmpty { lines += ["", verb.details] }
        if !verb.words.isEmpty { lines += ["", "words:"] + table(verb.words.map { ($0.name, $0.help) }) }
        lines += ["", "options:"]
        lines += table(verb.options.map(row) + [("--help", "Show this page.")])
        lines += ["", "example:", "  \(verb.example)"]
        return lines.joined(separator: "\n")
    }

    static func usage(of verb: Verb) -> String {
        let words = verb.words.map { $0.isOptional ? "[\($0.name)]" : $0.name }
        return ([verb.name] + words + (verb.options.isEmpty ? [] : ["[OPTIONS]"])).joined(separator: " ")
    }

    private static func row(of option: Option) -> (String, String) {
        var help = option.help
        if !option.choices.isEmpty { help += " One of: \(option.choices.joined(separator: ", "))." }
        if let preset = option.preset { help += " Default: \(preset)." }
        return ([option.name, option.value ?? ""].joined(separator: " "), help)
    }

    private static func table(_ rows: [(String, String)]) -> [String] {
        let width = rows.map(\.0.count).max() ?? 0
        return rows.map { name, help in
            "  " + name + String(repeating: " ", count: width + 2 - name.count) + help
        }
    }
}
