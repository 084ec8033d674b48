import AWS
import Pipeline
import SQLite

/// One night, top to bottom.
package enum Stages {
    /// All five, in their order; each reads what the one before has written.
    package static func all(_ scope: AuditScope, _ access: Access, reports folder: String) -> [Stage] {
        let reports: [any Step] = Inventory.reports(in: folder) + [CoverageReport(folder: folder)]
        return [
            Discover.stage(scope, access),
            Stage(.collect),
            Stage(.enrich),
            Stage(.analyse),
            Stage(.report, steps: reports) { _, _ in
                Plan(reports.map { Cell(.report, $0.service, $0.name) })
            },
        ]
    }

    package static let migrations = PipelineSchema.migrations + AuditSchema.migrations
}
