extension LifecyclePolicy {
    /// Why ECR would refuse the policy, rule by rule; empty for one that it takes.
    ///
    /// Source: the ECR user guide, "Lifecycle policy properties".
    package var flaws: [LifecycleFlaw] {
        var flaws: [LifecycleFlaw] = []
        if rules.isEmpty { flaws.append(LifecycleFlaw(rule: nil, .noRules)) }
        if rules.count > 50 { flaws.append(LifecycleFlaw(rule: nil, .moreThanFiftyRules)) }
        for (index, rule) in rules.enumerated() {
            let kinds = kindsAmongOthers(index) + rule.unknownWords + rule.listFlaws + rule.countFlaws
            flaws += kinds.map { LifecycleFlaw(rule: rule.priority, $0) }
        }
        return flaws
    }

    /// What is wrong with a rule because of the other rules.
    private func kindsAmongOthers(_ index: Int) -> [LifecycleFlaw.Kind] {
        let rule = rules[index]
        var kinds: [LifecycleFlaw.Kind] = []
        if index > 0, rules[index - 1].priority == rule.priority { kinds.append(.equalPriorities) }
        // The guide's own examples have one rule for any image in each storage class.
        let later = rules[(index + 1)...]
        if rule.tagStatus == .any, later.contains(where: { $0.storageClass == rule.storageClass }) {
            kinds.append(.anyIsNotLast)
        }
        let earlier = rules[..<index].filter { $0.storageClass == rule.storageClass }
        if rule.tagStatus == .untagged, let first = earlier.first(where: { $0.tagStatus == .untagged }) {
            kinds.append(.secondUntagged(first: first.priority))
        }
        let prefixes = Set(rule.prefixes)
        if !prefixes.isEmpty, let first = earlier.first(where: { Set($0.prefixes) == prefixes }) {
            kinds.append(.samePrefixes(first: first.priority))
        }
        return kinds
    }
}

extension LifecycleRule {
    fileprivate var unknownWords: [LifecycleFlaw.Kind] {
        var kinds: [LifecycleFlaw.Kind] = []
        if case .other(let word) = tagStatus { kinds.append(.unknown(member: "tagStatus", word: word)) }
        if case .other(let word) = storageClass { kinds.append(.unknown(member: "storageClass", word: word)) }
        if case .other(let word) = countType { kinds.append(.unknown(member: "countType", word: word)) }
        switch action {
        case .other(let word): kinds.append(.unknown(member: "action", word: word))
        case .transition(.other(let word)):
            kinds.append(.unknown(member: "targetStorageClass", word: word))
        case .expire, .transition: break
        }
        return kinds
    }

    fileprivate var listFlaws: [LifecycleFlaw.Kind] {
        var kinds: [LifecycleFlaw.Kind] = []
        let hasLists = !patterns.isEmpty || !prefixes.isEmpty
        if !patterns.isEmpty && !prefixes.isEmpty { kinds.append(.patternsAndPrefixes) }
        if tagStatus == .tagged && !hasLists { kinds.append(.taggedWithoutList) }
        if tagStatus == .untagged || tagStatus == .any, hasLists { kinds.append(.listWithoutTagged) }
        for pattern in patterns where pattern.utf8.count(where: { $0 == UInt8(ascii: "*") }) > 4 {
            kinds.append(.moreThanFourStars(pattern))
        }
        return kinds
    }

    fileprivate var countFlaws: [LifecycleFlaw.Kind] {
        var kinds: [LifecycleFlaw.Kind] = []
        if count <= 0 { kinds.append(.countNotPositive) }
        switch countType {
        case .imageCountMoreThan: if countUnit != nil { kinds.append(.countWithUnit) }
        case .sinceImagePushed, .sinceImagePulled, .sinceImageTransitioned:
            if countUnit != "days" { kinds.append(.ageWithoutDays) }
        case .other: return kinds
        }
        let isOfArchive = countType == .sinceImageTransitioned
        if storageClass == (isOfArchive ? .standard : .archive) { kinds.append(.wrongStorageClass) }
        if isOfArchive && count > 0 && count < 90 { kinds.append(.archivedTooShortly) }
        switch (countType, action) {
        case (.sinceImagePulled, .expire), (.sinceImageTransitioned, .transition): kinds.append(.wrongAction)
        case (_, .transition(.standard)): kinds.append(.wrongAction)
        default: break
        }
        return kinds
    }
}
