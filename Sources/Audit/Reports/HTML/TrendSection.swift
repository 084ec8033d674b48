import Formats
import Pipeline
import SQLite

/// The last ninety nights as lines, and as numbers below.
struct TrendSection: ReportSection {
    let id = "trends"
    let title = "Trends"

    private struct Measure {
        var name: String
        var title: String
        var shown: (Int128) -> Markup
        var words: (Int128) -> String
    }

    private let measures: [@Sendable () -> Measure] = [
        { money("spend", "Billed a month") },
        { money("saving", "Savings a month") },
        { number("findings", "Findings") },
        { number("resources", "Resources") },
        {
            let percent: (Int128) -> String = { "\($0 / 10).\($0 % 10)%" }
            return Measure(name: "cells", title: "Covered", shown: { "\(percent($0))" }, words: percent)
        },
    ]

    private static func money(_ name: String, _ title: String) -> Measure {
        Measure(name: name, title: title, shown: { Shown.money($0) }, words: { Shown.cents($0) })
    }

    private static func number(_ name: String, _ title: String) -> Measure {
        let words: (Int128) -> String = { Shown.count(Int(clamping: $0)) }
        return Measure(name: name, title: title, shown: { "\(words($0))" }, words: words)
    }

    func write(_ facts: ReportFacts, from database: Database, to page: inout HTMLPage) throws {
        let trends = try Trend.all(upTo: facts.run, in: database)
        let nights = Set(trends.values.flatMap { $0.points.map(\.run) }).sorted()
        guard nights.count > 1 else {
            return try page.add(
                """
                <p class="note">First night: nothing to compare with yet. Lines are drawn from the second on.</p>
                """)
        }
        let measures = measures.map { $0() }
        try page.add(
            """
            <p class="lead">The last \(Shown.count(nights.count, "run")) whose totals were kept, of at most \
            \(Trend.nights). Each line goes from its lowest to its highest. A night \
            that could look at less counts less: read the lines beside Covered.</p>
            <div class="trends">

            """)
        for measure in measures {
            guard let trend = trends[measure.name] else { continue }
            try page.add(
                TrendChart(
                    title: measure.title, trend: trend, shown: measure.shown, words: measure.words
                ).markup)
        }
        try page.add("</div>\n")
        try writeNumbers(measures, trends, nights, to: &page)
    }

    private func writeNumbers(
        _ measures: [Measure], _ trends: [String: Trend], _ nights: [Int], to page: inout HTMLPage
    ) throws {
        let kept = measures.filter { trends[$0.name] != nil }
        try page.add(
            """
            <details class="numbers"><summary>The numbers behind the lines</summary>
            <div class="scroll" role="region" tabindex="0" aria-label="The numbers behind the lines">
            <table class="plain"><caption>By run, the newest first</caption><thead><tr><th scope="col">Run</th>\
            \(kept.map { "<th scope=\"col\" class=\"n\">\($0.title)</th>" as Markup })</tr></thead><tbody>

            """)
        for night in nights.reversed() {
            let points = kept.map { measure in
                trends[measure.name]?.points.first { $0.run == night }.map { ($0, measure) }
            }
            let day = points.compactMap { $0?.0.asOf }.first.map(Shown.day) ?? ""
            let cells = points.map { point -> Markup in
                guard let (point, measure) = point else { return "<td class=\"n\">–</td>" }
                return "<td class=\"n\">\(measure.shown(point.amount))</td>"
            }
            try page.add("<tr><th scope=\"row\">\(night) <small>\(day)</small></th>\(cells)</tr>\n")
        }
        try page.add("</tbody></table></div></details>\n")
    }
}
