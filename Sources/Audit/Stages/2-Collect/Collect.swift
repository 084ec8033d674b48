import Pipeline

/// The second stage: raw facts.
enum Collect {
    static func stage(_ setting: Setting) -> Stage {
        let services = Catalog.services.filter { setting.scope.services.contains($0.name) }
        let isMeasured = services.contains { $0.metrics != nil } && setting.scope.metrics.days > 0
        let question = MetricQuestion(setting)
        let collections = services.compactMap(\.collection)
        return Stage(
            .collect,
            steps: [
                MetricEstimate(setting: setting, services: services),
                MetricSamples(setting: setting, services: services, question: question),
                LoneSamples(setting: setting, services: services, question: question),
            ] + Bill.collectSteps(setting.scope.costs, setting.access)
                + collections.flatMap { $0.steps(setting) }
        ) { database, _ in
            guard let run = try database.runs(limit: 1).first?.run else { return Plan() }
            let cells = try collections.flatMap { try $0.plan(run, database) }
            return Plan((isMeasured ? [MetricEstimate.first] : []) + cells)
        }
    }
}
