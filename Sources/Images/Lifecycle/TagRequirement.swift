import Formats

/// The tags that a lifecycle rule asks of an image, made ready to be compared with many.
struct TagRequirement {
    /// One entry of a rule's lists.
    enum Entry {
        case pattern(Wildcard)
        case prefix([UInt8])

        func matches(_ tag: String) -> Bool {
            switch self {
            case .pattern(let pattern): pattern.matches(tag)
            case .prefix(let prefix): tag.utf8.starts(with: prefix)
            }
        }

        func matchesAny(of tags: [String]) -> Bool {
            tags.contains { matches($0) }
        }
    }

    /// Nil where the rule's storage class is not known: it may be any.
    private let storageClass: LifecycleRule.StorageClass?
    private let tagStatus: LifecycleRule.TagStatus
    /// Some tag of the image must match each of them.
    let entries: [Entry]

    init(_ rule: LifecycleRule) {
        if case .other = rule.storageClass { storageClass = nil } else { storageClass = rule.storageClass }
        tagStatus = rule.tagStatus
        let patterns = rule.patterns.map { Entry.pattern(Wildcard($0, .stars)) }
        entries = patterns + rule.prefixes.map { Entry.prefix(Array($0.utf8)) }
    }

    func matches(_ image: LifecycleImage) -> Bool {
        guard includes(image) else { return false }
        switch tagStatus {
        case .any, .other: return true
        case .untagged: return image.tags.isEmpty
        case .tagged: return !image.tags.isEmpty && entries.allSatisfy { $0.matchesAny(of: image.tags) }
        }
    }

    /// Whether the image lies where the rule looks.
    func includes(_ image: LifecycleImage) -> Bool {
        storageClass == nil || storageClass == image.storageClass
    }
}
