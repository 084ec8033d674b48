import Pipeline
import SQLite

/// What was looked at and what was not, as a map of accounts and regions, with the reasons.
struct CoverageSection: ReportSection {
    let id = "coverage"
    let title = "Coverage"

    /// More rows than these are added up into one: nobody reads a map of ten thousand.
    private static let shownAccounts = 60
    private static let shownReasons = 25

    func write(_ facts: ReportFacts, from database: Database, to page: inout HTMLPage) throws {
        try page.add("<p class=\"lead\">\(facts.coverage.sentence)</p>\n")
        let map = try CoverageMap(of: facts.run, in: database)
        guard !map.lines.isEmpty else { return }
        try writeMap(map, facts, to: &page)
        try writeReasons(facts, from: database, to: &page)
    }

    private func writeMap(_ map: CoverageMap, _ facts: ReportFacts, to page: inout HTMLPage) throws {
        let (lines, others, count) = map.folded(to: Self.shownAccounts)
        let accounts = map.lines.count { !$0.account.isEmpty }
        let folded =
            count > 0
            ? "; the \(Shown.count(count)) with the fewest gaps are one row, and coverage.csv has each" : ""
        try page.add(
            """
            <ul class="legend" aria-label="What the numbers in the map mean">
            <li><span class="heat full">6</span> all looked at</li>
            <li><span class="heat some">4/6</span> some</li>
            <li><span class="heat lost">0/6</span> none</li>
            <li><span class="heat off">off</span> closed or switched off</li>
            <li><span class="heat">·</span> nothing to look at</li></ul>
            <div class="scroll" role="region" tabindex="0" aria-label="Coverage by account and region">
            <table class="map"><caption><span>Pieces of work by account and region, most gaps first: \
            \(Shown.count(accounts, "account"))\(folded)</span></caption>
            <thead><tr><th scope="col">Account</th>\(map.regions.map(Self.heading))</tr></thead><tbody>

            """)
        for line in lines { try page.add(Self.row(facts.account(line.account), line, map.regions)) }
        if let others {
            try page.add(Self.row("<em>\(Shown.count(count)) other accounts</em>", others, map.regions))
        }
        try page.add("</tbody></table></div>\n")
        guard !map.closed.isEmpty else { return }
        try page.add(
            """
            <p class="closed">Switched off in every account, and in no column: \
            \(map.closed.joined(separator: ", ")).</p>

            """)
    }

    private static func heading(_ region: String) -> Markup {
        #"<th scope="col"><span>\#(region.isEmpty ? "no region" : region)</span></th>"#
    }

    private static func row(_ name: Markup, _ line: CoverageMap.Line, _ regions: [String]) -> Markup {
        "<tr><th scope=\"row\">\(name)</th>\(regions.map { cell(line.regions[$0]) })</tr>\n"
    }

    private static func cell(_ tally: CoverageTally?) -> Markup {
        guard let tally else { return "<td>·</td>" }
        if tally.due == 0 { return #"<td class="off">off</td>"# }
        if tally.isWhole { return #"<td class="full">\#(Shown.count(tally.due))</td>"# }
        let kind = tally.covered == 0 ? "lost" : "some"
        return #"<td class="\#(kind)">\#(Shown.count(tally.covered))/\#(Shown.count(tally.due))</td>"#
    }

    private func writeReasons(
        _ facts: ReportFacts, from database: Database, to page: inout HTMLPage
    ) throws {
        let kinds = try Unseen.kinds(
            of: facts.run, where: "1", limit: Self.shownReasons + 1, in: database)
        guard !kinds.isEmpty else { return }
        let more = kinds.count > Self.shownReasons ? "; there are more, and coverage.csv has all" : ""
        try page.add(
            """
            <div class="scroll" role="region" tabindex="0" aria-label="Why it was not looked at">
            <table class="plain reasons"><caption>Why it could not be looked at\(more)</caption><thead><tr>\
            <th scope="col">Work, and what one piece of it says</th><th scope="col">State</th>\
            <th scope="col" class="n">Pieces</th><th scope="col" class="n">Accounts</th></tr></thead><tbody>

            """)
        for kind in kinds.prefix(Self.shownReasons) {
            try page.add(
                """
                <tr><th scope="row">\(kind.stage) \(kind.service) \(kind.step) <small>\(kind.reason)</small></th>\
                <td class="state">\(kind.state)</td>\
                <td class="n">\(Shown.count(kind.cells))</td><td class="n">\(Shown.count(kind.accounts))</td></tr>

                """)
        }
        try page.add("</tbody></table></div>\n")
    }
}
