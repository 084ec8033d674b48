/// A tag that names another image: `sha256-<64 digits>`, alone or with `.sig`, `.att` or `.sbom`.
///
/// Cosign has named signatures so since its first version, and clients name the list of referrers so where a
/// registry cannot tell it.
package enum SubjectTag {
    /// The digest of the image that a tag is about.
    package static func subject(of tag: String) -> ContentDigest? {
        let count = tag.utf8.count
        // Nearly all tags end here, by their length.
        guard (71...76).contains(count), tag.hasPrefix("sha256-") else { return nil }
        let text = tag.utf8.dropFirst(7)
        guard ["", ".sig", ".att", ".sbom"].contains(Substring(text.dropFirst(64))) else { return nil }
        return ContentDigest(hex: text.prefix(64))
    }
}
