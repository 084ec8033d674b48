import AWS
import Pipeline
import SQLite

/// One night, top to bottom.
package enum Stages {
    /// All five, in their order; each reads what the one before has written.
    package static func all(_ setting: Setting, reports shelf: ReportShelf) -> [Stage] {
        [
            Discover.stage(setting.scope, setting.access),
            Collect.stage(setting),
            Enrich.stage(setting),
            Analyse.stage(setting),
            Report.stage(setting, on: shelf),
        ]
    }

    package static let migrations = PipelineSchema.migrations + AuditSchema.migrations
}
