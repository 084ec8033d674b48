/// What the graph of a repository needs to know of one manifest.
package struct ImageNode: Equatable, Sendable {
    package var digest: ContentDigest
    package var tags: [String]
    /// What it lists, where it is an index.
    package var children: [ContentDigest]
    /// What it is about, by its own word.
    package var subject: ContentDigest?

    package init(
        digest: ContentDigest, tags: [String] = [], children: [ContentDigest] = [],
        subject: ContentDigest? = nil
    ) {
        self.digest = digest
        self.tags = tags
        self.children = children
        self.subject = subject
    }
}

extension ImageNode {
    /// All that it is about: by its own word, and by the tags with which Cosign says so.
    func eachSubject(_ body: (ContentDigest) -> Void) {
        if let subject { body(subject) }
        for tag in tags {
            if let subject = SubjectTag.subject(of: tag) { body(subject) }
        }
    }
}
