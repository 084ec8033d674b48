/// Why a rule never touches an image, if that is so.
struct RuleReach {
    /// Nil for a rule that owns an image.
    let flaw: LifecycleFlaw.Kind?

    init(_ number: Int, _ rules: [LifecycleRule], _ images: [LifecycleImage], _ matches: LifecycleMatches) {
        let rule = rules[number]
        let isMatch = matches.isMatch[number]
        if let first = rules[..<number].first(where: { $0.takesAll(of: rule.storageClass) }) {
            flaw = .unreachable(behind: [first.priority])
        } else if images.indices.contains(where: { matches.owners[$0] == number }) {
            flaw = nil
        } else if isMatch.contains(true) {
            let owners = Set(images.indices.lazy.filter { isMatch[$0] }.map { matches.owners[$0] })
            flaw = .unreachable(behind: owners.sorted().map { rules[$0].priority })
        } else {
            flaw = Self.needsAllEntries(rule, images) ? .listNeedsAllEntries : .matchesNothing
        }
    }

    /// Whether each of several entries matches an image by itself, for a rule that matches none with all.
    private static func needsAllEntries(_ rule: LifecycleRule, _ images: [LifecycleImage]) -> Bool {
        let requirement = TagRequirement(rule)
        guard rule.tagStatus == .tagged, requirement.entries.count > 1 else { return false }
        return requirement.entries.allSatisfy { entry in
            images.contains { requirement.includes($0) && entry.matchesAny(of: $0.tags) }
        }
    }
}

extension LifecycleRule {
    /// Whether no image of a storage class is left to the rules behind this one.
    fileprivate func takesAll(of storageClass: StorageClass) -> Bool {
        tagStatus == .any && self.storageClass == storageClass
    }
}
