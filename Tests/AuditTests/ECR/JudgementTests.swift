import Formats
import Images
import Testing

@testable import Audit

/// What may go of a repository, held against slow counts on repositories that nobody planned.
struct JudgementTests {
    private static let seeds = Array(1...300)

    private func review(
        _ registry: RandomRegistry, blindness: String? = nil, keep: [String] = ["*:keep-*"]
    ) -> ECR.Review {
        var scope = ImageScope()
        scope.keep = keep
        return ECR.Review(registry.material(blindness: blindness), scope, at: RandomRegistry.now)
    }

    /// All that roots hold: what they list, what lists them, what is about them, and so on.
    private func held(by roots: Set<Int>, in registry: RandomRegistry) -> Set<Int> {
        var held = roots
        var grows = true
        while grows {
            grows = false
            for index in held {
                for other in registry.images.indices where !held.contains(other) {
                    let isChild = registry.children(of: index).contains(registry.images[other].digest)
                    let isParent = registry.children(of: other).contains(registry.images[index].digest)
                    let isAbout = registry.subjects(of: other).contains(registry.images[index].digest)
                    if isChild || isParent || isAbout {
                        held.insert(other)
                        grows = true
                    }
                }
            }
        }
        return held
    }

    @Test func `nothing that a use can reach ever may go`() {
        for seed in Self.seeds {
            let registry = RandomRegistry(seed: UInt64(seed), size: 5 + seed % 40)
            let review = review(registry)
            let held = held(by: Set(registry.roots.keys), in: registry)

            for (index, verdict) in review.verdicts.enumerated() {
                #expect(verdict.kind.isLive == held.contains(index), "seed \(seed), image \(index)")
            }
        }
    }

    @Test func `what belongs to one that stays, stays`() {
        for seed in Self.seeds {
            let registry = RandomRegistry(seed: UInt64(seed), size: 5 + seed % 40)
            let review = review(registry)
            let staying = Set(review.verdicts.indices.filter { review.verdicts[$0].kind != .candidate })

            let held = held(by: staying, in: registry)

            #expect(held == staying, "seed \(seed)")
        }
    }

    @Test func `kept tags, releases, environments and what is young or pulled never may go`() {
        for seed in Self.seeds {
            let registry = RandomRegistry(seed: UInt64(seed), size: 30)
            let review = review(registry)
            for (index, verdict) in review.verdicts.enumerated() where verdict.kind == .candidate {
                let image = registry.images[index]
                #expect(
                    !image.tags.contains {
                        $0.hasPrefix("keep-") || $0.hasPrefix("v1.2.3") || $0 == "latest" || $0 == "prod"
                    })
                #expect((image.pushed ?? .latest).adding(days: 14) <= RandomRegistry.now)
                if let archived = image.archived { #expect(archived.adding(days: 90) <= RandomRegistry.now) }
                if let pulled = image.pulled, review.pollutedDay == nil {
                    #expect(pulled.adding(days: 90) <= RandomRegistry.now)
                }
            }
        }
    }

    @Test func `an index is deleted before what it lists, and a class after those that are surer`() {
        for seed in Self.seeds {
            let registry = RandomRegistry(seed: UInt64(seed), size: 40)
            let review = review(registry)
            let order = review.plan.map(\.image)
            var place: [Int: Int] = [:]
            for (position, image) in order.enumerated() { place[image] = position }

            #expect(
                Set(order) == Set(review.verdicts.indices.filter { review.verdicts[$0].kind == .candidate }))
            let classes = order.map { review.verdicts[$0].waste?.confidence ?? "" }
            #expect(classes == classes.sorted(), "seed \(seed)")
            for (image, position) in place {
                for (other, later) in place
                where registry.children(of: image).contains(registry.images[other].digest) {
                    // What leads back to itself has no order.
                    let isCycle = leads(from: other, to: image, in: registry)
                    #expect(position < later || isCycle || image == other, "seed \(seed)")
                }
            }
        }
    }

    /// Whether what an image lists or is about leads to another, over any number of steps.
    private func leads(from start: Int, to end: Int, in registry: RandomRegistry) -> Bool {
        var (seen, open): (Set<Int>, [Int]) = ([start], [start])
        while let next = open.popLast() {
            let links = registry.children(of: next).union(registry.subjects(of: next))
            for other in registry.images.indices where links.contains(registry.images[other].digest) {
                if other == end { return true }
                if seen.insert(other).inserted { open.append(other) }
            }
        }
        return false
    }

    @Test func `the bytes that are freed are those that nothing else has`() {
        for seed in Self.seeds {
            let registry = RandomRegistry(seed: UInt64(seed), size: 30)
            let review = review(registry)
            var deleted: Set<Int> = []
            for item in review.plan {
                deleted.insert(item.image)
                #expect(item.freed == bruteForce(registry, deleted), "seed \(seed)")
            }
            let all = Set(registry.images.indices)
            #expect(review.layers.uniqueBytes == bruteForce(registry, all))
        }
    }

    /// The bytes of blobs of which every user is deleted, counted with dictionaries.
    private func bruteForce(_ registry: RandomRegistry, _ deleted: Set<Int>) -> Int {
        var users: [ContentDigest: Set<Int>] = [:]
        var sizes: [ContentDigest: Int] = [:]
        for (index, image) in registry.images.enumerated() where image.manifest?.kind == .image {
            for layer in image.manifest?.layers ?? [] {
                users[layer.digest, default: []].insert(index)
                sizes[layer.digest] = layer.size
            }
        }
        return users.reduce(0) { $0 + ($1.value.isSubset(of: deleted) ? sizes[$1.key] ?? 0 : 0) }
    }

    @Test func `where something could not be seen, nothing may go`() {
        for seed in Self.seeds {
            let registry = RandomRegistry(seed: UInt64(seed), size: 30)
            let certain = review(registry)
            let doubtful = review(registry, blindness: "nobody looked")

            #expect(!doubtful.verdicts.contains { $0.kind == .candidate })
            let needless = doubtful.verdicts.map(\.isNeedless)
            #expect(needless == certain.verdicts.map(\.isNeedless), "what else is known stays the same")
        }
    }

    @Test func `an index that was not read hides what it lists, so nothing may go`() throws {
        var registry = RandomRegistry(seed: 7, size: 40)
        #expect(!review(registry).plan.isEmpty)
        let index = try #require(registry.images.firstIndex { $0.isIndex })
        registry.images[index].manifest = nil

        let review = review(registry)

        #expect(review.doubt?.contains("1 of its images") == true)
        #expect(!review.verdicts.contains { $0.kind == .candidate })
    }

    @Test func `the order in which images are told changes nothing`() {
        for seed in 1...50 {
            let registry = RandomRegistry(seed: UInt64(seed), size: 30)
            var reversed = registry
            reversed.images.reverse()
            reversed.roots = Dictionary(
                uniqueKeysWithValues: registry.roots.map { (registry.images.count - 1 - $0.key, $0.value) })

            let (one, other) = (review(registry), review(reversed))

            // Through which of several it is tied depends on the order; whether it is, does not.
            func fate(_ verdict: ECR.Verdict) -> String {
                verdict.kind.isLive ? "live" : verdict.kind.rawValue
            }
            #expect(one.verdicts.map(fate) == other.verdicts.reversed().map(fate), "seed \(seed)")
            #expect(
                one.plan.map { registry.images[$0.image].digest }
                    == other.plan.map { reversed.images[$0.image].digest })
        }
    }

    @Test func `a scanner that pulled everything on one day is no use`() {
        var images = (0..<20).map { number in
            var image = ECR.StoredImage(digest: ContentDigest(of: [UInt8(number)]))
            image.pushed = RandomRegistry.now.adding(days: -200 - number)
            image.pulled = RandomRegistry.now.adding(days: -3)
            image.mediaType = "application/vnd.oci.image.manifest.v1+json"
            if number % 2 == 0 { image.tags = ["t\(number)"] }
            return image
        }

        #expect(ECR.Pollution.day(of: images) == RandomRegistry.now.day - 3)
        for index in 0..<5 { images[index].pulled = nil }
        #expect(ECR.Pollution.day(of: images) == nil)
    }
}
