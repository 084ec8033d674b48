/// One section of AWS's configuration files: a profile, an SSO session, the endpoints of services.
///
/// Keys are in lower case. Every value is kept as a secret: most are none, but a section that is shown in a log or
/// a crash should not depend on who has put what where.
package struct Profile: Equatable, Sendable {
    package let name: String
    private var values: [String: Secret] = [:]

    package init(_ name: String, _ properties: [String: String] = [:]) {
        self.name = name
        values = properties.mapValues { Secret($0) }
    }

    /// The value of a key; an empty one counts as none.
    package subscript(key: String) -> String? {
        guard let text = values[key]?.exposed, !text.isEmpty else { return nil }
        return text
    }

    /// All that the section says, for what hands it on.
    package var properties: [String: String] { values.mapValues(\.exposed) }

    /// The lines below a key that has no value of its own, such as those of `s3 =`: each a key and a value.
    package func nested(_ key: String) -> [String: String] {
        let lines = values[key]?.exposed.split(separator: "\n") ?? []
        return lines.reduce(into: [:]) { nested, line in
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { return }
            nested[parts[0].trimmedOfBlanks.lowercased()] = parts[1].trimmedOfBlanks
        }
    }

    /// Takes what another section of the same name says; where both say something, that one is right.
    mutating func merge(_ other: Profile) {
        values.merge(other.values) { $1 }
    }

    mutating func set(_ key: String, _ value: String) {
        values[key] = Secret(value)
    }
}

extension StringProtocol {
    /// Without the spaces and tabs at both ends.
    var trimmedOfBlanks: String {
        let head = drop { $0 == " " || $0 == "\t" }
        let end = head.lastIndex { $0 != " " && $0 != "\t" }
        return end.map { String(head[...$0]) } ?? ""
    }
}
