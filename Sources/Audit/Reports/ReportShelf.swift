import Formats
import Pipeline

/// Where the reports of an estate lie, and how they are written.
///
///     output/acme/
///       12.partial/     the reports of run 12, while they are written
///       11/             those of run 11: whole, because SHA256SUMS is in it
///       latest -> 11
package struct ReportShelf: Sendable {
    /// The folder of the estate.
    let root: String
    let estate: String
    let form: ReportScope

    package init(_ root: String, estate: String, _ form: ReportScope = ReportScope()) {
        (self.root, self.estate, self.form) = (root, estate, form)
    }

    func finished(_ run: Run) -> String { "\(root)/\(run.id)" }

    func partial(_ run: Run) -> String { "\(root)/\(run.id).partial" }

    /// Where a table lies within the folder of a run.
    func path(of table: String, _ ending: String, _ run: Run) -> String {
        let packed = form.compression == .gzip ? ".gz" : ""
        // Athena reads every file of a partition: none but the table's may be there.
        let place = form.layout == .hive && ending == "csv" ? "\(table)/estate=\(estate)/run=\(run.id)/" : ""
        return "\(place)\(table).\(ending)\(packed)"
    }
}
