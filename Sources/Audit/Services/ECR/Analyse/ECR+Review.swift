import Formats
import Images
import Pipeline

extension ECR {
    /// What is made of one repository: what each image is for, what it takes, what would become of it.
    struct Review: Sendable {
        let facts: RepositoryFacts
        let images: [StoredImage]
        let verdicts: [Verdict]
        let fates: [Fate]
        let layers: Layers
        /// The candidates in the order in which they can be deleted, and what has been freed after each.
        let plan: [(image: Int, freed: Int)]
        let policy: PolicyReview
        let tags: TagReview
        /// Why none of its images is certain to be needless; nil where some may be.
        let doubt: String?
        let pollutedDay: Int?
        let structure: Structure
        let missingUses: Int
        /// A name of all layers of each image; nil for what is no container.
        let chains: [UInt64?]
        /// What many of its images begin with.
        let prefixes: [SharedPrefix]

        /// How many of a repository's images are parts of others, or rests.
        struct Structure: Sendable {
            var orphans = 0
            var dangling = 0
            /// Indexes of which a part is not there.
            var incomplete = 0
        }

        /// What is looked at to make it.
        struct Material: Sendable {
            var facts: RepositoryFacts
            var images: [StoredImage]
            var used: UsedImages
            var dangling: Set<ContentDigest>
            var preview: [ContentDigest: String]?
            /// Why something unseen may use its images.
            var blindness: String?
        }

        init(_ material: Material, _ scope: ImageScope, at now: Timestamp) {
            let (facts, images) = (material.facts, material.images)
            self.facts = facts
            self.images = images
            var places: [ContentDigest: Int] = [:]
            places.reserveCapacity(images.count)
            for (index, image) in images.enumerated() { places[image.digest] = index }
            let hidden = images.count { $0.hidesChildren }
            doubt =
                material.blindness
                ?? (hidden > 0
                    ? "what \(hidden) of its images list is not known: their manifests were not read" : nil)
            let keep = KeepList(scope.keep, repository: facts.name)
            let terms = Judgement.Terms(
                now: now, grace: scope.grace, unpulled: scope.unpulled, keeps: { keep.keeps($0) },
                keepsAll: keep.keepsAll,
                isCertain: doubt == nil, dangling: material.dangling)
            let graph = ImageGraph(images.map(\.node))
            let roots = material.used.roots(among: places)
            let judgement = Judgement(images, graph, roots: roots, terms)
            verdicts = judgement.all
            pollutedDay = judgement.pollutedDay
            missingUses = material.used.missing.count
            layers = Layers(of: images)
            plan = Self.plan(images, graph, verdicts, layers)
            structure = Structure(images, graph, material.dangling)
            let lifecycle = Self.lifecycleImages(images, graph, places)
            policy = PolicyReview(facts.lifecycle, lifecycle, images, verdicts, material.preview, at: now)
            fates = policy.fates
            tags = TagReview(images)
            var tally = ChainTally()
            chains = images.map { image in
                guard let manifest = image.manifest, manifest.kind == .image, manifest.purpose == .container,
                    !manifest.layers.isEmpty
                else { return nil }
                let chain = LayerChain(manifest.layers)
                tally.add(chain)
                return chain.hash
            }
            prefixes = tally.shared
        }

        /// Orders what may go: the surest first, of these the oldest, and an index before what it lists.
        private static func plan(
            _ images: [StoredImage], _ graph: ImageGraph, _ verdicts: [Verdict], _ layers: Layers
        ) -> [(image: Int, freed: Int)] {
            let candidates = images.indices.filter { verdicts[$0].isNeedless }
            var ranks: [Int: PlanRank] = [:]
            /// When an image goes: not before the last index that lists it, nor before what it is about.
            func rank(_ index: Int, _ steps: Int) -> PlanRank {
                if let known = ranks[index] { return known }
                var own = PlanRank(time: images[index].pushed?.seconds ?? .min, depth: 0)
                // Indexes that list each other have no order, and end here.
                guard steps < 16 else { return own }
                let above = (graph.parents(of: index) + graph.subjects(of: index)).filter {
                    verdicts[$0].isNeedless && $0 != index
                }
                let highest = above.map { rank($0, steps + 1) }
                if let last = highest.map(\.time).max(), let deepest = highest.map(\.depth).max() {
                    own = PlanRank(time: last, depth: deepest + 1)
                }
                ranks[index] = own
                return own
            }
            let keys = candidates.map { index in
                PlanKey(
                    confidence: verdicts[index].waste?.confidence ?? "", rank: rank(index, 0),
                    digest: images[index].digest, image: index)
            }
            let order = keys.sorted().map(\.image)
            return Array(zip(order, layers.freed(in: order))).map { (image: $0, freed: $1) }
        }

        /// The push of the last index that an image goes with, and how far below that it is.
        private struct PlanRank: Hashable {
            var time: Int64
            var depth: Int
        }

        private struct PlanKey: Comparable {
            var confidence: String
            var rank: PlanRank
            var digest: ContentDigest
            var image: Int

            static func < (left: Self, right: Self) -> Bool {
                (left.confidence, left.rank.time, left.rank.depth, left.digest)
                    < (right.confidence, right.rank.time, right.rank.depth, right.digest)
            }
        }

        private static func lifecycleImages(
            _ images: [StoredImage], _ graph: ImageGraph, _ places: [ContentDigest: Int]
        ) -> [LifecycleImage] {
            images.map { image in
                LifecycleImage(
                    tags: image.tags, pushed: image.pushed, lastPulled: image.pulled,
                    lastArchived: image.archived,
                    lastActivated: image.activated, isArchived: image.isArchived,
                    children: (image.manifest?.children ?? []).compactMap { places[$0.digest] },
                    subject: (image.subject ?? image.manifest?.subject).flatMap { places[$0] })
            }
        }
    }

    /// What is never to go, whatever is found of it.
    struct KeepList: Sendable {
        private let patterns: [Wildcard]
        /// Whether all of the repository stays.
        let keepsAll: Bool
        private let repository: String

        /// Patterns of repositories, or of `repository:tag`.
        init(_ patterns: [String], repository: String) {
            self.repository = repository
            keepsAll = patterns.contains { !$0.contains(":") && Wildcard($0, .stars).matches(repository) }
            self.patterns = patterns.filter { $0.contains(":") }.map { Wildcard($0, .stars) }
        }

        func keeps(_ tag: String) -> Bool {
            keepsAll || patterns.contains { $0.matches(repository + ":" + tag) }
        }
    }
}

extension ECR.Review.Structure {
    fileprivate init(_ images: [ECR.StoredImage], _ graph: ImageGraph, _ dangling: Set<ContentDigest>) {
        for index in images.indices {
            let image = images[index]
            if graph.isOrphanReferrer(index) { orphans += 1 }
            if image.tags.isEmpty, dangling.contains(image.digest), graph.parents(of: index).isEmpty {
                self.dangling += 1
            }
            if !graph.missingChildren(of: index).isEmpty { incomplete += 1 }
        }
    }
}
