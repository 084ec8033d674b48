import Formats
import Pipeline
import SQLite

/// `athena.sql`: the statements that make tables of the reports in Athena and Trino, from the same columns.
struct AthenaTables: Step {
    let tables: [TableReport]
    let shelf: ReportShelf
    let service = "stocktake"
    let name = "athena"

    func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
        Page { database in
            let text = tables.map(statement(of:)).joined(separator: "\n")
            var file = try ReportFile("athena.sql", of: run, on: shelf)
            try file.append(Array(text.utf8))
            try file.commit().save(in: database, run)
            return tables.count
        }
    }

    /// Texts are read as texts: Athena's reader of CSV with quotes has no other type, and so views cast them.
    func statement(of table: TableReport) -> String {
        let columns = table.columns.map { "  `\($0.name.lowercased())` string" }.joined(separator: ",\n")
        let casts = table.columns.map { column in
            let name = column.name.lowercased()
            return column.kind.athenaType == "string"
                ? #"  "\#(name)""#
                : #"  CAST(nullif("\#(name)", '') AS \#(column.kind.athenaType)) AS "\#(name)""#
        }.joined(separator: ",\n")
        let place = shelf.form.upload?.description ?? "s3://BUCKET/PREFIX"
        return """
            CREATE EXTERNAL TABLE IF NOT EXISTS \(table.name)_csv (
            \(columns)
            )
            PARTITIONED BY (estate string, run bigint)
            ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde'
            WITH SERDEPROPERTIES ('separatorChar' = ',', 'quoteChar' = '"', 'escapeChar' = '\\u0001')
            LOCATION '\(place)/\(table.name)/'
            TBLPROPERTIES ('skip.header.line.count' = '1');
            MSCK REPAIR TABLE \(table.name)_csv;
            CREATE OR REPLACE VIEW \(table.name) AS SELECT
            \(casts),
              estate, run
            FROM \(table.name)_csv;

            """
    }
}
