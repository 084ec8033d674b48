import Formats
import Images

extension ECR {
    /// What of a plan may go now, and what stays and why.
    package struct Prospect: Sendable {
        package struct Refusal: Equatable, Sendable {
            package var digest: ContentDigest
            package var tags: [String]
            package var reason: String
        }

        /// In the order in which they can be deleted.
        package private(set) var going: [CleanupPlan.Candidate] = []
        package private(set) var refused: [Refusal] = []
        /// Those that are not there any more.
        package private(set) var gone: [ContentDigest] = []
        /// Why nothing may go at all; nil where something may.
        package let doubt: String?
        /// What deleting all that go frees.
        package private(set) var freedBytes = 0
        /// What each index lists, of those that go.
        private var children: [ContentDigest: Set<ContentDigest>] = [:]

        init(
            _ plan: CleanupPlan, upTo surest: String, _ sights: [SecondLook.Sight], doubt: String?
        ) {
            self.doubt = doubt
            var places: [ContentDigest: Int] = [:]
            for (index, sight) in sights.enumerated() { places[sight.image.digest] = index }
            var mayGo: Set<Int> = []
            var reasons: [Int: String] = [:]
            for candidate in plan.candidates where candidate.confidence <= surest {
                guard let index = places[candidate.digest] else {
                    // What could not be looked at is not gone.
                    if let doubt {
                        refused.append(Refusal(digest: candidate.digest, tags: candidate.tags, reason: doubt))
                    } else {
                        gone.append(candidate.digest)
                    }
                    continue
                }
                let sight = sights[index]
                if let doubt {
                    reasons[index] = doubt
                } else if Set(sight.image.tags) != Set(candidate.tags) {
                    reasons[index] = "its tags have changed since the plan was made"
                } else if let pulled = sight.image.pulled, pulled > plan.asOf {
                    reasons[index] = "it was pulled since the plan was made"
                } else if sight.kind == "candidate", sight.confidence > surest {
                    reasons[index] = "it is less sure by now: \(sight.reason)"
                } else if sight.kind != "candidate" {
                    reasons[index] = "it is needed now: \(sight.reason)"
                } else {
                    mayGo.insert(index)
                }
            }
            choose(plan, upTo: surest, sights, places, mayGo, reasons)
        }

        /// Lets go what nothing that stays holds.
        private mutating func choose(
            _ plan: CleanupPlan, upTo surest: String, _ sights: [SecondLook.Sight],
            _ places: [ContentDigest: Int],
            _ mayGo: Set<Int>, _ reasons: [Int: String]
        ) {
            let graph = ImageGraph(sights.map(\.image.node))
            let ties = graph.ties(of: sights.indices.filter { !mayGo.contains($0) })
            for candidate in plan.candidates where candidate.confidence <= surest {
                guard let index = places[candidate.digest] else { continue }
                if mayGo.contains(index), ties[index] == .none {
                    going.append(candidate)
                    children[candidate.digest] = Set(
                        sights[index].image.manifest?.children.map(\.digest) ?? [])
                } else {
                    refused.append(
                        Refusal(
                            digest: candidate.digest, tags: sights[index].image.tags,
                            reason: reasons[index] ?? "it belongs to an image that stays"))
                }
            }
            let layers = Layers(of: sights.map(\.image))
            freedBytes = layers.freedBytes(by: going.compactMap { places[$0.digest] })
        }

        /// What goes, at most a hundred at a time, and never an index together with what it lists.
        var batches: [[CleanupPlan.Candidate]] {
            var batches: [[CleanupPlan.Candidate]] = []
            var rest = going
            while !rest.isEmpty {
                var (batch, later): ([CleanupPlan.Candidate], [CleanupPlan.Candidate]) = ([], [])
                var listed: Set<ContentDigest> = []
                for candidate in rest {
                    let waits = batch.count == 100 || listed.contains(candidate.digest)
                    if waits { later.append(candidate) } else { batch.append(candidate) }
                    // What one that waits lists has to wait for it.
                    listed.formUnion(children[candidate.digest] ?? [])
                }
                batches.append(batch)
                rest = later
            }
            return batches
        }
    }
}
