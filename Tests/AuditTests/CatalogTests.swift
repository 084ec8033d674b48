import AWS
import Formats
import Foundation
import Pipeline
import SQLite
import Support
import Testing

@testable import Audit

struct CatalogTests {
    @Test func `every folder of a service is in the catalogue, and the other way round`() throws {
        let folder = Vectors.checkout.appendingPathComponent("Sources/Audit/Services")
        let entries = try FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: [.isDirectoryKey])
        let folders = try entries.filter {
            try $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true
        }

        #expect(
            folders.map { $0.lastPathComponent.lowercased() }.sorted()
                == Catalog.services.map(\.name).sorted())
    }

    @Test func `every report asks for as many columns as it has`() throws {
        let database = try Database(path: ":memory:", as: .writer)
        try database.migrate(Stages.migrations, version: "test")
        let run = Run(id: 1, asOf: Timestamp(day: 20_000))
        var scope = AuditScope()
        scope.services = Set(Catalog.services.map(\.name))

        for report in Report.kinds(scope) + Catalog.services.flatMap(\.stats) {
            for query in report.queries(run) {
                let columns = try database.prepare(query.text).columnNames.count
                #expect(columns == report.columns.reduce(0) { $0 + $1.width }, "\(report.name)")
            }
        }
    }

    @Test func `names, operations and tables are each given once`() {
        let services = Catalog.services
        let operations = services.flatMap(\.operations)

        #expect(Set(services.map(\.name)).count == services.count)
        #expect(Set(operations).count == operations.count)
        #expect(
            services.allSatisfy { service in service.operations.contains { $0.service.name == service.name } }
        )
    }
}
