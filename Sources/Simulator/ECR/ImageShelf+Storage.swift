import Formats

/// What is kept in a repository, each layer once.
extension ImageShelf {
    /// A layer or a configuration, since it is kept and since it is in the archive.
    struct Kept {
        var size: Int
        var day: Int
        /// Nil while something needs it that is not archived.
        var archived: Int?
    }

    /// All that the images that are there need.
    func kept() -> [Kept] {
        var kept: [UInt64: Kept] = [:]
        for place in items.indices where !items[place].isGone {
            let item = items[place]
            let (since, restored) = archiving(item)
            let archived = restored == nil ? since?.day : nil
            for (key, size) in blobs(of: place) {
                var entry = kept[key] ?? Kept(size: size, day: item.pushed.day, archived: archived)
                entry.day = min(entry.day, item.pushed.day)
                if let now = entry.archived { entry.archived = archived.map { max($0, now) } }
                kept[key] = entry
            }
        }
        return Array(kept.values)
    }

    /// What a manifest needs, each with what it is known by.
    private func blobs(of place: Int) -> [(key: UInt64, size: Int)] {
        let item = items[place]
        switch item.kind {
        case .index: return []
        case .image(let platform):
            return (layers(item.build, platform) + [configuration(item.build, platform)]).map(\.known)
        case .attestation: return attestationBlobs(place).map(\.known)
        case .signature: return signatureBlobs(place).map(\.known)
        case .referrer(_, let kind): return [referrerBlob(place, kind).known, (0, Self.emptySize)]
        }
    }
}

extension Blob {
    fileprivate var known: (key: UInt64, size: Int) { (draw.bits, size) }
}

extension Simulation {
    /// The bytes that a repository is billed for: each layer once, and what only archived images need apart.
    package func storedBytes(
        ofRepository name: String, of account: Account, in region: Region
    ) -> (standard: Int, archived: Int) {
        shelf(name, of: account, in: region).kept().reduce(into: (0, 0)) { sums, kept in
            if kept.archived == nil { sums.0 += kept.size } else { sums.1 += kept.size }
        }
    }
}
