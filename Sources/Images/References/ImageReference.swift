/// The name of an image as people write it: `nginx`, `localhost:5000/team/app:v1`, `app@sha256:…`.
///
///     docker.io / library/nginx : latest @ sha256:…
///     registry    repository      tag      digest
///
/// The grammar is that of Docker's `distribution/reference`; what is not written gets Docker's defaults.
package struct ImageReference: Hashable, Sendable {
    /// The registry's host and, where written, its port.
    package var registry: String
    /// The path in the registry.
    package var repository: String
    /// The tag, where one is written.
    package var tag: String?
    /// The digest, where one is written: it wins over the tag.
    package var digest: ContentDigest?

    static let defaultRegistry = "docker.io"
    static let defaultTag = "latest"

    /// The reference that a text spells; nil where no registry would know what is meant.
    ///
    /// A bare digest is none: it names content, but not where.
    package init?(_ text: String) {
        guard !Self.isBareDigest(text) else { return nil }
        var rest = text[...]
        if let at = rest.utf8.firstIndex(of: UInt8(ascii: "@")) {
            guard let digest = ContentDigest(rest[at...].dropFirst()) else { return nil }
            self.digest = digest
            rest = rest[..<at]
        }
        let (registry, path) = Self.parts(of: rest)
        rest = path
        if let colon = rest.utf8.firstIndex(of: UInt8(ascii: ":")) {
            let tag = rest[colon...].dropFirst()
            guard ReferenceGrammar.isTag(tag.utf8) else { return nil }
            self.tag = String(tag)
            rest = rest[..<colon]
        }
        guard ReferenceGrammar.isHost(registry.utf8), ReferenceGrammar.isPath(rest.utf8) else { return nil }
        self.registry = registry
        // Docker keeps its own images in a folder that nobody writes.
        let isOfficial = registry == Self.defaultRegistry && !rest.utf8.contains(UInt8(ascii: "/"))
        repository = isOfficial ? "library/" + rest : String(rest)
    }

    /// The tag by which a registry finds the image: `latest` where none is written; nil where a digest is.
    package var soughtTag: String? {
        digest == nil ? tag ?? Self.defaultTag : nil
    }

    /// The name as short as Docker shows it, without tag and digest.
    package var familiarName: String {
        guard registry == Self.defaultRegistry else { return registry + "/" + repository }
        guard repository.hasPrefix("library/") else { return repository }
        let name = repository.dropFirst("library/".count)
        return name.utf8.contains(UInt8(ascii: "/")) ? repository : String(name)
    }

    /// What stands before the first slash is a registry if it looks like a host: by a dot, a port, a capital
    /// letter, or being `localhost`.
    private static func parts(of text: Substring) -> (registry: String, path: Substring) {
        guard let slash = text.utf8.firstIndex(of: UInt8(ascii: "/")) else { return (defaultRegistry, text) }
        let first = text[..<slash]
        let isHost =
            first == "localhost"
            || first.utf8.contains { byte in
                byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":")
                    || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            }
        guard isHost else { return (defaultRegistry, text) }
        let host = first == "index.docker.io" ? defaultRegistry : String(first)
        return (host, text[slash...].dropFirst())
    }

    private static func isBareDigest(_ text: String) -> Bool {
        ContentDigest(text) != nil || ContentDigest(hex: text.utf8) != nil
    }
}

extension ImageReference: CustomStringConvertible {
    /// The whole reference, with the defaults but for the tag.
    package var description: String {
        let tag = tag.map { ":" + $0 } ?? ""
        let digest = digest.map { "@\($0)" } ?? ""
        return registry + "/" + repository + tag + digest
    }
}
