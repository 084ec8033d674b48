import Formats
import Images
import Testing

struct ManifestTests {
    private static func digest(_ name: String) -> ContentDigest { ContentDigest(of: Array(name.utf8)) }

    private static func descriptor(_ name: String, _ type: String, _ size: String = "7") -> String {
        #"{"mediaType": "\#(type)", "digest": "\#(digest(name))", "size": \#(size)}"#
    }

    private static let layer = "application/vnd.docker.image.rootfs.diff.tar.gzip"
    private static let config = descriptor("c", "application/vnd.docker.container.image.v1+json")
    private static let image =
        #"{"schemaVersion": 2, "config": \#(config), "layers": [\#(descriptor("a", layer))]}"#

    private func manifest(_ text: String, _ type: String? = nil) throws(DecodingFailure) -> Manifest {
        try Manifest(Array(text.utf8), mediaType: type)
    }

    private func reason(_ text: String, _ type: String? = nil) -> String? {
        do throws(DecodingFailure) {
            _ = try manifest(text, type)
            return nil
        } catch {
            return error.reason
        }
    }

    @Test func `a docker image tells its parts in order`() throws {
        let docker = "application/vnd.docker.distribution.manifest.v2+json"
        let image = try manifest(
            """
            {"schemaVersion": 2, "mediaType": "\(docker)", "config": \(Self.config), "layers": [
            \(Self.descriptor("b", Self.layer, "12")),
            \(Self.descriptor("a", "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip")),
            {"digest": "\(Self.digest("d"))", "size": 3, "urls": ["https://example.com"]},
            {"digest": "\(Self.digest("e"))", "size": 0, "urls": []}]}
            """)

        #expect(image.kind == .image)
        #expect(image.mediaType == docker)
        #expect(image.artifactType == nil)
        #expect(image.purpose == .container)
        #expect(image.config == Manifest.Blob(digest: Self.digest("c"), size: 7))
        #expect(image.layers.map(\.digest) == ["b", "a", "d", "e"].map(Self.digest))
        #expect(image.layers.map(\.size) == [12, 7, 3, 0])
        #expect(image.layers.map(\.isForeign) == [false, true, true, false])
    }

    @Test func `an index tells platforms and what is attested`() throws {
        let index = try manifest(
            """
            {"schemaVersion": 2, "manifests": [
            {"digest": "\(Self.digest("x"))", "size": 5, "mediaType": "m",
             "platform": {"os": "linux", "architecture": "arm", "variant": "v7", "features": [1]}},
            {"digest": "\(Self.digest("y"))", "size": 6, "platform": {"os": "unknown", "architecture": "unknown"},
             "annotations": {"vnd.docker.reference.digest": "\(Self.digest("x"))",
             "vnd.docker.reference.type": "attestation-manifest"}},
            {"digest": "\(Self.digest("z"))", "size": 6, "platform": null,
             "annotations": {"vnd.docker.reference.digest": "\(Self.digest("x"))"}}]}
            """)

        #expect(index.kind == .index)
        #expect(index.purpose == .container)
        #expect(
            index.children == [
                Manifest.Child(
                    digest: Self.digest("x"), size: 5, mediaType: "m", os: "linux", architecture: "arm",
                    variant: "v7"),
                Manifest.Child(
                    digest: Self.digest("y"), size: 6, os: "unknown", architecture: "unknown",
                    attests: Self.digest("x")),
                Manifest.Child(digest: Self.digest("z"), size: 6),
            ])
    }

    @Test func `the first schema is recognised but tells no sizes`() throws {
        let first = try manifest(
            #"{"schemaVersion": 1, "name": "a", "fsLayers": [{"blobSum": "sha256:0"}], "history": []}"#,
            "application/vnd.docker.distribution.manifest.v1+prettyjws")

        #expect(first.kind == .schema1)
        #expect(first.layers.isEmpty)
        #expect(first.config == nil)
        #expect(first.mediaType == "application/vnd.docker.distribution.manifest.v1+prettyjws")
    }

    @Test func `the withdrawn artifact manifest has blobs and no config`() throws {
        let artifact = try manifest(
            """
            {"mediaType": "application/vnd.oci.artifact.manifest.v1+json", "artifactType": "application/spdx+json",
            "blobs": [\(Self.descriptor("s", "text/plain"))], "subject": \(Self.descriptor("i", "m"))}
            """)

        #expect(artifact.kind == .image)
        #expect(artifact.config == nil)
        #expect(artifact.layers.map(\.digest) == [Self.digest("s")])
        #expect(artifact.subject == Self.digest("i"))
        #expect(artifact.purpose == .sbom)
    }

    @Test func `no config, no subject and no layers may be written as null`() throws {
        let empty = try manifest(#"{"schemaVersion": 2, "config": null, "layers": null, "subject": null}"#)
        let index = try manifest(#"{"schemaVersion": 2, "manifests": null}"#)

        #expect(empty == Manifest(kind: .image, purpose: .other))
        #expect(index == Manifest(kind: .index))
    }

    @Test func `the empty config names no artifact`() throws {
        let empty = Self.descriptor("{}", "application/vnd.oci.empty.v1+json", "2")
        let manifest = try manifest(#"{"schemaVersion": 2, "config": \#(empty), "layers": [\#(empty)]}"#)

        #expect(manifest.artifactType == nil)
        #expect(manifest.config?.size == 2)
        #expect(manifest.purpose == .other)
    }

    @Test(arguments: [
        ("", "the text is empty"), ("[]", "expected an object"), ("{}", "neither layers nor manifests"),
        (#"{"schemaVersion": 2}"#, "neither layers nor manifests"),
        (#"{"schemaVersion": 3, "layers": []}"#, "a schema version that is not known"),
        (#"{"schemaVersion": 1, "layers": []}"#, "members of another schema version"),
        (#"{"layers": [], "manifests": []}"#, "both layers and manifests"),
        (#"{"layers": [], "blobs": []}"#, "both layers and blobs"),
        (#"{"layers": [], "fsLayers": []}"#, "members of another schema version"),
        (#"{"config": \#(config), "manifests": []}"#, "both a config and manifests"),
        (#"{"layers": [], "layers": []}"#, "a member twice"),
        (#"{"layers": [], "la\u0079ers": []}"#, "a member twice"),
        (#"{"layers": [{"digest": "a", "size": 1}]}"#, "a digest that is not a SHA-256"),
        (#"{"layers": [{"size": 1}]}"#, "a descriptor without a digest"),
        (#"{"layers": [{"digest": "\#(digest("a"))"}]}"#, "a descriptor without a size"),
        (#"{"layers": [\#(descriptor("a", "m", "-1"))]}"#, "a negative size"),
        (#"{"layers": [\#(descriptor("a", "m", "1e3"))]}"#, "expected an integer"),
        (#"{"layers": [\#(descriptor("a", "m", "9223372036854775807"))]}"#, "a size beyond all blobs"),
        (#"{"layers": [\#(descriptor("a", "m", "9223372036854775808"))]}"#, "an integer out of range"),
        (#"{"layers": [\#(descriptor("a", "m", "1, \"size\": 2"))]}"#, "a member twice"),
        (#"{"layers": [], "subject": {"digest": "sha512:0"}}"#, "a digest that is not a SHA-256"),
        (#"{"layers": [], "subject": "nope"}"#, "expected an object"),
    ])
    func `what is doubtful is refused, and why is said`(text: String, reason: String) {
        #expect(self.reason(text) == reason, "\(text)")
    }

    @Test func `a media type that contradicts the members is refused`() {
        let contradiction = "a media type that its members contradict"

        #expect(reason(Self.image, "application/vnd.oci.image.index.v1+json") == contradiction)
        #expect(reason(#"{"manifests": []}"#, "application/vnd.oci.image.manifest.v1+json") == contradiction)
        #expect(reason(Self.image, "application/vnd.oci.image.manifest.v1+json") == nil)
        #expect(reason(Self.image, "application/octet-stream") == nil)
    }

    @Test func `nesting without end is refused, not followed`() {
        let deep = String(repeating: "[", count: 100_000)

        #expect(reason(#"{"layers": [], "annotations": \#(deep)"#) != nil)
    }

    @Test func `what stands beside the known is passed over`() throws {
        let text = Self.image.dropLast() + #", "annotations": {"a": "b"}, "annotations": 3, "x": [null]}"#

        #expect(try manifest(String(text)) == manifest(Self.image))
    }
}
