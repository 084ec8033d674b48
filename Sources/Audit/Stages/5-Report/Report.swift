import Pipeline
import SQLite

/// The fifth stage: what people and programs read.
///
/// Tables come first, then what tells about them, and last the checksums: the folder gets its name when it is whole, and
/// only then goes elsewhere.
package enum Report {
    static func stage(_ setting: Setting, on shelf: ReportShelf) -> Stage {
        let steps = steps(setting, on: shelf)
        return Stage(.report, steps: steps) { _, _ in
            Plan(steps.map { Cell(.report, $0.service, $0.name) })
        }
    }

    /// The tables of an estate, in the order of their importance.
    static func tables(_ scope: AuditScope) -> [TableReport] {
        let services = Catalog.services.filter { scope.services.contains($0.name) }
        return [SummaryReport.report] + FindingReport.reports + Inventory.reports
            + [ChangeReport.report, CoverageLedger.report, BillSummary.report]
            + services.flatMap(\.reports)
    }

    /// The tables that can be asked for by name.
    ///
    /// Not `costs`, whose rows have sixty columns and are made of the bill line by line.
    package static func kinds(_ scope: AuditScope) -> [TableReport] {
        tables(scope) + [ReconciliationReport.report]
    }

    private static func steps(_ setting: Setting, on shelf: ReportShelf) -> [any Step] {
        let tables = tables(setting.scope)
        let costs = TableReport(
            "costs", FocusCosts.about, columns: FocusCosts.columns, query: { _ in "SELECT 1" })
        let all = tables + [costs, ReconciliationReport.report]
        var steps: [any Step] = tables.map { TableWriting(report: $0, shelf: shelf) }
        let services = Catalog.services.filter { setting.scope.services.contains($0.name) }
        steps += services.flatMap { $0.documents(shelf) }
        steps.append(FocusCosts(shelf: shelf))
        steps.append(TableWriting(report: ReconciliationReport.report, shelf: shelf, turn: 1))
        steps.append(HTMLReport(shelf: shelf))
        steps.append(DataPackage(tables: all, shelf: shelf))
        if shelf.form.layout == .hive { steps.append(AthenaTables(tables: all, shelf: shelf)) }
        steps.append(Sealing(tables: all.map(\.name), shelf: shelf))
        if let place = shelf.form.upload {
            steps.append(Uploading(place: place, shelf: shelf, access: setting.access))
        }
        return steps
    }
}
