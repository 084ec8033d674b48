import Images

extension Fate.Action {
    var word: String {
        switch self {
        case .kept: "kept"
        case .expired: "expires"
        case .archived: "is archived"
        case .unknown: "unknown"
        }
    }
}

extension Fate.Reason {
    /// Why, in words.
    func words(_ images: [ECR.StoredImage]) -> String {
        func name(_ index: Int) -> String {
            guard images.indices.contains(index) else { return "another" }
            return images[index].tags.first ?? String(images[index].digest.description.prefix(19))
        }
        return switch self {
        case .noRuleMatches: "no rule is about it"
        case .withinCount: "among the newest that its rule keeps"
        case .youngEnough: "not old enough for its rule"
        case .beyondCount: "beyond the number that its rule keeps"
        case .tooOld: "older than its rule allows"
        case .protectedByIndex(let index): "\(name(index)) lists it, and stays"
        case .followsSubject(let index): "it goes with \(name(index))"
        case .alreadyArchived: "archived already"
        case .ruleNotUnderstood: "its rule has a word that is not known"
        case .undated: "when it was pushed is not known"
        }
    }
}

extension LifecycleFlaw.Kind {
    /// What tells it apart, for programs.
    var word: String {
        switch self {
        case .noRules: "no-rules"
        case .moreThanFiftyRules: "more-than-50-rules"
        case .equalPriorities: "equal-priorities"
        case .anyIsNotLast: "any-is-not-last"
        case .patternsAndPrefixes: "patterns-and-prefixes"
        case .taggedWithoutList: "tagged-without-list"
        case .listWithoutTagged: "list-without-tagged"
        case .moreThanFourStars: "more-than-4-stars"
        case .secondUntagged: "second-untagged-rule"
        case .samePrefixes: "same-prefixes"
        case .countNotPositive: "count-not-positive"
        case .ageWithoutDays: "age-without-days"
        case .countWithUnit: "count-with-unit"
        case .wrongStorageClass: "wrong-storage-class"
        case .wrongAction: "wrong-action"
        case .archivedTooShortly: "archived-too-shortly"
        case .unknown: "unknown-word"
        case .listNeedsAllEntries: "list-needs-all-entries"
        case .unreachable: "unreachable"
        case .matchesNothing: "matches-nothing"
        case .archivesWithoutSaving: "archives-without-saving"
        }
    }

    /// What is wrong, in words.
    var words: String {
        switch self {
        case .noRules: "it has no rules"
        case .moreThanFiftyRules: "it has more than 50 rules"
        case .equalPriorities: "another rule has the same priority"
        case .anyIsNotLast: "a rule for any image has rules behind it"
        case .patternsAndPrefixes: "it has patterns and prefixes, of which one excludes the other"
        case .taggedWithoutList: "it is for tagged images and does not say which"
        case .listWithoutTagged: "it lists tags and is not for tagged images"
        case .moreThanFourStars(let pattern): "its pattern \(pattern) has more than four stars"
        case .secondUntagged(let first): "rule \(first) takes the untagged images already"
        case .samePrefixes(let first): "rule \(first) has the same prefixes"
        case .countNotPositive: "its number is not above zero"
        case .ageWithoutDays: "its age has no unit, and needs days"
        case .countWithUnit: "its count of images has a unit"
        case .wrongStorageClass: "its count type does not go with its storage class"
        case .wrongAction: "its count type does not go with its action"
        case .archivedTooShortly: "the archive charges for 90 days, whatever it says"
        case .unknown(let member, let word): "its \(member) '\(word)' is not known"
        case .listNeedsAllEntries: "an image needs a tag for every entry of its list, and none has them"
        case .unreachable(let rules):
            "all that it would match belongs to rule " + rules.map(String.init).joined(separator: ", ")
        case .matchesNothing: "it matches no image"
        case .archivesWithoutSaving:
            "the archive costs the same below 150 TB, and 0.03 USD for each GB that is restored"
        }
    }

    /// Whether the rule does nothing that somebody meant.
    var isIdle: Bool {
        switch self {
        case .unreachable, .matchesNothing, .noRules: true
        default: false
        }
    }
}
