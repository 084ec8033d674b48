import AWS
import Images
import Pipeline

extension ECR {
    /// Deletes what a second look has let go, batch by batch, each written down before and after.
    package struct Deletion: Sendable {
        private let place: RepositoryPlace
        private let signature: String
        private let client: Client
        private let log: ActionLog

        /// What became of it.
        package struct Outcome: Equatable, Sendable {
            package var deleted = 0
            package var kept: [Prospect.Refusal] = []
        }

        package init(_ plan: CleanupPlan, access: Access, _ log: ActionLog) async throws {
            place = RepositoryPlace(account: plan.account, region: plan.region, name: plan.repository)
            signature = plan.signature
            client = try await access.client(account: plan.account, region: plan.region)
            self.log = log
        }

        /// Deletes all that goes; `progress` is told how many are done.
        package func carryOut(
            _ prospect: Prospect, progress: (Int) -> Void
        ) async throws -> Outcome {
            var outcome = Outcome()
            var again: [CleanupPlan.Candidate] = []
            for batch in prospect.batches {
                again += try await delete(batch, isLast: false, &outcome)
                progress(outcome.deleted)
            }
            // Once more, one by one: what it failed of may have passed.
            for candidate in again { _ = try await delete([candidate], isLast: true, &outcome) }
            progress(outcome.deleted)
            return outcome
        }

        /// Deletes a batch, and gives those that are worth another try.
        private func delete(
            _ batch: [CleanupPlan.Candidate], isLast: Bool, _ outcome: inout Outcome
        ) async throws -> [CleanupPlan.Candidate] {
            try write(.deleting, batch, "")
            let answer = try await client.send(
                BatchDeleteImage(repository: place.name, digests: batch.map(\.digest)))
            var (done, again): ([CleanupPlan.Candidate], [CleanupPlan.Candidate]) = ([], [])
            for candidate in batch {
                let failure = answer.failures[candidate.digest]
                switch failure?.code {
                // Only what AWS says that it has deleted is deleted.
                case nil where answer.digests.contains(candidate.digest), "ImageNotFound":
                    done.append(candidate)
                case "ImageReferencedByManifestList": try keep(candidate, "an index lists it", &outcome)
                case .some(let code) where isLast:
                    try keep(candidate, "\(code): \(failure?.reason ?? "")", &outcome)
                case nil where isLast: try keep(candidate, "the answer passes over it", &outcome)
                default: again.append(candidate)
                }
            }
            try write(.deleted, done, "")
            outcome.deleted += done.count
            return again
        }

        private func keep(
            _ candidate: CleanupPlan.Candidate, _ reason: String, _ outcome: inout Outcome
        ) throws(Problem) {
            try write(.kept, [candidate], reason)
            outcome.kept.append(
                Prospect.Refusal(digest: candidate.digest, tags: candidate.tags, reason: reason))
        }

        private func write(
            _ event: ActionLog.Event, _ candidates: [CleanupPlan.Candidate], _ note: String
        ) throws(Problem) {
            try log.write(event, place, candidates.map { ($0.digest, $0.tags) }, note, signature: signature)
        }
    }
}
