import Formats
import Images

extension ECR {
    /// What the lifecycle policy of a repository would do, and what is wrong with it.
    struct PolicyReview: Sendable {
        enum State: String, Sendable {
            /// Nobody could look.
            case unseen
            case none
            case unreadable
            /// It has words that this program does not know: what it would do is not certain.
            case doubtful
            case known
        }

        let state: State
        /// One for each image; empty where nothing is known.
        var fates: [Fate] = []
        var flaws: [LifecycleFlaw] = []
        /// Images that something uses, and that it would take.
        var used: [Int] = []
        /// How many images AWS's own preview says something else of; nil where there is none.
        var differences: Int?

        init(
            _ lifecycle: RepositoryFacts.Known<Lifecycle>?, _ subjects: [LifecycleImage],
            _ images: [StoredImage],
            _ verdicts: [Verdict], _ preview: [ContentDigest: String]?, at now: Timestamp
        ) {
            guard let lifecycle else {
                state = .unseen
                return
            }
            guard let text = lifecycle.value?.text else {
                state = .none
                return
            }
            guard let policy = try? LifecyclePolicy(text) else {
                state = .unreadable
                return
            }
            let simulation = LifecycleSimulation(policy)
            state = simulation.doubts.isEmpty ? .known : .doubtful
            fates = simulation.fates(of: subjects, at: now)
            flaws = PolicyHealth(of: policy, among: subjects, archive: .savesNothing).flaws.map {
                Self.told($0, of: policy)
            }
            used = images.indices.filter { fates[$0].goes && verdicts[$0].kind.isLive }
            if let preview {
                differences = images.indices.count { index in
                    let said = preview[images[index].digest]
                    switch fates[index].action {
                    case .expired: return said != "EXPIRE"
                    case .archived: return said != "TRANSITION"
                    case .kept, .unknown: return said != nil
                    }
                }
            }
        }

        /// A list of several entries that matches nothing is told as what it is: they are joined by AND.
        private static func told(_ flaw: LifecycleFlaw, of policy: LifecyclePolicy) -> LifecycleFlaw {
            guard flaw.kind == .matchesNothing,
                let rule = policy.rules.first(where: { $0.priority == flaw.rule }),
                rule.patterns.count + rule.prefixes.count > 1
            else { return flaw }
            return LifecycleFlaw(rule: flaw.rule, .listNeedsAllEntries)
        }

        var removed: Int? { fates.isEmpty ? nil : fates.count { $0.goes } }
    }
}

extension ECR.Verdict.Kind {
    /// Whether something uses it, itself or by what it belongs to.
    var isLive: Bool {
        switch self {
        case .inUse, .childOfLive, .parentOfLive, .referrerOfLive: true
        default: false
        }
    }
}
