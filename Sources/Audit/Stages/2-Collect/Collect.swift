import Pipeline

/// The second stage: raw facts.
enum Collect {
    static func stage(_ setting: Setting) -> Stage {
        let services = Catalog.services.filter { setting.scope.services.contains($0.name) }
        let isMeasured = services.contains { $0.metrics != nil } && setting.scope.metrics.days > 0
        let question = MetricQuestion(setting)
        return Stage(
            .collect,
            steps: [
                MetricEstimate(setting: setting, services: services),
                MetricSamples(setting: setting, services: services, question: question),
                LoneSamples(setting: setting, services: services, question: question),
            ] + Bill.collectSteps(setting.scope.costs, setting.access)
        ) { _, _ in
            Plan(isMeasured ? [MetricEstimate.first] : [])
        }
    }
}
