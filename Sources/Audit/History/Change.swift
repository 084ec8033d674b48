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
    ///
    /// A key that is null or missing on one side was not known then, which is no change.
    static func differences(_ before: String, _ now: String) -> [JSON.Member] {
        let (old, new) = (members(before), members(now))
        return new.keys.sorted().flatMap { key -> [JSON.Member] in
            guard let was = old[key], let isNow = new[key], was != isNow else { return [] }
            guard let inner = was.members, let newInner = isNow.members else {
                return [JSON.Member(key, .array([was, isNow]))]
            }
            return Set((inner + newInner).map(\.key)).sorted().compactMap { part in
                let (was, isNow) = (was[part] ?? .null, isNow[part] ?? .null)
                return was == isNow ? nil : JSON.Member("\(key).\(part)", .array([was, isNow]))
            }
        }
    }

    /// What is known once both have been seen: what is not known now is as it was.
    static func known(_ before: String, _ now: String) -> String {
        let all = members(before).merging(members(now)) { $1 }
        let sorted = all.sorted { $0.key < $1.key }.map { JSON.Member($0.key, $0.value) }
        return String(decoding: JSON.object(sorted).bytes(), as: UTF8.self)
    }

    private static func members(_ text: String) -> [String: JSON] {
        let all = (try? JSON(Array(text.utf8)))?.members ?? []
        return Dictionary(all.filter { !$0.value.isNull }.map { ($0.key, $0.value) }) { $1 }
    }
}
