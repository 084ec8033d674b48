import Formats

/// The layers of an image from the bottom up, as hashes of all that it begins with.
///
///     Debian        ●
///     Python        ●━●━●
///     an app        ●━●━●━●━●      begins with Python, which begins with Debian
package struct LayerChain: Equatable, Sendable {
    /// One of each depth from 1; the last is the image itself.
    package private(set) var prefixes: [LayerPrefix] = []

    package init(_ layers: [Manifest.Blob]) {
        for layer in layers { add(layer.digest, layer.size, layer.isForeign) }
    }

    /// The chain of an image as a database keeps it.
    package init(_ manifest: PackedManifest) throws(DecodingFailure) {
        try manifest.forEachLayer { digest, size, isForeign in add(digest, size, isForeign) }
    }

    /// The hash of all layers: two images with the same are the same but for their configuration.
    package var hash: UInt64 { (prefixes.last ?? .empty).hash }

    private mutating func add(_ digest: ContentDigest, _ size: Int, _ isForeign: Bool) {
        prefixes.append((prefixes.last ?? .empty).adding(digest, size: size, isForeign: isForeign))
    }
}
