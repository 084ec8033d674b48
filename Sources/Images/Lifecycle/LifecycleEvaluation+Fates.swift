extension LifecycleEvaluation {
    /// What becomes of each image, once nothing more goes.
    func fates() -> [Fate] {
        let indexes = protectingIndexes()
        var fates: [Fate?] = images.indices.map { index in
            guard isGoing[index] else { return keptFate(index, protector: indexes[index]) }
            return isTakenByOwner(index) ? takenFate(index) : nil
        }
        for index in images.indices where fates[index] == nil { follow(index, &fates) }
        return fates.map { $0 ?? Fate(.unknown, .undated) }
    }

    /// The first index that stays and lists an image, or -1.
    private func protectingIndexes() -> [Int] {
        var indexes = [Int](repeating: -1, count: images.count)
        for (index, image) in images.enumerated() where !isGoing[index] {
            for child in image.children where images.indices.contains(child) && indexes[child] < 0 {
                indexes[child] = index
            }
        }
        return indexes
    }

    private func takenFate(_ index: Int) -> Fate {
        let rule = rules[matches.owners[index]]
        let reason: Fate.Reason = rule.countType == .imageCountMoreThan ? .beyondCount : .tooOld
        return Fate(rule.action == .expire ? .expired : .archived, rule: rule.priority, reason)
    }

    private func keptFate(_ index: Int, protector: Int) -> Fate {
        let owner = matches.owners[index]
        guard owner >= 0 else { return Fate(.kept, .noRuleMatches) }
        let rule = rules[owner]
        guard rule.isUnderstood else { return Fate(.unknown, rule: rule.priority, .ruleNotUnderstood) }
        guard protector < 0 else {
            return Fate(.kept, rule: rule.priority, .protectedByIndex(protector))
        }
        guard images[index].start(of: rule.countType) != nil else {
            return Fate(.unknown, rule: rule.priority, .undated)
        }
        let reason: Fate.Reason = rule.countType == .imageCountMoreThan ? .withinCount : .youngEnough
        return Fate(.kept, rule: rule.priority, reason, sparedFrom: laterTaker(index, after: owner))
    }

    private func laterTaker(_ index: Int, after owner: Int) -> Int? {
        let later = (owner + 1..<rules.count).first {
            matches.isMatch[$0][index] && isTaken(index, by: $0)
        }
        return later.map { rules[$0].priority }
    }

    /// Gives an image, and those between it and the next that goes by itself, the fate of that one.
    private func follow(_ index: Int, _ fates: inout [Fate?]) {
        var path: [Int] = []
        var current = index
        // Each goes because its subject went before it, so the way up ends at one that went by itself.
        while fates[current] == nil, let subject = images[current].subject {
            path.append(current)
            current = subject
        }
        guard let leader = fates[current] else { return }
        let action = leader.reason == .alreadyArchived ? .archived : leader.action
        for follower in path.reversed() {
            let isThere = action == .archived && images[follower].isArchived
            let reason = Fate.Reason.followsSubject(images[follower].subject ?? index)
            fates[follower] =
                isThere
                ? Fate(.kept, rule: leader.rule, .alreadyArchived) : Fate(action, rule: leader.rule, reason)
        }
    }
}
