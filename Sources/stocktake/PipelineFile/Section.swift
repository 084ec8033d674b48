import Formats

/// A mapping of the pipeline file.
struct Section {
    /// What is wrong with the file, and where.
    struct Mistake: Error, Equatable {
        var place: String
        var what: String
        var hint: String

        init(_ what: String, at place: Place, hint: String) {
            self.place = "\(place.line):\(place.column)"
            self.what = what
            self.hint = hint
        }
    }

    private let mapping: YAML.Mapping
    private let place: Place
    private let environment: [String: String]

    /// Takes a mapping that may have these keys and no others: one that is spelt wrong would otherwise change
    /// nothing, in silence.
    ///
    /// A section that is not there has no keys.
    init(
        _ node: YAML, named name: String = "the file", keys: [String], environment: [String: String]
    ) throws(Mistake) {
        self.environment = environment
        place = node.place
        if let mapping = node.mapping {
            self.mapping = mapping
        } else if node.isNull {
            mapping = YAML.Mapping()
        } else {
            throw Mistake("\(name) is not a mapping", at: node.place, hint: "write `key: value` lines")
        }
        for entry in mapping {
            let key = entry.key.string ?? entry.key.number ?? ""
            guard !keys.contains(key) else { continue }
            let unused = keys.filter { mapping[$0] == nil }
            let hint = Suggestion.hint(for: key, among: unused)
            throw Mistake(
                "unknown key '\(key)'", at: entry.key.place,
                hint: hint ?? "the keys here are \(keys.joined(separator: ", "))")
        }
    }

    /// A text that has to be there.
    func string(_ key: String, check: (String) -> String?) throws(Mistake) -> String {
        guard let node = mapping[key], !node.isNull else {
            throw Mistake("`\(key)` is missing", at: place, hint: "add a line `\(key): …`")
        }
        return try text(of: node, key, check)
    }

    func string(
        _ key: String, or preset: String, check: (String) -> String?
    ) throws(Mistake) -> String {
        guard let node = mapping[key], !node.isNull else { return preset }
        return try text(of: node, key, check)
    }

    func int(_ key: String, in range: ClosedRange<Int>, or preset: Int) throws(Mistake) -> Int {
        guard let node = mapping[key], !node.isNull else { return preset }
        // A variable is a text, even where it holds a number.
        let number =
            if let text = node.string { Int(try expand(text, at: node.place)) } else { node.int }
        guard let number, range.contains(number) else {
            throw Mistake(
                "`\(key)` is not a number from \(range.lowerBound) to \(range.upperBound)", at: node.place,
                hint: "write a number, such as `\(key): \(preset)`")
        }
        return number
    }

    /// True or false.
    func flag(_ key: String, or preset: Bool) throws(Mistake) -> Bool {
        guard let node = mapping[key], !node.isNull else { return preset }
        let word = try node.string.map { text throws(Mistake) in try expand(text, at: node.place) }
        guard let flag = node.bool ?? word.flatMap(Bool.init) else {
            throw Mistake(
                "`\(key)` is neither true nor false", at: node.place, hint: "write `\(key): \(!preset)`")
        }
        return flag
    }

    func section(_ key: String, keys: [String]) throws(Mistake) -> Section {
        let node = mapping[key] ?? YAML(.null, at: place)
        return try Section(node, named: "`\(key)`", keys: keys, environment: environment)
    }

    /// A text that may be left out.
    func string(_ key: String, ifPresent check: (String) -> String?) throws(Mistake) -> String? {
        guard let node = mapping[key], !node.isNull else { return nil }
        return try text(of: node, key, check)
    }

    /// One of a few words.
    func choice(_ key: String, of words: [String], or preset: String) throws(Mistake) -> String {
        let list = words.joined(separator: ", ")
        return try string(key, or: preset) { word in words.contains(word) ? nil : "is one of \(list)" }
    }

    /// Whether a key is written, with whatever value.
    func has(_ key: String) -> Bool { mapping[key] != nil }

    /// Where a key stands, for a mistake that only shows beside others.
    func place(of key: String) -> Place { mapping[key]?.place ?? place }

    /// A list of texts; one text alone is a list as well.
    func strings(_ key: String, check: (String) -> String?) throws(Mistake) -> [String] {
        var texts: [String] = []
        for node in try nodes(key) { texts.append(try text(of: node, key, check)) }
        return texts
    }

    /// A list of mappings.
    func sections(_ key: String, keys: [String]) throws(Mistake) -> [Section] {
        var sections: [Section] = []
        for node in try nodes(key) {
            sections.append(
                try Section(node, named: "an item of `\(key)`", keys: keys, environment: environment))
        }
        return sections
    }

    /// A mapping of texts to texts, with any keys.
    func pairs(_ key: String) throws(Mistake) -> [String: String] {
        guard let node = mapping[key], !node.isNull else { return [:] }
        guard let entries = node.mapping else {
            throw Mistake("`\(key)` is not a mapping", at: node.place, hint: "write `name: value` lines")
        }
        var pairs: [String: String] = [:]
        for entry in entries {
            guard let name = entry.key.string ?? entry.key.number else {
                throw Mistake(
                    "a name under `\(key)` is not a text", at: entry.key.place, hint: "put quotes around it")
            }
            pairs[name] = try text(of: entry.value, name) { _ in nil }
        }
        return pairs
    }

    private func nodes(_ key: String) throws(Mistake) -> [YAML] {
        guard let node = mapping[key], !node.isNull else { return [] }
        if let nodes = node.sequence { return nodes }
        guard node.mapping == nil else {
            throw Mistake("`\(key)` is not a list", at: node.place, hint: "write `- item` lines, or [a, b]")
        }
        return [node]
    }

    private func text(
        of node: YAML, _ key: String, _ check: (String) -> String?
    ) throws(Mistake) -> String {
        guard let written = node.string else {
            throw Mistake(
                "`\(key)` is not a text", at: node.place,
                hint: "write one value; put quotes around numbers, dates and true or false")
        }
        let text = try expand(written, at: node.place)
        if let objection = check(text) {
            throw Mistake("`\(key)` \(objection)", at: node.place, hint: "write another value")
        }
        return text
    }

    /// Replaces `${NAME}` by the variable of the environment, and `$$` by a dollar sign.
    private func expand(_ text: String, at place: Place) throws(Mistake) -> String {
        var result = ""
        var rest = text[...]
        while let dollar = rest.firstIndex(of: "$") {
            result += rest[..<dollar]
            rest = rest[dollar...].dropFirst()
            if rest.first == "$" {
                result += "$"
                rest = rest.dropFirst()
            } else if rest.first == "{" {
                guard let end = rest.firstIndex(of: "}") else {
                    throw Mistake(
                        "`${` has no `}`", at: place, hint: "write ${NAME}, or $$ for a dollar sign")
                }
                result += try variable(String(rest[..<end].dropFirst()), at: place)
                rest = rest[end...].dropFirst()
            } else {
                result += "$"
            }
        }
        return result + rest
    }

    private func variable(_ name: String, at place: Place) throws(Mistake) -> String {
        guard let value = environment[name] else {
            throw Mistake(
                "the environment has no variable \(name)", at: place,
                hint: "set \(name), or write the value here")
        }
        return value
    }
}
