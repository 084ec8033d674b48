import Formats

/// A tag and what is known of the image that it names.
package struct TaggedImage: Equatable, Sendable {
    package var tag: String
    package var digest: ContentDigest
    package var bytes: Int
    package var pushed: Timestamp?
    package var lastPulled: Timestamp?

    package init(
        tag: String, digest: ContentDigest, bytes: Int = 0, pushed: Timestamp? = nil,
        lastPulled: Timestamp? = nil
    ) {
        self.tag = tag
        self.digest = digest
        self.bytes = bytes
        self.pushed = pushed
        self.lastPulled = lastPulled
    }
}
