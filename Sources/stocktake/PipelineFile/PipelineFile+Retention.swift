import Pipeline

/// The section `keep`: how long the database remembers.
extension PipelineFile {
    /// Metrics are kept for at least the days that a service looks back for: it would ask for them again every night.
    static func retention(_ file: Section, lookingBack days: Int) throws(Section.Mistake) -> Retention {
        let section = try file.section("keep", keys: ["runs", "cells", "metrics", "backups"])
        var retention = Retention()
        retention.runs = try section.int("runs", in: 2...10_000, or: retention.runs)
        retention.cells = try section.int(
            "cells", in: 2...retention.runs, or: min(retention.cells, retention.runs))
        retention.metrics = try section.int("metrics", in: days...3650, or: max(retention.metrics, days))
        retention.backups = try section.int("backups", in: 0...1000, or: retention.backups)
        return retention
    }
}
