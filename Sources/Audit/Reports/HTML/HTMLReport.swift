import Pipeline
import SQLite

/// `report.html`: a run for people who would rather look, in one file that loads nothing.
struct HTMLReport: Step {
    let folder: String
    let service = "stocktake"
    let name = "report"

    /// Reports lie in a folder that is named after the estate.
    private var estate: String { folder.split(separator: "/").last.map(String.init) ?? folder }

    func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
        let (folder, estate) = ("\(folder)/\(run.id)", estate)
        return Page { database in
            try Folder.make(folder)
            var page = try HTMLPage("\(folder)/report.html")
            let facts = try ReportFacts(run, estate: estate, in: database)
            try Self.write(facts, from: database, to: &page)
            try page.commit()
            return Self.sections.count
        }
    }

    private static let sections: [any ReportSection] = [
        SummarySection(), SpendSection(), ChangeSection(), SavingSection(), FindingSection(),
        CoverageSection(), TrendSection(), ReconciliationSection(),
    ]

    private static func write(
        _ facts: ReportFacts, from database: Database, to page: inout HTMLPage
    ) throws {
        try page.add(ReportFrame.head(facts))
        try page.add(ReportFrame.header(facts, sections.map { ($0.id, $0.title) }))
        for section in sections {
            try page.add(
                #"<section id="\#(section.id)" aria-labelledby="\#(section.id)-title">"#
                    + #"<h2 id="\#(section.id)-title">\#(section.title)</h2>"#)
            try section.write(facts, from: database, to: &page)
            try page.add("</section>\n")
        }
        try page.add(ReportFrame.foot(facts))
    }
}

/// A part of the page with a heading of its own.
protocol ReportSection: Sendable {
    /// Where links lead.
    var id: String { get }
    var title: String { get }

    /// Writes what follows the heading.
    func write(_ facts: ReportFacts, from database: Database, to page: inout HTMLPage) throws
}
