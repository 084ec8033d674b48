extension Manifest {
    /// A layer or a configuration.
    package struct Blob: Equatable, Sendable {
        /// No registry takes a blob of a pebibyte: more is a lie or damage.
        package static let sizeLimit = 1 << 50

        package var digest: ContentDigest
        /// Its compressed bytes, as stored.
        package var size: Int
        /// Whether it lies elsewhere, as Windows' base layers do, and costs nothing here.
        package var isForeign: Bool

        package init(digest: ContentDigest, size: Int, isForeign: Bool = false) {
            self.digest = digest
            self.size = size
            self.isForeign = isForeign
        }
    }

    /// One entry of an index.
    package struct Child: Equatable, Sendable {
        package var digest: ContentDigest
        /// The bytes of the child's own manifest.
        package var size: Int
        package var mediaType: String?
        package var os: String?
        package var architecture: String?
        package var variant: String?
        /// The sibling that it attests, for what BuildKit adds beside each platform's image.
        package var attests: ContentDigest?

        package init(
            digest: ContentDigest, size: Int, mediaType: String? = nil, os: String? = nil,
            architecture: String? = nil, variant: String? = nil, attests: ContentDigest? = nil
        ) {
            self.digest = digest
            self.size = size
            self.mediaType = mediaType
            self.os = os
            self.architecture = architecture
            self.variant = variant
            self.attests = attests
        }
    }
}
