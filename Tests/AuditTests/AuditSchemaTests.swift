import Foundation
import SQLite
import Support
import Testing

@testable import Audit

struct AuditSchemaTests {
    @Test func `the whole schema is the one that was reviewed`() throws {
        let database = try Database(path: ":memory:", as: .writer)
        try database.migrate(Stages.migrations, version: "test")

        let golden = Vectors.checkout.appendingPathComponent("Tests/AuditTests/schema.sql")
        #expect(try database.schema() + "\n" == String(contentsOf: golden, encoding: .utf8))
    }
}
