import AWS
import Pipeline
import SQLite

/// A service that is audited: what it asks of AWS, and how.
package struct AuditedService: Sendable {
    /// As it is called in pipeline files, tables and reports; its folder here has the same name.
    package var name: String
    /// The step of discovery that lists its resources in one account and region.
    package var listing: String
    /// All that it asks: the policy that lets it is made of this.
    package var operations: [Operation]
    /// A harmless question, which shows whether asking is allowed.
    package var probe: @Sendable (Client) async throws -> Void
    /// The steps of discovery.
    package var steps: @Sendable (Access) -> [any Step]
    /// What the second stage asks of it beside what is measured.
    var collection: Collection?
    /// The steps of the third stage, each of one cell without a place.
    var enrichment: @Sendable (AuditScope) -> [any Step] = { _ in [] }
    /// What is measured of its resources.
    package var metrics: MetricSource?
    /// What the bill calls it.
    var products: [String] = []
    /// What is worth telling when it changes, as a JSON object of SQL; `resource.arn` says of which resource.
    var facts: SQL = "json_object()"
    /// What a resource costs a month, as far as it is known.
    var monthlyCost: SQL = "NULL"
    /// The steps of the fourth stage, and the cells that it begins with.
    var analysis: Analysis?
    /// Its own tables among the reports.
    var reports: [TableReport] = []
    /// What it writes beside its tables.
    var documents: @Sendable (ReportShelf) -> [any Step] = { _ in [] }
    /// Its own figures in `stocktake stats`.
    var stats: [TableReport] = []
    package var migrations: [Migration]
}

extension AuditedService {
    /// What is collected of a service: the steps, and the cells that no listing finds.
    struct Collection: Sendable {
        var steps: @Sendable (Setting) -> [any Step]
        var plan: @Sendable (Run, Database) throws -> [Cell]
    }

    /// What a service makes of what was collected of it.
    struct Analysis: Sendable {
        var steps: @Sendable (Setting) -> [any Step]
        var plan: @Sendable (Run, Database) throws -> [Cell]
    }
}
