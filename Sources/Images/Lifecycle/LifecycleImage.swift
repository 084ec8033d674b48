import Formats

/// What a lifecycle policy asks of an image: one manifest of a repository.
package struct LifecycleImage: Equatable, Sendable {
    package var tags: [String]
    /// Nil where it is not known: then nobody can say what becomes of the image.
    package var pushed: Timestamp?
    package var lastPulled: Timestamp?
    package var lastArchived: Timestamp?
    /// When the image was last restored from the archive.
    package var lastActivated: Timestamp?
    package var isArchived: Bool
    /// The manifests that this index lists, as places in the array of images.
    package var children: [Int]
    /// The manifest that this signature or document is about, as a place in the array of images.
    package var subject: Int?

    package init(
        tags: [String] = [], pushed: Timestamp?, lastPulled: Timestamp? = nil, lastArchived: Timestamp? = nil,
        lastActivated: Timestamp? = nil, isArchived: Bool = false, children: [Int] = [], subject: Int? = nil
    ) {
        self.tags = tags
        self.pushed = pushed
        self.lastPulled = lastPulled
        self.lastArchived = lastArchived
        self.lastActivated = lastActivated
        self.isArchived = isArchived
        self.children = children
        self.subject = subject
    }

    var storageClass: LifecycleRule.StorageClass { isArchived ? .archive : .standard }

    /// When the image arrived, for counts and ages: an image that was restored counts as pushed then.
    var arrived: Timestamp? { lastActivated ?? pushed }

    /// The moment that a rule's age counts from.
    func start(of countType: LifecycleRule.CountType) -> Timestamp? {
        switch countType {
        case .imageCountMoreThan, .sinceImagePushed, .other: return arrived
        case .sinceImageTransitioned: return lastArchived
        case .sinceImagePulled:
            guard let lastPulled else { return arrived }
            guard let lastActivated, lastActivated > lastPulled else { return lastPulled }
            return lastActivated
        }
    }
}
