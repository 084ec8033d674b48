import Images
import Testing

struct ManifestPurposeTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var artifactType: String?
        var config: String = "application/vnd.oci.image.config.v1+json"
        var layers: [String]
        var purpose: Manifest.Purpose

        var testDescription: String { "\(purpose): \(artifactType ?? config) \(layers)" }
    }

    private static let tar = "application/vnd.oci.image.layer.v1.tar+gzip"
    private static let empty = "application/vnd.oci.empty.v1+json"
    private static let inToto = "application/vnd.in-toto+json"

    private static let cases = [
        Case(layers: [tar, tar], purpose: .container),
        Case(layers: [], purpose: .container),
        Case(config: "application/vnd.docker.container.image.v1+json", layers: [tar], purpose: .container),
        // Cosign 1 and 2, by tag.
        Case(layers: ["application/vnd.dev.cosign.simplesigning.v1+json"], purpose: .signature),
        Case(layers: ["application/vnd.dsse.envelope.v1+json"], purpose: .attestation),
        Case(layers: ["text/spdx+json"], purpose: .sbom),
        Case(layers: ["application/vnd.cyclonedx+json; version=1.5"], purpose: .sbom),
        // Cosign 3, as a referrer.
        Case(
            artifactType: "application/vnd.dev.sigstore.bundle.v0.3+json", config: empty,
            layers: ["application/vnd.dev.sigstore.bundle.v0.3+json"], purpose: .signature),
        // BuildKit.
        Case(layers: [inToto, inToto], purpose: .attestation),
        Case(layers: [inToto, tar], purpose: .container),
        Case(
            artifactType: "application/vnd.docker.attestation.manifest.v1+json", config: empty,
            layers: [inToto], purpose: .attestation),
        // Notation.
        Case(
            config: "application/vnd.cncf.notary.signature", layers: ["application/jose+json"],
            purpose: .signature),
        Case(
            artifactType: "application/vnd.cncf.notary.signature", config: empty,
            layers: ["application/cose"], purpose: .signature),
        Case(
            config: "application/vnd.cncf.helm.config.v1+json",
            layers: [
                "application/vnd.cncf.helm.chart.content.v1.tar+gzip",
                "application/vnd.cncf.helm.chart.provenance.v1.prov",
            ], purpose: .chart),
        Case(
            artifactType: "application/vnd.amazon.soci.index.v1+json",
            config: "application/vnd.amazon.soci.index.v1+json", layers: ["application/octet-stream"],
            purpose: .other),
        Case(config: empty, layers: [tar], purpose: .other),
        Case(config: "application/vnd.docker.plugin.v1+json", layers: [tar], purpose: .other),
    ]

    @Test(arguments: cases)
    func `media types tell what a manifest is for`(expected: Case) throws {
        let digest = ContentDigest(of: [])
        let layers = expected.layers.map { #"{"mediaType": "\#($0)", "digest": "\#(digest)", "size": 1}"# }
        let artifact = expected.artifactType.map { #", "artifactType": "\#($0)""# } ?? ""
        let text = """
            {"schemaVersion": 2, "config": {"mediaType": "\(expected.config)", "digest": "\(digest)", "size": 1},
            "layers": [\(layers.joined(separator: ","))]\(artifact)}
            """

        #expect(try Manifest(Array(text.utf8)).purpose == expected.purpose)
    }

    @Test func `an index is for what its artifact type says`() throws {
        let text = #"{"manifests": [], "artifactType": "application/vnd.amazon.soci.index.v2+json"}"#

        #expect(try Manifest(Array(text.utf8)).purpose == .other)
    }
}
