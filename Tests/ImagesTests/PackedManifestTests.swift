import Formats
import Images
import Testing

struct PackedManifestTests {
    private static func random(_ random: inout SplitMix) -> Manifest {
        func text() -> String? {
            let words = [
                nil, "linux", "arm64", "", "ä", String(repeating: "x", count: 300), "application/x+json",
                "application/vnd.oci.image.manifest.v1+json",
            ]
            return words.randomElement(using: &random) ?? nil
        }
        func size() -> Int {
            Int.random(in: 0...(1 << Int.random(in: 0...50, using: &random)), using: &random)
        }
        func blob() -> Manifest.Blob {
            Manifest.Blob(digest: random.digest(), size: size(), isForeign: Bool.random(using: &random))
        }
        var manifest = Manifest(
            kind: [.image, .index, .schema1].randomElement(using: &random) ?? .image, mediaType: text(),
            artifactType: text(), purpose: Manifest.Purpose.allCases.randomElement(using: &random) ?? .other)
        if Bool.random(using: &random) { manifest.config = blob() }
        if Bool.random(using: &random) { manifest.subject = random.digest() }
        for _ in 0..<Int.random(in: 0...4, using: &random) { manifest.layers.append(blob()) }
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            manifest.children.append(
                Manifest.Child(
                    digest: random.digest(), size: size(), mediaType: text(), os: text(),
                    architecture: text(), variant: text(),
                    attests: Bool.random(using: &random) ? random.digest() : nil))
        }
        return manifest
    }

    @Test func `a packed manifest says what it said before`() throws {
        var random = SplitMix(state: 1)
        for _ in 0..<1000 {
            let manifest = Self.random(&random)

            #expect(try Manifest(packed: manifest.packed) == manifest)
        }
    }

    @Test func `its blobs are those of the manifest, config first`() throws {
        var random = SplitMix(state: 2)
        for _ in 0..<300 {
            let manifest = Self.random(&random)
            let packed = PackedManifest(manifest.packed)
            var (blobs, layers): ([Manifest.Blob], [Manifest.Blob]) = ([], [])

            try packed.forEachBlob { blobs.append(Manifest.Blob(digest: $0, size: $1, isForeign: $2)) }
            try packed.forEachLayer { layers.append(Manifest.Blob(digest: $0, size: $1, isForeign: $2)) }

            #expect(blobs == [manifest.config].compactMap { $0 } + manifest.layers)
            #expect(layers == manifest.layers)
        }
    }

    @Test func `a manifest that is cut off is refused wherever it is cut`() throws {
        var random = SplitMix(state: 3)
        for _ in 0..<30 {
            let packed = Self.random(&random).packed
            for length in 0..<packed.count {
                #expect(throws: DecodingFailure.self) { try Manifest(packed: Array(packed.prefix(length))) }
            }
            #expect(throws: DecodingFailure.self) { try Manifest(packed: packed + [0]) }
        }
    }

    @Test func `damaged bytes are refused or say something else, and never end the program`() {
        var random = SplitMix(state: 4)
        for _ in 0..<3000 {
            var packed = Self.random(&random).packed
            for _ in 0...Int.random(in: 0...2, using: &random) {
                let place = Int.random(in: 0..<min(packed.count, 80), using: &random)
                packed[place] ^= UInt8.random(in: 1...255, using: &random)
            }
            var blobs = 0

            let manifest = try? Manifest(packed: packed)
            try? PackedManifest(packed).forEachBlob { _, size, _ in blobs += size >= 0 ? 1 : 0 }

            if let manifest { #expect(manifest.packed == packed) }
        }
    }

    @Test func `an image of ten layers takes about 400 bytes`() {
        var random = SplitMix(state: 5)
        let layers = (0..<10).map { _ in Manifest.Blob(digest: random.digest(), size: 30_000_000) }
        let manifest = Manifest(
            kind: .image, mediaType: "application/vnd.docker.distribution.manifest.v2+json",
            config: Manifest.Blob(digest: random.digest(), size: 7000), layers: layers)

        #expect(manifest.packed.count == 5 + 35 + 10 * 36)
    }

    @Test func `bytes that databases keep do not change`() {
        func digest(_ name: String) -> ContentDigest { ContentDigest(of: Array(name.utf8)) }
        let child = Manifest.Child(
            digest: digest("k"), size: 7, mediaType: "application/vnd.docker.attestation.manifest.v1+json",
            os: "linux", architecture: "arm64", attests: digest("t"))
        let manifest = Manifest(
            kind: .image, mediaType: "application/vnd.oci.image.manifest.v1+json", artifactType: "x/y",
            config: Manifest.Blob(digest: digest("c"), size: 300),
            layers: [Manifest.Blob(digest: digest("a"), size: 5, isForeign: true)], children: [child],
            subject: digest("s"), purpose: .chart)

        // Packed by hand elsewhere: the digest of the bytes.
        let kept = "sha256:a4c86790e5dbdccbf250ccbb134be71b135313905d2538b54507a82258a90489"
        #expect(ContentDigest(of: manifest.packed).description == kept)
    }
}
