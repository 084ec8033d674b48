extension ImageShelf {
    /// What is wrong with what is there, whoever uses it.
    func truth(_ digests: [String]) -> Simulation.ImageTruth {
        var truth = Simulation.ImageTruth()
        for place in items.indices where !items[place].isGone {
            let item = items[place]
            let root = roots[item.build]
            let (archived, restored) = archiving(item)
            if archived != nil, restored == nil { truth.archived.insert(digests[place]) }
            switch item.kind {
            case .signature(let subject), .referrer(let subject, _):
                if items[subject].isGone { truth.orphans.insert(digests[place]) }
                continue
            case .index(let children):
                if children.contains(where: { items[$0].isGone }) { truth.incomplete.insert(digests[place]) }
            case .image, .attestation:
                if place != root, items[root].isGone { truth.dangling.insert(digests[place]) }
            }
            if place == root, item.tags.isEmpty { truth.superseded.insert(digests[place]) }
        }
        return truth
    }

    /// All that must stay where some things must: what they are part of, what they consist of, what is said of it.
    func closure(of places: Set<Int>) -> Set<Int> {
        var live = places
        var pending = Array(places)
        let related = relations()
        while let place = pending.popLast() {
            for other in related[place] ?? [] where live.insert(other).inserted { pending.append(other) }
        }
        return live
    }

    /// What stays with each place: its lists, its parts and its referrers, as far as they are there.
    private func relations() -> [Int: [Int]] {
        var related: [Int: [Int]] = [:]
        for place in items.indices where !items[place].isGone {
            switch items[place].kind {
            // An attestation is known by the list alone.
            case .image, .attestation: break
            case .index(let children):
                for child in children where !items[child].isGone {
                    related[place, default: []].append(child)
                    related[child, default: []].append(place)
                }
            case .signature(let subject), .referrer(let subject, _):
                related[subject, default: []].append(place)
            }
        }
        return related
    }
}
