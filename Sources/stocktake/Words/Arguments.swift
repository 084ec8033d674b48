import Pipeline

/// The words after a command, sorted into those it must have and those it may have.
struct Arguments: Sendable {
    private var words: [String: String] = [:]
    private var values: [String: String] = [:]
    private var switches: Set<String> = []

    /// Sorts the words, or says which of them is wrong.
    init(_ given: [String], of verb: Verb) throws(Problem) {
        var rest = given[...]
        var plain: [String] = []
        while let word = rest.popFirst() {
            if word == "--" {
                plain += rest
                break
            }
            if word.hasPrefix("-") && word != "-" {
                try take(word, from: &rest, of: verb)
            } else {
                plain.append(word)
            }
        }
        try assign(plain, of: verb)
    }

    /// A word that has to be given; the initialiser has seen to it that it was.
    func word(_ name: String) -> String { words[name] ?? "" }

    /// A word that may be left out.
    func optionalWord(_ name: String) -> String? { words[name] }

    func value(_ option: String) -> String? { values[option] }

    func has(_ option: String) -> Bool { switches.contains(option) }

    private mutating func take(
        _ word: String, from rest: inout ArraySlice<String>, of verb: Verb
    ) throws(Problem) {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init)
        guard let option = verb.options.first(where: { $0.name == parts[0] }) else {
            throw Self.wrong(
                "unknown option '\(parts[0])'", verb,
                Suggestion.hint(for: parts[0], among: verb.options.map(\.name) + ["--help"]))
        }
        guard let placeholder = option.value else {
            guard parts.count == 1 else { throw Self.wrong("\(option.name) takes no value", verb) }
            switches.insert(option.name)
            return
        }
        guard let value = parts.count == 2 ? parts[1] : rest.popFirst() else {
            throw Self.wrong("\(option.name) needs a value: \(option.name) \(placeholder)", verb)
        }
        try check(value, of: option, verb)
        values[option.name] = value
    }

    private func check(_ value: String, of option: Option, _ verb: Verb) throws(Problem) {
        guard !option.choices.isEmpty, !option.choices.contains(value) else { return }
        throw Self.wrong(
            "\(option.name) is one of \(option.choices.joined(separator: ", ")), not '\(value)'", verb,
            Suggestion.hint(for: value, among: option.choices))
    }

    private mutating func assign(_ plain: [String], of verb: Verb) throws(Problem) {
        for (index, word) in verb.words.enumerated() {
            if word.isOptional && index >= plain.count { continue }
            guard index < plain.count else { throw Self.wrong("\(word.name) is missing: \(word.help)", verb) }
            words[word.name] = plain[index]
        }
        guard plain.count <= verb.words.count else {
            throw Self.wrong("unexpected argument '\(plain[verb.words.count])'", verb)
        }
    }

    /// A mistake on the command line.
    static func wrong(_ what: String, _ verb: Verb, _ hint: String? = nil) -> Problem {
        Problem(what, hint: hint ?? "see `stocktake \(verb.name) --help`", exit: .usage)
    }
}
