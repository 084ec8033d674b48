import Audit
import Formats
import Pipeline
import SQLite

/// Asks the database in SQL.
///
/// It can read and nothing else.
struct SQLCommand: Command {
    private enum Format: String, CaseIterable {
        case table, csv, json
    }

    private let file: String
    private let query: String
    private let format: Format

    static let verb = Verb(
        name: "sql", summary: "Ask the database of a pipeline file in SQL, read-only.",
        details:
            "In CSV, a text that a spreadsheet would take for a formula gets an apostrophe in front.",
        words: [.file, Word(name: "QUERY", help: "one SQL statement, in quotes")],
        options: [
            Option(
                name: "--format", value: "FORMAT", help: "How to write the answer.",
                choices: Format.allCases.map(\.rawValue), preset: "table")
        ],
        example: "stocktake sql pipelines/nightly.yaml 'SELECT * FROM run'",
        make: { arguments throws(Problem) in
            SQLCommand(
                file: arguments.word("FILE"), query: arguments.word("QUERY"),
                format: arguments.value("--format").flatMap(Format.init) ?? .table)
        })

    func run(in world: World) async throws -> ExitCode {
        let pipeline = try PipelineFile.read(file, in: world)
        let database = try pipeline.home.openForReading(Stages.migrations)
        do {
            let names = try database.prepare(query).columnNames
            var answer: any Answer =
                switch format {
                case .table: TableAnswer(names, world)
                case .csv: CSVAnswer(names, world)
                case .json: JSONAnswer(names, world)
                }
            try answer.write(SQL(query), of: database)
        } catch let error as SQLiteError where error.kind == .notAllowed || error.kind == .readOnly {
            throw Problem(
                "the statement does more than read", hint: "`sql` only reads: ask with SELECT or WITH",
                exit: .usage)
        } catch let error as SQLiteError where error.kind == .other {
            throw Problem(
                error.message, hint: "the tables: \(try tables(of: database).joined(separator: ", "))",
                exit: .usage)
        } catch let error as SQLiteError {
            throw Problem(error, database: database.path)
        }
        return .complete
    }

    private func tables(of database: Database) throws -> [String] {
        try database.rows("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') ORDER BY name") {
            row in
            row[0] as String
        }
    }
}
