import Formats
import Pipeline
import SQLite

/// What several sections of the page speak of.
struct ReportFacts {
    let run: Run
    let estate: String
    /// The run that this one is compared with; nil where it is the first.
    let previous: Run?
    let coverage: CoverageTally
    /// The names of accounts, by their ids.
    let accounts: [String: String]
    let bill: BillFigures
    let findings: FindingFigures

    init(_ run: Run, estate: String, in database: Database) throws {
        self.run = run
        self.estate = estate
        previous = try database.row(
            """
            SELECT id, as_of FROM run WHERE id < \(run.id) AND state IN ('complete', 'partial')
            ORDER BY id DESC LIMIT 1
            """
        ) { row in Run(id: row[0], asOf: row[1]) }
        coverage = CoverageTally(try database.coverage(of: run).filter { $0.stage < .report })
        let names = try database.rows("SELECT id, name FROM account ORDER BY id") { row in
            (row[0] as String, row[1] as String)
        }
        accounts = Dictionary(names) { first, _ in first }
        bill = try BillFigures(of: run, in: database)
        findings = try FindingFigures(of: run, in: database)
    }

    /// An account as people know it: its name, and its number below.
    func account(_ id: String) -> Markup {
        guard let name = name(of: id), name != id else { return "\(id.isEmpty ? Self.everywhere : id)" }
        return "\(name) <small>\(id)</small>"
    }

    /// An account with a region of it.
    func account(_ id: String, _ region: String) -> Markup {
        let numbers = [name(of: id) == nil ? "" : id, region].filter { !$0.isEmpty }
        let name = name(of: id) ?? (id.isEmpty ? Self.everywhere : id)
        return "\(name) <small>\(numbers.joined(separator: " · "))</small>"
    }

    private func name(of id: String) -> String? {
        accounts[id].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// What is about no account is the payer's, and so about all of them.
    static let everywhere = "Whole organisation"
}
