import Pipeline
import SQLite

/// What the product is made of: its tables and its stages.
enum Product {
    static let migrations = PipelineSchema.migrations

    static func stages(of pipeline: PipelineFile) -> [Stage] {
        let coverage = CoverageReport(folder: pipeline.reports)
        return [
            Stage(.discover), Stage(.collect), Stage(.enrich), Stage(.analyse),
            Stage(.report, steps: [coverage], plan: { _, _ in Plan(CoverageReport.cells) }),
        ]
    }
}
