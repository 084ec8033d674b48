import Formats
import Pipeline
import SQLite

/// `datapackage.json`: what each table is, column by column, for programs (Frictionless Data Package 2.0).
struct DataPackage: Step {
    let tables: [TableReport]
    let shelf: ReportShelf
    let service = "stocktake"
    let name = "datapackage"
    /// Once the tables are written, whose bytes and sums it tells.
    let turn = 2

    func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
        Page { database in
            let receipts = try ReportFile.Receipt.written(run, on: shelf, in: database)
            let resources = receipts.compactMap { receipt in
                tables.first { $0.name == receipt.table }.map { resource($0, receipt) }
            }
            let document: JSON = .object([
                JSON.Member("$schema", "https://datapackage.org/profiles/2.0/datapackage.json"),
                JSON.Member("name", "\(shelf.estate.lowercased())-\(run.id)"),
                JSON.Member("title", "\(shelf.estate), run \(run.id)"),
                JSON.Member("created", run.asOf.description),
                JSON.Member("resources", .array(resources)),
            ])
            // Its own place is flat: it is what tells where the others are.
            var file = try ReportFile("datapackage.json", of: run, on: shelf)
            try file.append(document.bytes(.pretty) + [UInt8(ascii: "\n")])
            try file.commit().save(in: database, run)
            return resources.count
        }
    }

    private func resource(_ table: TableReport, _ receipt: ReportFile.Receipt) -> JSON {
        var members: [JSON.Member] = [
            JSON.Member("name", table.name), JSON.Member("title", table.about),
            JSON.Member("path", receipt.path), JSON.Member("format", "csv"),
            JSON.Member("mediatype", "text/csv"),
            JSON.Member("encoding", "utf-8"),
        ]
        if receipt.path.hasSuffix(".gz") { members.append(JSON.Member("compression", "gz")) }
        members += [
            JSON.Member("bytes", receipt.bytes), JSON.Member("hash", "sha256:" + receipt.sha256),
            JSON.Member("rows", receipt.rows),
            JSON.Member("totals", (try? JSON(Array(receipt.totals.utf8))) ?? .object([])),
            JSON.Member(
                "dialect",
                .object([
                    JSON.Member("delimiter", ","), JSON.Member("lineTerminator", "\r\n"),
                    JSON.Member("quoteChar", "\""), JSON.Member("doubleQuote", .bool(true)),
                    JSON.Member("header", .bool(true)),
                ])),
            JSON.Member("schema", schema(of: table)),
        ]
        return .object(members)
    }

    private func schema(of table: TableReport) -> JSON {
        var members: [JSON.Member] = [
            JSON.Member("fields", .array(table.columns.map(field))),
            JSON.Member("missingValues", .array([""])),
        ]
        if !table.key.isEmpty {
            members.append(JSON.Member("primaryKey", .array(table.key.map { .string($0) })))
        }
        let known = table.references.filter { reference in tables.contains { $0.name == reference.table } }
        guard !known.isEmpty else { return .object(members) }
        let keys: [JSON] = known.map { reference in
            .object([
                JSON.Member("fields", .array([.string(reference.column)])),
                JSON.Member(
                    "reference",
                    .object([
                        JSON.Member("resource", reference.table),
                        JSON.Member("fields", .array([.string(reference.key)])),
                    ])),
            ])
        }
        return .object(members + [JSON.Member("foreignKeys", .array(keys))])
    }

    private func field(_ column: ReportColumn) -> JSON {
        var members = [JSON.Member("name", column.name), JSON.Member("type", column.kind.typeName)]
        if let words = ColumnWords.words(for: column) { members.append(JSON.Member("description", words)) }
        if column.kind == .flag {
            members += [
                JSON.Member("trueValues", .array(["yes"])), JSON.Member("falseValues", .array(["no"])),
            ]
        }
        return .object(members)
    }
}

extension ReportColumn.Kind {
    /// Its type in a Table Schema.
    fileprivate var typeName: String {
        switch self {
        case .text, .word: "string"
        case .count: "integer"
        case .money, .exact, .number: "number"
        case .instant: "datetime"
        case .month: "yearmonth"
        case .date: "date"
        case .flag: "boolean"
        case .object: "object"
        case .list: "array"
        }
    }

    /// Its type in Athena: amounts keep all of their digits.
    var athenaType: String {
        switch self {
        case .count: "bigint"
        case .money: "decimal(38,10)"
        case .exact: "decimal(38,28)"
        case .number: "double"
        default: "string"
        }
    }
}
