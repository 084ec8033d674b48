import Formats

/// What somebody has told ECR to throw away by itself, rightly or not.
struct LifecyclePolicy {
    enum Kind {
        /// Throws away what has no tag, and does so.
        case plain
        /// Asks for two tags at once, which no image has.
        case conjunction
        /// Has a rule that an earlier one leaves nothing to.
        case shadowed
        /// Throws away what has no tag, where everything has one.
        case idle
        /// Keeps fewer images than run, and has not been carried out yet.
        case doomed
        /// Has not been carried out for weeks.
        case stale
        /// Archives what is not pulled, which costs as much.
        case archiving
    }

    let kind: Kind
    /// When it was last carried out.
    let evaluated: Timestamp?

    static let untaggedDays = 14
    static let keptByDoomed = 10

    /// The policy of a repository; nil where nobody has made one.
    init?(_ habit: ImageHabit, _ draw: Draw, end: Timestamp) {
        let isTagged =
            habit.naming != .moving && habit.platforms == 1 && !habit.hasPullRequests
            && habit.signing != .referrers
        switch draw.below(100) {
        case _ where habit.isArchiving: kind = .archiving
        case ..<33: return nil
        case ..<60: kind = .plain
        case ..<69: kind = .conjunction
        case ..<77: kind = .shadowed
        case ..<86: kind = isTagged ? .idle : .plain
        case ..<94: kind = .doomed
        default: kind = .stale
        }
        switch kind {
        case .doomed: evaluated = nil
        case .stale: evaluated = end.adding(days: -draw.at("evaluated").within(20...90))
        default: evaluated = end.adding(seconds: -Int64(draw.at("evaluated").within(600...80_000)))
        }
    }

    /// The policy in the words of ECR.
    var text: String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("rules")
            writer.array { writer in
                for (number, rule) in rules.enumerated() { write(rule, number + 1, to: &writer) }
            }
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private func write(_ rule: Rule, _ priority: Int, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("rulePriority", priority)
            writer.field("description", rule.description)
            writer.key("selection")
            writer.object { rule.write(to: &$0) }
            writer.key("action")
            writer.object { writer in
                writer.field("type", rule.isTransition ? "transition" : "expire")
                if rule.isTransition { writer.field("targetStorageClass", "archive") }
            }
        }
    }

    private var rules: [Rule] {
        let untagged = Rule("Nothing without a tag", "untagged", "sinceImagePushed", Self.untaggedDays)
        let rest = Rule("A thousand at most", "any", "imageCountMoreThan", 1000)
        switch kind {
        case .plain, .stale: return [untagged, rest]
        case .idle: return [untagged]
        case .doomed: return [Rule("The newest only", "any", "imageCountMoreThan", Self.keptByDoomed)]
        case .conjunction:
            return [
                Rule(
                    "Nothing of a request after two weeks", "tagged", "sinceImagePushed", 14,
                    patterns: ["dev*", "pr-*"])
            ]
        case .shadowed:
            return [
                Rule("Everything with a tag", "tagged", "imageCountMoreThan", 9999, patterns: ["*"]),
                Rule("Old releases", "tagged", "imageCountMoreThan", 20, prefixes: ["v"]),
            ]
        case .archiving:
            var archived = Rule("Archived for a year", "any", "sinceImageTransitioned", 400)
            archived.isArchived = true
            var unused = Rule("Not pulled", "any", "sinceImagePulled", 200)
            unused.isTransition = true
            return [unused, archived]
        }
    }
}

extension LifecyclePolicy {
    private struct Rule {
        var description: String
        var tagStatus: String
        var countType: String
        var count: Int
        var patterns: [String] = []
        var prefixes: [String] = []
        var isTransition = false
        var isArchived = false

        init(
            _ description: String, _ tagStatus: String, _ countType: String, _ count: Int,
            patterns: [String] = [], prefixes: [String] = []
        ) {
            (self.description, self.tagStatus, self.countType) = (description, tagStatus, countType)
            (self.count, self.patterns, self.prefixes) = (count, patterns, prefixes)
        }

        func write(to writer: inout JSONWriter) {
            writer.field("tagStatus", tagStatus)
            for (name, list) in [("tagPatternList", patterns), ("tagPrefixList", prefixes)]
            where !list.isEmpty {
                writer.key(name)
                writer.array { writer in
                    for text in list { writer.string(text) }
                }
            }
            if isArchived { writer.field("storageClass", "archive") }
            writer.field("countType", countType)
            if countType != "imageCountMoreThan" { writer.field("countUnit", "days") }
            writer.field("countNumber", count)
        }
    }
}
