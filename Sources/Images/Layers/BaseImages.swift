/// The layers that images of several repositories are built on.
///
///     Debian   ●           10 repositories, 40 images
///     Python   ●━●━●        4 repositories, 25 images    kept beside Debian: for 15 images Debian is all
///     an app   ●━●━●━●━●    1 repository                 not shared
///
/// A beginning that always goes on in the same way is no image of its own: of such only the longest is kept.
package struct BaseImages: Sendable {
    private var places: [UInt64: Int] = [:]
    private var bases: [BaseImage] = []

    package init() {}

    /// Adds what images of one more repository share, as `ChainTally` tells it.
    package mutating func add(_ prefixes: [SharedPrefix]) {
        for shared in prefixes {
            let place = places[shared.prefix.hash] ?? bases.count
            if place == bases.count {
                places[shared.prefix.hash] = place
                bases.append(BaseImage(prefix: shared.prefix, images: 0, ownImages: 0, repositories: 0))
            }
            bases[place].images = bases[place].images.capped(adding: shared.images)
            bases[place].repositories += 1
        }
    }

    /// The base images of this many repositories, or more: those of most repositories first.
    package func shared(by repositories: Int = 2) -> [BaseImage] {
        let candidates = bases.filter { $0.repositories >= repositories }
        var further: [UInt64: Int] = [:]
        for base in candidates {
            further[base.prefix.parent] = (further[base.prefix.parent] ?? 0).capped(adding: base.images)
        }
        return candidates.compactMap { base in
            var base = base
            base.ownImages = base.images - min(base.images, further[base.prefix.hash] ?? 0)
            return base.ownImages > 0 ? base : nil
        }
        .sorted { $0.comesBefore($1) }
    }
}

/// Layers that images of several repositories begin with.
package struct BaseImage: Hashable, Sendable {
    package var prefix: LayerPrefix
    /// How many images begin with it.
    package var images: Int
    /// For how many of them no longer one is shared.
    package var ownImages: Int
    package var repositories: Int

    package init(prefix: LayerPrefix, images: Int, ownImages: Int, repositories: Int) {
        self.prefix = prefix
        self.images = images
        self.ownImages = ownImages
        self.repositories = repositories
    }

    fileprivate func comesBefore(_ other: BaseImage) -> Bool {
        if repositories != other.repositories { return repositories > other.repositories }
        if prefix.bytes != other.prefix.bytes { return prefix.bytes > other.prefix.bytes }
        return prefix.hash < other.prefix.hash
    }
}
