/// One rule of a lifecycle policy: which images it takes, by what count or age, and what it does with them.
package struct LifecycleRule: Equatable, Sendable {
    /// Which images the rule looks at, by their tags.
    package enum TagStatus: Equatable, Sendable {
        case tagged, untagged, any
        /// A word that is not known here.
        case other(String)
    }

    /// Where the layers of an image lie.
    package enum StorageClass: Hashable, Sendable {
        case standard, archive
        case other(String)
    }

    /// What makes an image one too many.
    package enum CountType: Equatable, Sendable {
        case imageCountMoreThan, sinceImagePushed, sinceImagePulled, sinceImageTransitioned
        case other(String)
    }

    /// What happens to an image that is one too many.
    package enum Action: Equatable, Sendable {
        case expire
        case transition(StorageClass)
        case other(String)
    }

    /// The rule's place among the rules, and its name: the lowest comes first.
    package var priority: Int
    package var description: String?
    package var tagStatus: TagStatus
    /// Patterns with stars; some tag of an image must match each.
    package var patterns: [String]
    /// Beginnings of tags; some tag of an image must have each.
    package var prefixes: [String]
    package var storageClass: StorageClass
    package var countType: CountType
    package var countUnit: String?
    package var count: Int
    package var action: Action

    package init(
        priority: Int, description: String? = nil, tagStatus: TagStatus, patterns: [String] = [],
        prefixes: [String] = [], storageClass: StorageClass = .standard, countType: CountType,
        countUnit: String? = nil, count: Int, action: Action = .expire
    ) {
        self.priority = priority
        self.description = description
        self.tagStatus = tagStatus
        self.patterns = patterns
        self.prefixes = prefixes
        self.storageClass = storageClass
        self.countType = countType
        self.countUnit = countUnit
        self.count = count
        self.action = action
    }
}

extension LifecycleRule {
    /// Whether the rule counts, orders and acts in a way whose meaning is known.
    ///
    /// Combinations that ECR refuses have none, and a word that is not known here may mean anything.
    package var isUnderstood: Bool {
        if case .other = tagStatus { return false }
        return switch (countType, storageClass, action) {
        case (.imageCountMoreThan, .standard, .expire), (.sinceImagePushed, .standard, .expire): true
        case (.imageCountMoreThan, .standard, .transition(.archive)): true
        case (.sinceImagePushed, .standard, .transition(.archive)): true
        case (.sinceImagePulled, .standard, .transition(.archive)): true
        case (.sinceImageTransitioned, .archive, .expire): true
        default: false
        }
    }
}
