import Pipeline

/// The third stage: what the facts mean, prices, owners and links.
enum Enrich {
    static func stage(_ setting: Setting) -> Stage {
        let services = Catalog.services.filter { setting.scope.services.contains($0.name) }
        let steps = services.flatMap { $0.enrichment(setting.scope) }
        let shared: [any Step] = [Owners(tags: setting.scope.ownerTags), BillTotals(store: setting.store)]
        let bill = setting.scope.costs.source == .none ? [] : [BillTotals.first]
        return Stage(.enrich, steps: shared + steps) { _, _ in
            guard !services.isEmpty else { return Plan(bill) }
            return Plan([Owners.first] + bill + steps.map { Cell(.enrich, $0.service, $0.name) })
        }
    }
}
