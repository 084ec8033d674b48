import Formats

/// A text that may be absent, in a byte where it is a common one.
///
///     0              no text
///     2 × (n + 1)    the common word number n
///     2 × length + 1 the text itself follows
enum PackedWord {
    /// The place of a word is kept in databases: words are added at the end, never moved or taken out.
    private static let common: [String] = [
        "linux", "amd64", "arm64", "unknown", "windows", "arm", "v6", "v7", "v8", "386", "ppc64le", "s390x",
        "riscv64", MediaType.dockerManifest, MediaType.dockerList, MediaType.manifest, MediaType.index,
        MediaType.artifact, MediaType.dockerFirst, MediaType.dockerSigned,
        "application/vnd.cncf.helm.config.v1+json", "application/vnd.cncf.notary.signature",
        "application/vnd.dev.cosign.artifact.sig.v1+json", "application/vnd.in-toto+json",
        "application/spdx+json", "application/vnd.cyclonedx+json",
        "application/vnd.docker.attestation.manifest.v1+json",
    ]

    private static let places = Dictionary(uniqueKeysWithValues: zip(common, common.indices))

    static func append(_ text: String?, to bytes: inout [UInt8]) {
        guard let text else { return bytes.append(0) }
        if let place = places[text] {
            bytes.append(packed: 2 * (place + 1))
        } else {
            bytes.append(packed: 2 * text.utf8.count + 1)
            bytes.append(contentsOf: text.utf8)
        }
    }

    static func read(_ cursor: inout PackedCursor) throws(DecodingFailure) -> String? {
        let code = try cursor.number()
        if code == 0 { return nil }
        if code % 2 == 1 { return try cursor.text(of: code / 2) }
        guard code / 2 <= common.count else { throw .damagedManifest }
        return common[code / 2 - 1]
    }
}
