import Pipeline

/// The third stage: what the facts mean, prices, owners and links.
enum Enrich {
    static func stage(_ setting: Setting) -> Stage {
        Stage(.enrich, steps: [Owners(tags: setting.scope.ownerTags)]) { _, _ in
            Plan(setting.scope.services.isEmpty ? [] : [Owners.first])
        }
    }
}
