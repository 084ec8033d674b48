/// What is wrong with a lifecycle policy, seen against the images that it is to work on.
package struct PolicyHealth: Equatable, Sendable {
    /// Whether an image costs less in the archive than where it is.
    ///
    /// The archive has a lower price only for what a registry holds in it beyond 150 TB.
    package enum Archive: Sendable {
        case saves, savesNothing
    }

    /// The flaws in the order of the rules; those for which ECR would refuse the policy come first.
    package let flaws: [LifecycleFlaw]

    package init(of policy: LifecyclePolicy, among images: [LifecycleImage], archive: Archive) {
        let matches = LifecycleMatches(policy.rules, images)
        var flaws = policy.flaws
        for (number, rule) in policy.rules.enumerated() {
            let reach = RuleReach(number, policy.rules, images, matches)
            if let kind = reach.flaw { flaws.append(LifecycleFlaw(rule: rule.priority, kind)) }
            if case .transition = rule.action, archive == .savesNothing {
                flaws.append(LifecycleFlaw(rule: rule.priority, .archivesWithoutSaving))
            }
        }
        self.flaws = flaws
    }
}
