import Pipeline

/// The fourth stage: findings and savings.
///
/// It asks nobody, and can be run again on what was collected.
enum Analyse {
    static func stage(_ setting: Setting) -> Stage {
        let analyses = Catalog.services.filter { setting.scope.services.contains($0.name) }.compactMap(
            \.analysis)
        let history = HistoryKeeping(
            store: setting.store, sources: HistorySource.all(setting.scope.services))
        let shared: [any Step] = [
            history, SavingChoice(store: setting.store), TrendKeeping(store: setting.store),
        ]
        return Stage(.analyse, steps: analyses.flatMap { $0.steps(setting) } + shared) { database, _ in
            // Who audits nothing, and reads no bill, has nothing to remember.
            guard !setting.scope.services.isEmpty || setting.scope.costs.source != .none,
                let run = try database.runs(limit: 1).first?.run
            else { return Plan() }
            return Plan(
                try analyses.flatMap { try $0.plan(run, database) } + [SavingChoice.first] + history.cells
                    + [TrendKeeping.first])
        }
    }
}
