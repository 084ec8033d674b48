import Pipeline
import SQLite

/// `report.html`: a run for people who would rather look, in one file that loads nothing.
struct HTMLReport: Step {
    let shelf: ReportShelf
    let service = "stocktake"
    let name = "report"
    /// Once the costs are written, whose sums it holds against the bill's.
    let turn = 1

    func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
        Page { database in
            var page = HTMLPage(try ReportFile("report.html", of: run, on: shelf))
            let facts = try ReportFacts(run, estate: shelf.estate, in: database)
            try Self.write(facts, from: database, to: &page)
            try page.commit().save(in: database, run)
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
