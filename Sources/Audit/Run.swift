import AWS
import Pipeline
import SQLite

/// One night, top to bottom.
package enum Stages {
    /// All five, in their order; each reads what the one before has written.
    package static func all(_ setting: Setting, reports folder: String) -> [Stage] {
        let reports: [any Step] =
            Report.tables(setting.scope, in: folder) + [
                BillSummary(folder: folder), CoverageReport(folder: folder), HTMLReport(folder: folder),
            ]
        return [
            Discover.stage(setting.scope, setting.access),
            Collect.stage(setting),
            Enrich.stage(setting),
            Analyse.stage(setting),
            Stage(.report, steps: reports) { _, _ in
                Plan(reports.map { Cell(.report, $0.service, $0.name) })
            },
        ]
    }

    package static let migrations = PipelineSchema.migrations + AuditSchema.migrations
}
