import Formats

/// Says which accounts are meant: one has to match every kind of condition that is given, and of each kind one.
package struct AccountFilter: Equatable, Sendable {
    package var accounts: [String] = []
    /// Patterns of names, with `*` and `?`.
    package var names: [String] = []
    /// Organisational units and roots; those within them count.
    package var units: [String] = []
    /// Tags that an account has to have, each with a pattern of its value.
    package var tags: [String: String] = [:]

    package init() {}

    package var isEmpty: Bool { accounts.isEmpty && names.isEmpty && units.isEmpty && tags.isEmpty }

    /// Why an account is meant, in words; nil where it is not.
    ///
    /// An empty filter means none.
    func match(_ account: Account) -> String? {
        guard !isEmpty else { return nil }
        var reasons: [String] = []
        if !accounts.isEmpty {
            guard accounts.contains(account.id) else { return nil }
            reasons.append("its id")
        }
        if !names.isEmpty {
            guard let name = names.first(where: { Wildcard($0, .starsAndMarks).matches(account.name) }) else {
                return nil
            }
            reasons.append("name \(name)")
        }
        if !units.isEmpty {
            guard let unit = units.first(where: account.units.contains) else { return nil }
            reasons.append("unit \(unit)")
        }
        for (key, pattern) in tags.sorted(by: { $0.key < $1.key }) {
            guard let value = account.tags?[key], Wildcard(pattern, .starsAndMarks).matches(value) else {
                return nil
            }
            reasons.append("tag \(key)")
        }
        return reasons.joined(separator: ", ")
    }
}

extension Organization {
    /// Whether choosing accounts takes their tags.
    var asksForTags: Bool { !include.tags.isEmpty || !exclude.tags.isEmpty }

    /// Whether an account of these tags may be meant, as far as tags tell.
    func admits(_ tags: [String: String]) -> Bool {
        let isMissing = include.tags.contains { key, pattern in
            !(tags[key].map { Wildcard(pattern, .starsAndMarks).matches($0) } ?? false)
        }
        return !isMissing
    }

    /// Why an account is left out; nil where it is audited.
    func refusal(of account: Account) -> String? {
        if let reason = exclude.match(account) { return "excluded by \(reason)" }
        return include.isEmpty || include.match(account) != nil ? nil : "not included"
    }
}
