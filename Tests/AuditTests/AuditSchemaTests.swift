import Foundation
import SQLite
import Support
import Testing

@testable import Audit

struct AuditSchemaTests {
    /// `STOCKTAKE_GOLDEN=write` writes the file anew, for a review of what has changed.
    @Test func `the whole schema is the one that was reviewed`() throws {
        let database = try Database(path: ":memory:", as: .writer)
        try database.migrate(Stages.migrations, version: "test")

        let golden = Vectors.checkout.appendingPathComponent("Tests/AuditTests/schema.sql")
        let schema = try database.schema() + "\n"
        if ProcessInfo.processInfo.environment["STOCKTAKE_GOLDEN"] == "write" {
            try schema.write(to: golden, atomically: true, encoding: .utf8)
        }
        #expect(try schema == String(contentsOf: golden, encoding: .utf8))
    }
}
