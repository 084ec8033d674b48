/// An image in a private registry of AWS.
package struct RegistryReference: Hashable, Sendable {
    /// The twelve digits of the account that has the registry.
    package var account: String
    package var region: String
    package var repository: String
    /// The tag, where one is written.
    package var tag: String?
    /// The digest, where one is written: it wins over the tag.
    package var digest: ContentDigest?

    /// The image that a text names; nil where it is none of a private registry of AWS.
    package init?(_ reference: String) {
        guard let image = ImageReference(reference) else { return nil }
        self.init(image)
    }

    /// The same image, named by account and region instead of host.
    package init?(_ image: ImageReference) {
        guard let host = RegistryHost(image.registry) else { return nil }
        account = host.account
        region = host.region
        repository = image.repository
        tag = image.tag
        digest = image.digest
    }

    /// The tag by which the registry finds the image: `latest` where none is written; nil where a digest is.
    package var soughtTag: String? {
        digest == nil ? tag ?? ImageReference.defaultTag : nil
    }
}
