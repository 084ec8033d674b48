/// What a lifecycle policy does with one image, and why.
package struct Fate: Hashable, Sendable {
    package enum Action: Hashable, Sendable {
        case kept, expired, archived
        /// The rule that owns the image cannot be simulated.
        case unknown
    }

    package enum Reason: Hashable, Sendable {
        case noRuleMatches
        /// Among the newest that its rule keeps.
        case withinCount
        /// Not older than its rule's days.
        case youngEnough
        case beyondCount
        case tooOld
        /// This index lists it, and stays.
        case protectedByIndex(Int)
        /// Its subject goes, and so does it.
        case followsSubject(Int)
        /// Its subject goes to the archive, where it lies already.
        case alreadyArchived
        /// The rule has a word or a combination whose meaning is not known here.
        case ruleNotUnderstood
        /// The moment that the rule counts from is not known.
        case undated
    }

    package var action: Action
    /// The priority of the rule that owns the image: the first whose tags it matches; of its subject's rule
    /// where it follows that.
    package var rule: Int?
    package var reason: Reason
    /// The priority of the first later rule that would take the image if the rule that owns it did not keep
    /// it.
    package var sparedFrom: Int?

    package init(_ action: Action, rule: Int? = nil, _ reason: Reason, sparedFrom: Int? = nil) {
        self.action = action
        self.rule = rule
        self.reason = reason
        self.sparedFrom = sparedFrom
    }

    /// Whether the image leaves the place where it lies.
    package var goes: Bool { action == .expired || action == .archived }
}
