import Formats

/// What one manifest of a registry says: what an image consists of, or which images an index has.
///
///     index ─── children ───▶ image ─── config, layers ───▶ blobs, which are what is paid for
///                               ▲
///     signature ─── subject ────┘
package struct Manifest: Equatable, Sendable {
    package enum Kind: UInt8, Sendable {
        /// Docker's version 2, an OCI image, or OCI's artifact manifest, which was withdrawn.
        case image
        /// An OCI index, or Docker's list of manifests.
        case index
        /// Docker's first version: it names layers without their sizes, so neither is told.
        case schema1
    }

    package var kind: Kind
    /// What the document calls itself, else what the registry calls it.
    package var mediaType: String?
    /// Its own word, else its configuration's media type where that is not a container image's.
    package var artifactType: String?
    package var config: Blob?
    /// In order, the base image's first.
    package var layers: [Blob]
    /// What an index lists, in its order.
    package var children: [Child]
    /// The manifest that this one is about, such as the image that a signature signs.
    package var subject: ContentDigest?
    package var purpose: Purpose

    package init(
        kind: Kind, mediaType: String? = nil, artifactType: String? = nil, config: Blob? = nil,
        layers: [Blob] = [], children: [Child] = [], subject: ContentDigest? = nil,
        purpose: Purpose = .container
    ) {
        self.kind = kind
        self.mediaType = mediaType
        self.artifactType = artifactType
        self.config = config
        self.layers = layers
        self.children = children
        self.subject = subject
        self.purpose = purpose
    }
}
