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
    package var steps: @Sendable (Access) -> [any Step]
    package var migrations: [Migration]
}
