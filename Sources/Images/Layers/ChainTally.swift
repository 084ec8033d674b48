/// How many images of one repository begin with the same layers.
package struct ChainTally: Sendable {
    /// How many images there are.
    package private(set) var count = 0
    private var places: [UInt64: Int] = [:]
    private var tallied: [SharedPrefix] = []

    package init() {}

    /// Adds an image.
    ///
    /// Only images that run: the layers of signatures and charts are no base of anything.
    package mutating func add(_ chain: LayerChain) {
        count += 1
        for prefix in chain.prefixes {
            if let place = places[prefix.hash] {
                tallied[place].images += 1
            } else {
                places[prefix.hash] = tallied.count
                tallied.append(SharedPrefix(prefix, images: 1))
            }
        }
    }

    /// What a fifth of the images begin with, and two at least: the lowest layers first.
    ///
    /// What fewer share would fill a database and tell little. At each depth there are five at most.
    package var shared: [SharedPrefix] {
        tallied.filter { $0.images >= 2 && $0.images >= (count + 4) / 5 }
            .sorted { ($0.prefix.depth, $0.prefix.hash) < ($1.prefix.depth, $1.prefix.hash) }
    }
}

/// Layers that several images of a repository begin with.
package struct SharedPrefix: Hashable, Sendable {
    package var prefix: LayerPrefix
    package var images: Int

    package init(_ prefix: LayerPrefix, images: Int) {
        self.prefix = prefix
        self.images = images
    }
}
