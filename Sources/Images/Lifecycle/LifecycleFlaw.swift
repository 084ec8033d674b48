/// What is wrong with a lifecycle policy, or with one rule of it.
package struct LifecycleFlaw: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        // What ECR refuses when the policy is put.
        case noRules
        case moreThanFiftyRules
        case equalPriorities
        /// A rule for any image has rules of the same storage class after it.
        case anyIsNotLast
        case patternsAndPrefixes
        /// A rule for tagged images that says nothing of their tags.
        case taggedWithoutList
        /// Patterns or prefixes in a rule that is not for tagged images.
        case listWithoutTagged
        case moreThanFourStars(String)
        /// Another rule before it takes the untagged images of this storage class.
        case secondUntagged(first: Int)
        /// Another rule before it has the same prefixes in this storage class.
        case samePrefixes(first: Int)
        case countNotPositive
        /// An age without `days`.
        case ageWithoutDays
        /// A count of images with a unit.
        case countWithUnit
        /// A count type that does not go with the storage class.
        case wrongStorageClass
        /// A count type that does not go with the action: what was not pulled can only be archived, what is
        /// archived can only expire.
        case wrongAction
        /// Less than the 90 days that the archive charges anyway.
        case archivedTooShortly
        /// A word in this member that is not known here.
        case unknown(member: String, word: String)

        // What ECR takes, and does not do what somebody meant.
        /// Each entry of the list matches tags, but all of them must be on one image, and nowhere are.
        case listNeedsAllEntries
        /// Every image that the rule's tags match belongs to rules before it: to these.
        case unreachable(behind: [Int])
        case matchesNothing
        /// It archives, where the archive is not cheaper.
        case archivesWithoutSaving
    }

    /// The priority of the rule; nil for the policy as a whole.
    package var rule: Int?
    package var kind: Kind

    package init(rule: Int?, _ kind: Kind) {
        self.rule = rule
        self.kind = kind
    }
}

extension LifecycleFlaw {
    /// Whether nobody can say what the policy would do because of it.
    package var makesUnsure: Bool {
        switch kind {
        case .equalPriorities, .wrongStorageClass, .wrongAction, .unknown, .anyIsNotLast: true
        default: false
        }
    }
}
