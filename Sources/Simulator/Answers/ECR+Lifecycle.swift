import Formats

/// What ECR throws away by itself, and what it would throw away next.
extension ECRAnswers {
    static func lifecyclePolicy(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let repository = try found(exchange)
        let shelf = ImageShelf(repository, exchange.account, exchange.simulation)
        guard let policy = shelf.policy else {
            throw .own(
                status: 400, code: "LifecyclePolicyNotFoundException",
                message:
                    "Lifecycle policy does not exist for the repository with name '\(repository.name)' in "
                    + "the registry with id '\(repository.account)'")
        }
        var writer = JSONWriter()
        writer.object { writer in
            if let time = policy.evaluated { writer.time("lastEvaluatedAt", time) }
            writer.field("lifecyclePolicyText", policy.text)
            writer.field("registryId", repository.account)
            writer.field("repositoryName", repository.name)
        }
        return writer.bytes
    }

    static func lifecyclePreview(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let repository = try found(exchange)
        let shelf = ImageShelf(repository, exchange.account, exchange.simulation)
        guard let policy = shelf.policy, let doomed = shelf.preview else {
            throw .own(
                status: 400, code: "LifecyclePolicyPreviewNotFoundException",
                message: "Lifecycle policy preview does not exist for the repository with name "
                    + "'\(repository.name)' in the registry with id '\(repository.account)'")
        }
        let size = try exchange.question.pageSize("maxResults", upTo: 100, default: 100)
        let slice = try exchange.paging("nextToken", of: repository.name)
            .slice(of: doomed.count, size: size, exchange.oddity)
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("lifecyclePolicyText", policy.text)
            exchange.writeToken("nextToken", slice.next, to: &writer)
            writer.key("previewResults")
            writer.array { writer in
                for image in doomed[slice.items] { write(image, to: &writer) }
            }
            writer.field("registryId", repository.account)
            writer.field("repositoryName", repository.name)
            writer.field("status", "COMPLETE")
            writer.key("summary")
            writer.object { $0.field("expiringImageTotalCount", doomed.count) }
        }
        return writer.bytes
    }

    private static func write(_ image: Simulation.Image, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("action")
            writer.object { $0.field("type", "EXPIRE") }
            writer.field("appliedRulePriority", 1)
            writer.field("imageDigest", image.digest)
            writer.time("imagePushedAt", image.pushed)
            writer.texts("imageTags", image.tags)
            writer.field("storageClass", "STANDARD")
        }
    }
}

extension ImageShelf {
    /// What a preview that somebody has asked for says will go; nil where nobody has.
    fileprivate var preview: [Simulation.Image]? {
        guard let policy, habit.signing != .referrers, draw.at("preview").percent(35) else { return nil }
        switch policy.kind {
        case .conjunction, .shadowed, .idle: return []
        case .plain, .stale, .archiving: return nil
        case .doomed: break
        }
        // What a list refers to is neither counted nor thrown away before the list is.
        var children: Set<Int> = []
        for item in items where !item.isGone {
            if case .index(let places) = item.kind { children.formUnion(places) }
        }
        let counted = images().filter { !children.contains($0.place) && !$0.isArchived }
            .sorted { ($1.pushed, $0.digest) < ($0.pushed, $1.digest) }
        return Array(counted.dropFirst(LifecyclePolicy.keptByDoomed))
    }
}
