/// Shell completions, rendered from the declarations of the commands.
enum Completions {
    enum Shell: String, CaseIterable {
        case bash, zsh, fish
    }

    /// What follows `stocktake`: a verb, or the first word of several.
    private struct Entry {
        var name: String
        var summary: String
        /// The second words of verbs that have two.
        var seconds: [String] = []
        var options: [Option]
    }

    private static let entries: [Entry] = {
        var entries: [Entry] = []
        for verb in Verb.all {
            let words = verb.name.split(separator: " ").map(String.init)
            if let last = entries.indices.last, words.count > 1, entries[last].name == words[0] {
                let known = Set(entries[last].options.map(\.name))
                entries[last].seconds.append(words[1])
                entries[last].options += verb.options.filter { !known.contains($0.name) }
            } else {
                entries.append(
                    Entry(
                        name: words[0], summary: verb.summary, seconds: Array(words.dropFirst()),
                        options: verb.options))
            }
        }
        return entries
    }()

    static func script(for shell: Shell) -> String {
        switch shell {
        case .bash: bash()
        case .zsh: zsh()
        case .fish: fish()
        }
    }

    private static func bash() -> String {
        let cases = entries.map { verb in
            "        \(verb.name)) words=\"\(words(of: verb))\" ;;"
        }
        return """
            # stocktake completions bash > /etc/bash_completion.d/stocktake
            _stocktake() {
                local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} words=""
                if [ "$COMP_CWORD" -eq 1 ]; then
                    COMPREPLY=($(compgen -W "\(names) --help --version" -- "$current"))
                    return
                fi
                case "${COMP_WORDS[1]} $previous" in
            \(choices.map { "        '\($0.option)') words=\"\($0.values)\" ;;" }.joined(separator: "\n"))
                esac
                if [ -z "$words" ]; then case "${COMP_WORDS[1]}" in
            \(cases.joined(separator: "\n"))
                esac; fi
                COMPREPLY=($(compgen -W "$words" -- "$current") $(compgen -f -- "$current"))
            }
            complete -o filenames -F _stocktake stocktake
            """
    }

    private static func zsh() -> String {
        let verbs = entries.map { "        '\($0.name):\(quoted($0.summary))'" }
        let cases = entries.map { verb in
            let options = verb.options.map { option in
                let value =
                    option.value.map { _ in ":value:(\(option.choices.joined(separator: " ")))" } ?? ""
                return " '\(option.name)[\(quoted(option.help))]\(value)'"
            }
            return
                "        \(verb.name)) _arguments '--help[Show help.]'\(options.joined())\(seconds(of: verb)) '*:file:_files' ;;"
        }
        return """
            #compdef stocktake
            # stocktake completions zsh > "${fpath[1]}/_stocktake"
            _stocktake() {
                local -a commands=(
            \(verbs.joined(separator: "\n"))
                )
                if (( CURRENT == 2 )); then
                    _describe command commands
                    return
                fi
                local command=${words[2]}
                shift words
                (( CURRENT-- ))
                case $command in
            \(cases.joined(separator: "\n"))
                esac
            }
            _stocktake "$@"
            """
    }

    private static func fish() -> String {
        var lines = ["# stocktake completions fish > ~/.config/fish/completions/stocktake.fish"]
        for verb in entries {
            let summary = quoted(verb.summary)
            lines.append("complete -c stocktake -n __fish_use_subcommand -f -a \(verb.name) -d '\(summary)'")
            for second in verb.seconds {
                lines.append(
                    "complete -c stocktake -n '__fish_seen_subcommand_from \(verb.name)' -f -a \(second)")
            }
            for option in verb.options {
                let choices =
                    option.choices.isEmpty ? "" : " -f -a '\(option.choices.joined(separator: " "))'"
                let value = option.value == nil ? "" : " -r\(choices)"
                lines.append(
                    "complete -c stocktake -n '__fish_seen_subcommand_from \(verb.name)' "
                        + "-l \(option.name.dropFirst(2))\(value) -d '\(quoted(option.help))'")
            }
        }
        return lines.joined(separator: "\n")
    }

    private static var names: String { entries.map(\.name).joined(separator: " ") }

    private static func seconds(of verb: Entry) -> String {
        verb.seconds.isEmpty ? "" : " '1:action:(\(verb.seconds.joined(separator: " ")))'"
    }

    private static func words(of verb: Entry) -> String {
        (verb.seconds + verb.options.map(\.name) + ["--help"]).joined(separator: " ")
    }

    /// The options that take one of a few values, each after its command.
    private static var choices: [(option: String, values: String)] {
        entries.flatMap { verb in
            verb.options.filter { !$0.choices.isEmpty }.map { option in
                ("\(verb.name) \(option.name)", option.choices.joined(separator: " "))
            }
        }
    }

    /// Text between single quotes, which none of these shells lets be escaped in the same way.
    private static func quoted(_ text: String) -> String {
        String(
            text.map { character in
                switch character {
                case "'", "`": "\u{2019}"
                case "[": "("
                case "]": ")"
                case ":": ","
                default: character
                }
            })
    }
}
