import Formats
import Pipeline
import SQLite

/// All findings in a table that filters, sorts and pages.
///
/// The first ones are plain rows, for paper and for browsers that run no script; with one, all that are embedded can be
/// asked for.
struct FindingSection: ReportSection {
    let id = "findings"
    let title = "Findings"

    /// A page of the table.
    static let perPage = 25
    /// How many are embedded: a browser opens these in less than a second.
    static let embedded = 10_000

    func write(_ facts: ReportFacts, from database: Database, to page: inout HTMLPage) throws {
        let gaps = try Unseen.note(
            "there may be more, in", of: facts.run, where: "service <> \(Bill.service)", in: database)
        try page.add(gaps)
        guard facts.findings.total > 0 else {
            return try page.add("<p class=\"lead\">Nothing was found where it was looked.</p>")
        }
        try page.add(Self.controls(facts))
        try page.add(Self.head)
        try database.forEach(FindingRow.query(facts.run, limit: Self.perPage)) { row in
            try page.add(FindingRow(row).markup(facts))
        }
        try page.add(Self.end)
        try page.add(#"<script type="application/json" id="finding-data">"#)
        var data = FindingData(facts)
        try data.write(of: facts.run, from: database, to: &page)
        try page.add("</script>\n")
    }

    private static func controls(_ facts: ReportFacts) -> Markup {
        let (total, shown) = (facts.findings.total, min(facts.findings.total, perPage))
        let largest =
            total > embedded
            ? " Of them, this page holds the first \(Shown.count(embedded)); findings.csv has all." : ""
        return """
            <p class="lead" id="finding-lead">\(Shown.count(total, "finding")), the largest savings first.\(largest) \
            Evidence and commands open below each. What is not in the sums cannot be had beside a larger saving.</p>
            <p class="unscripted">Shown here: the first \(Shown.count(shown)). All are in findings.csv.</p>
            <form class="controls" id="finding-controls" role="search" aria-label="Findings" hidden>
            <label class="grow">Filter <input type="search" id="finding-filter" autocomplete="off" \
            placeholder="table, account, code, words…" aria-describedby="finding-status"></label>
            <label>Severity <select id="finding-severity"><option value="">all</option></select></label>
            <label>Service <select id="finding-service"><option value="">all</option></select></label>
            <label class="tick"><input type="checkbox" id="finding-saving"> only savings</label>
            <button type="reset">Clear</button>
            </form>
            <p id="finding-status" role="status" class="status"></p>

            """
    }

    private static let head: Markup = """
        <table class="cards" id="finding-table" role="table" aria-describedby="finding-lead">
        <caption>Findings</caption>
        <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader" data-sort="severity">Severity</th>\
        <th scope="col" role="columnheader" data-sort="what">Finding</th>\
        <th scope="col" role="columnheader" data-sort="name">Resource</th>\
        <th scope="col" role="columnheader" data-sort="account">Account</th>\
        <th scope="col" role="columnheader" data-sort="region">Region</th>\
        <th scope="col" role="columnheader" data-sort="saving" class="n" aria-sort="descending">Saves a month</th>\
        <th scope="col" role="columnheader" data-sort="confidence" class="n">Sure</th></tr></thead>
        <tbody role="rowgroup">

        """

    private static let end: Markup = """
        </tbody></table>
        <nav class="pager" id="finding-pager" aria-label="Pages of findings" hidden>
        <button type="button" id="finding-back">Back</button> <span id="finding-page"></span> \
        <button type="button" id="finding-on">Next</button></nav>

        """
}
