import Formats

/// What happened to a thing between two looks at it.
struct Change: Equatable, Sendable {
    enum Kind: String, CaseIterable, Sendable {
        case created
        /// It was there before, and is seen for the first time: what is audited has grown.
        case found
        case modified, moved, deleted, restored
        /// Nobody could look, and somebody could before.
        case stale
    }

    /// How a thing was, or is.
    struct Sight: Equatable, Sendable {
        enum State: String, Sendable {
            case present, stale, deleted
        }

        var state: State
        /// A JSON object.
        var facts: String
    }

    var kind: Kind
    /// The fields that differ, each with what it was and is, as a JSON object.
    var fields = "{}"

    /// What makes the later sight of the earlier one; nil for nothing.
    ///
    /// Of what was not known before it says when it was made, and when others were last looked at.
    init?(from before: Sight?, to now: Sight, made: Timestamp?, lastLook: Timestamp?) {
        switch (before?.state, now.state) {
        case (nil, .present):
            // The first look of all says what there is, and not what is new.
            guard let lastLook else { return nil }
            kind = made.map { $0 < lastLook } ?? false ? .found : .created
        case (.deleted, .present): kind = .restored
        case (.present, .stale): kind = .stale
        case (.present, .deleted), (.stale, .deleted): kind = .deleted
        case (.present, .present), (.stale, .present):
            let differences = Self.differences(before?.facts ?? "{}", now.facts)
            guard !differences.isEmpty else { return nil }
            kind = differences.map(\.key) == ["units"] ? .moved : .modified
            fields = String(decoding: JSON.object(differences).bytes(), as: UTF8.self)
        default: return nil
        }
    }

    /// What of the two differs, each key with an array of both; the keys of an object in it count for themselves.
    static func differences(_ before: String, _ now: String) -> [JSON.Member] {
        let (old, new) = (flat(before), flat(now))
        return Set(old.keys).union(new.keys).sorted().compactMap { key in
            let (was, isNow) = (old[key] ?? .null, new[key] ?? .null)
            return was == isNow ? nil : JSON.Member(key, .array([was, isNow]))
        }
    }

    private static func flat(_ text: String) -> [String: JSON] {
        var flat: [String: JSON] = [:]
        for member in (try? JSON(Array(text.utf8)))?.members ?? [] {
            guard let inner = member.value.members else {
                flat[member.key] = member.value
                continue
            }
            for part in inner { flat["\(member.key).\(part.key)"] = part.value }
        }
        return flat
    }
}
