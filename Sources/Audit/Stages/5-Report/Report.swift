/// The fifth stage: what people and programs read.
enum Report {
    static func tables(_ scope: AuditScope, in folder: String) -> [TableReport] {
        let services = Catalog.services.filter { scope.services.contains($0.name) }
        return Inventory.reports(in: folder) + [FindingReport.report(in: folder)]
            + services.flatMap { $0.reports(folder) }
    }
}
