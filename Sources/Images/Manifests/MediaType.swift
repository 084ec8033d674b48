/// The media types by which manifests are told apart.
enum MediaType {
    static let dockerManifest = "application/vnd.docker.distribution.manifest.v2+json"
    static let dockerList = "application/vnd.docker.distribution.manifest.list.v2+json"
    static let dockerFirst = "application/vnd.docker.distribution.manifest.v1+json"
    static let dockerSigned = "application/vnd.docker.distribution.manifest.v1+prettyjws"
    static let dockerConfig = "application/vnd.docker.container.image.v1+json"
    static let manifest = "application/vnd.oci.image.manifest.v1+json"
    static let index = "application/vnd.oci.image.index.v1+json"
    static let config = "application/vnd.oci.image.config.v1+json"
    static let artifact = "application/vnd.oci.artifact.manifest.v1+json"
    static let empty = "application/vnd.oci.empty.v1+json"

    /// The kind of manifest that a media type promises; nil where it is none of the known.
    static func kind(_ mediaType: String) -> Manifest.Kind? {
        switch mediaType {
        case dockerManifest, manifest, artifact: .image
        case dockerList, index: .index
        case dockerFirst, dockerSigned: .schema1
        default: nil
        }
    }

    static func isContainerConfig(_ mediaType: String) -> Bool {
        mediaType == config || mediaType == dockerConfig
    }

    /// Whether a layer of this type is told to stay where it came from.
    static func isForeign(_ mediaType: String) -> Bool {
        mediaType.hasPrefix("application/vnd.oci.image.layer.nondistributable.")
            || mediaType.hasPrefix("application/vnd.docker.image.rootfs.foreign.")
    }
}
