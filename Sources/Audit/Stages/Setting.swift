import Pipeline
import SQLite

/// What steps are made with: what is audited, the way to AWS, and the database to read from.
///
/// Steps read from it what earlier cells have written; they write by the pages that they return.
package struct Setting: Sendable {
    package let scope: AuditScope
    package let access: Access
    package let store: Store

    package init(_ scope: AuditScope, _ access: Access, _ store: Store) {
        self.scope = scope
        self.access = access
        self.store = store
    }
}
