import Formats
import Images

extension ECR {
    /// Judges the images of a repository: what is used, what belongs to that, and what may go.
    ///
    ///     used ─▶ tied to it ─▶ kept ─▶ young ─▶ archived lately ─▶ pulled lately, releases ─▶ tied to any of these
    ///                                                                         the rest may go, or is unknown
    ///
    /// Each image gets the first that holds. What is tied to one that stays, stays: of an index that stays no part
    /// goes, and of an image that stays no signature.
    struct Judgement: Sendable {
        /// By what it is judged.
        struct Terms: Sendable {
            var now: Timestamp
            var grace: Int
            var unpulled: Int
            /// Whether a tag is one to keep.
            var keeps: @Sendable (String) -> Bool
            /// Whether all images of the repository are.
            var keepsAll = false
            /// Whether everything was seen that could use the images.
            var isCertain: Bool
            /// What is left of an index that is gone.
            var dangling: Set<ContentDigest> = []
        }

        private let images: [StoredImage]
        private let terms: Terms
        private let graph: ImageGraph
        /// On which day a scanner pulled nearly everything, if one did.
        let pollutedDay: Int?
        private let newestTagged: Timestamp?
        private(set) var verdicts: [Verdict?]

        init(_ images: [StoredImage], _ graph: ImageGraph, roots: [Int: Root], _ terms: Terms) {
            self.images = images
            self.terms = terms
            self.graph = graph
            pollutedDay = Pollution.day(of: images)
            newestTagged = images.lazy.filter { image in image.tags.contains { TagRole($0) != .digest } }
                .compactMap(\.pushed).max()
            verdicts = Array(repeating: nil, count: images.count)
            settle(roots)
        }

        /// The verdict of each image, in their order.
        var all: [Verdict] {
            verdicts.map { $0 ?? Verdict(kind: .unknown, reason: "nobody has judged it") }
        }

        private mutating func settle(_ roots: [Int: Root]) {
            markUsed(roots)
            markKept()
            spread(
                .young, from: withSubjects(images.indices.filter(isYoung)),
                "pushed in the last \(terms.grace) days")
            spread(
                .archivedMinimum, from: images.indices.filter(isArchivedLately),
                "the archive charges for 90 days in any case")
            markPulled()
            markNeedless()
            spread(
                .tied,
                from: images.indices.filter { verdicts[$0] != nil && verdicts[$0]?.isNeedless == false }, "")
            inherit()
        }

        private mutating func markUsed(_ roots: [Int: Root]) {
            let ties = graph.ties(of: roots.keys.sorted())
            for index in images.indices {
                switch ties[index] {
                case .none: break
                case .root:
                    let root = roots[index]
                    verdicts[index] = Verdict(
                        kind: .inUse, reason: root.map { "\($0.source): \($0.user)" } ?? "used")
                case .childOf(let other):
                    verdicts[index] = Verdict(
                        kind: .childOfLive, reason: "an index that is used lists it", through: other)
                case .parentOf(let other):
                    verdicts[index] = Verdict(
                        kind: .parentOfLive, reason: "it lists an image that is used", through: other)
                case .referrerOf(let other):
                    verdicts[index] = Verdict(
                        kind: .referrerOfLive, reason: "it is about an image that is used", through: other)
                }
            }
        }

        private mutating func markKept() {
            let kept = images.indices.filter { index in
                terms.keepsAll
                    || images[index].tags.contains { terms.keeps($0) || TagRole($0) == .environment }
            }
            for index in kept where verdicts[index] == nil {
                let tag = images[index].tags.first { terms.keeps($0) || TagRole($0) == .environment } ?? ""
                let what = terms.keepsAll ? "its repository" : "its tag \(tag)"
                verdicts[index] = Verdict(kind: .kept, reason: "\(what) is to be kept")
            }
            spread(.kept, from: kept, "")
        }

        /// Marks what is tied to some images, where nothing better is known of it.
        private mutating func spread(_ kind: Verdict.Kind, from roots: [Int], _ reason: String) {
            guard !roots.isEmpty else { return }
            for (index, tie) in graph.ties(of: roots).enumerated()
            where verdicts[index] == nil || isOpen(index) {
                switch tie {
                case .none: break
                case .root: verdicts[index] = Verdict(kind: kind, reason: reason)
                case .childOf(let other), .parentOf(let other), .referrerOf(let other):
                    verdicts[index] = Verdict(
                        kind: kind, reason: "it belongs to \(name(of: other)), which stays", through: other)
                }
            }
        }

        /// Images, and what they are about: who signs or verifies an image means that image.
        private func withSubjects(_ indexes: [Int]) -> [Int] {
            indexes + indexes.flatMap { graph.subjects(of: $0) }
        }

        /// Whether a newer image of the repository has a tag of its own.
        private func isFollowed(_ image: StoredImage) -> Bool {
            (newestTagged ?? .earliest) > (image.pushed ?? .latest)
        }

        /// Whether what was said of an image can still be overruled: it was to go, and is tied to one that stays.
        private func isOpen(_ index: Int) -> Bool { verdicts[index]?.isNeedless ?? true }

        private func name(of index: Int) -> String {
            images[index].tags.first ?? String(images[index].digest.description.prefix(19))
        }

        private func isYoung(_ index: Int) -> Bool {
            guard let arrived = images[index].arrived else { return true }
            return arrived.adding(days: terms.grace) > terms.now
        }

        private func isArchivedLately(_ index: Int) -> Bool {
            guard images[index].isArchived else { return false }
            guard let archived = images[index].archived else { return true }
            return archived.adding(days: 90) > terms.now
        }

        private mutating func markPulled() {
            let pulled = images.indices.filter { index in
                guard let pull = images[index].pulled, pull.adding(days: terms.unpulled) > terms.now else {
                    return false
                }
                // On the day on which a scanner pulled everything, a pull of what nothing names says nothing.
                return !(pull.day == pollutedDay && images[index].tags.isEmpty)
            }
            spread(.pulled, from: withSubjects(pulled), "pulled in the last \(terms.unpulled) days")
            let waiting = images.indices.filter { index in
                let image = images[index]
                let roles = image.tags.map { TagRole($0) }.filter { $0 != .digest }
                guard image.pulled == nil, let arrived = image.arrived, !roles.isEmpty else { return false }
                guard arrived.adding(days: terms.unpulled) > terms.now else { return false }
                return !(roles.allSatisfy { $0 == .passing } && isFollowed(image))
            }
            spread(.young, from: waiting, "pushed in the last \(terms.unpulled) days, and not pulled yet")
        }

        /// Says of what is left whether it may go.
        private mutating func markNeedless() {
            for index in images.indices where verdicts[index] == nil {
                let (waste, reason) = needlessness(of: index)
                guard let waste else {
                    verdicts[index] = Verdict(kind: .release, reason: reason)
                    continue
                }
                verdicts[index] = Verdict(
                    kind: terms.isCertain ? .candidate : .unknown, waste: waste, reason: reason)
            }
        }

        private func needlessness(of index: Int) -> (Verdict.Waste?, String) {
            let image = images[index]
            let named = image.tags.filter { TagRole($0) != .digest }
            guard !named.isEmpty else { return namelessness(of: index) }
            let roles = named.map { TagRole($0) }
            if roles.contains(.release) { return (nil, "a release") }
            if let other = (graph.parents(of: index) + graph.subjects(of: index)).first {
                return (.untagged, "it goes with \(name(of: other))")
            }
            let isFollowed = isFollowed(image)
            if roles.allSatisfy({ $0 == .passing }), isFollowed {
                return (.passing, "made in passing, and followed by newer images")
            }
            if image.pulled == nil { return (.neverPulled, "never pulled") }
            return (nil, isFollowed ? "its tag may mean something" : "the newest of its repository")
        }

        /// Why an image goes that has no tag, or only one that names another image.
        private func namelessness(of index: Int) -> (Verdict.Waste?, String) {
            if graph.isOrphanReferrer(index) { return (.orphan, "what it is about is gone") }
            if let other = (graph.parents(of: index) + graph.subjects(of: index)).first {
                return (.untagged, "it goes with \(name(of: other))")
            }
            let image = images[index]
            if terms.dangling.contains(image.digest) || image.manifest?.purpose == .attestation {
                return (.dangling, "the index that listed it is gone")
            }
            return (.untagged, "it lost its tag, and nothing lists it")
        }

        /// Gives what an index lists, and what is about an image, the reason of what it goes with.
        private mutating func inherit() {
            var changed = true
            // An index of indexes is rare, and each round settles one level at least.
            while changed {
                changed = false
                for index in images.indices where verdicts[index]?.isNeedless == true {
                    for other in graph.parents(of: index) + graph.subjects(of: index) {
                        guard let theirs = verdicts[other]?.waste, let own = verdicts[index]?.waste,
                            own.confidence < theirs.confidence
                        else { continue }
                        let reason = "it goes with \(name(of: other))"
                        verdicts[index]?.waste = theirs
                        verdicts[index]?.reason = reason
                        changed = true
                    }
                }
            }
        }
    }

    /// Pulls of a scanner, which say nothing of use.
    enum Pollution {
        /// The day on which four in five of the images were last pulled; nil where there is none, or few images.
        static func day(of images: [StoredImage]) -> Int? {
            let active = images.filter { !$0.isArchived }
            guard active.count >= 10 else { return nil }
            var counts: [Int: (all: Int, untagged: Int)] = [:]
            for image in active {
                guard let pulled = image.pulled else { continue }
                counts[pulled.day, default: (0, 0)].all += 1
                if image.tags.isEmpty { counts[pulled.day, default: (0, 0)].untagged += 1 }
            }
            guard let most = counts.max(by: { ($0.value.all, $1.key) < ($1.value.all, $0.key) }) else {
                return nil
            }
            let hasUntagged = active.contains { $0.tags.isEmpty }
            guard most.value.all * 5 >= active.count * 4, !hasUntagged || most.value.untagged > 0 else {
                return nil
            }
            return most.key
        }
    }
}
