import Pipeline

/// The third stage: what the facts mean, prices, owners and links.
enum Enrich {
    static func stage(_ setting: Setting) -> Stage {
        let services = Catalog.services.filter { setting.scope.services.contains($0.name) }
        let steps = services.flatMap { $0.enrichment() }
        return Stage(.enrich, steps: [Owners(tags: setting.scope.ownerTags)] + steps) { _, _ in
            guard !services.isEmpty else { return Plan() }
            return Plan([Owners.first] + steps.map { Cell(.enrich, $0.service, $0.name) })
        }
    }
}
