import Formats

/// One way in which a team names its images, such as `main-{hex}`, found among the tags and not told.
package struct TagTemplate: Equatable, Sendable {
    /// The usual words as they are; `{n}`, `{hex}`, `{semver}`, `{date}` and `{w}` for what differs.
    package let text: String
    /// The tags, as places in the array of tagged images.
    package let tags: [Int]
    /// How many images they name.
    package private(set) var images = 0
    /// The sum of those images' bytes; no image twice.
    package private(set) var bytes = 0
    package private(set) var oldest: Timestamp?
    package private(set) var newest: Timestamp?
    /// How many of those images were ever pulled.
    package private(set) var pulled = 0
    /// Patterns for a lifecycle rule, the one with the least collateral first; each next one has fewer stars.
    ///
    /// None for a template of less than one tag in a hundred.
    package let proposals: [PatternProposal]

    init(_ text: String, _ tags: [Int], of images: [TaggedImage], _ proposals: [PatternProposal]) {
        self.text = text
        self.tags = tags
        self.proposals = proposals
        var seen = Set<ContentDigest>(minimumCapacity: tags.count)
        for tag in tags where seen.insert(images[tag].digest).inserted { add(images[tag]) }
    }

    private mutating func add(_ image: TaggedImage) {
        images += 1
        let (sum, overflows) = bytes.addingReportingOverflow(image.bytes)
        bytes = overflows ? .max : sum
        if image.lastPulled != nil { pulled += 1 }
        guard let pushed = image.pushed else { return }
        oldest = min(oldest ?? pushed, pushed)
        newest = max(newest ?? pushed, pushed)
    }
}
