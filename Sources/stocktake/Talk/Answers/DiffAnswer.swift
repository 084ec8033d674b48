import Audit
import Formats
import Pipeline
import SQLite

/// What differs between two runs, in each of the formats.
///
/// What differs is written as it is read, and counted on the way: an estate that was half replaced has a long answer.
struct DiffAnswer {
    let comparison: RunComparison
    let database: Database
    let output: Output

    private static let shown = [
        "kind", "name", "monthly_cost_difference", "fields", "service", "account_name", "account", "region",
        "monthly_cost_before", "monthly_cost_after", "arn",
    ]
    /// The kinds in the order of their weight, as the answer sums them up.
    private static let kinds = ["created", "found", "modified", "moved", "deleted", "restored", "stale"]

    private struct Tally {
        var count = 0
        var priced = 0
        var moved = ExactSum()
    }

    private var title: String {
        let (earlier, later) = (comparison.earlier, comparison.later)
        return "run \(later.id), as of \(later.asOf), beside run \(earlier.id), as of \(earlier.asOf)"
    }

    func writeTable() throws {
        try output.print(title + "\n")
        try writeTotals()
        var tallies: [String: Tally] = [:]
        var rows = TableRows(RunComparison.columns, shown: Self.shown, to: output)
        try comparison.forEach(in: database) { difference in
            try rows.add(difference.values)
            Self.count(difference, in: &tallies)
        }
        try rows.end()
        guard rows.count > 0 else {
            return try output.print("No resource or account differs, where both could look.")
        }
        try output.print("")
        try output.print(Self.table(tallies).text)
        if !rows.leftOut.isEmpty {
            try output.print(
                "Left out for want of room: \(rows.leftOut.joined(separator: ", ")); --format csv has all.")
        }
        try output.print("stale: nobody could look at the later run, and somebody could at the earlier one.")
    }

    private static func count(_ difference: RunComparison.Difference, in tallies: inout [String: Tally]) {
        var tally = tallies[difference.kind] ?? Tally()
        tally.count += 1
        if let moved = difference.moved {
            tally.priced += 1
            tally.moved += ExactAmount(units: moved.units)
        }
        tallies[difference.kind] = tally
    }

    private static func table(_ tallies: [String: Tally]) -> Table {
        var table = Table(
            ["differs", "things", "USD a month", "of which it is known"], numbers: [1, 2, 3])
        for kind in kinds {
            guard let tally = tallies[kind] else { continue }
            table.add([
                kind, "\(tally.count)",
                tally.priced > 0 ? ShownValue.rounded(tally.moved.text(places: Money.places)) : "-",
                "\(tally.priced)",
            ])
        }
        return table
    }

    private func writeTotals() throws {
        let totals = try comparison.totals(in: database)
        var table = Table(
            ["total", "", "run \(comparison.earlier.id)", "run \(comparison.later.id)", "difference"],
            numbers: [2, 3, 4])
        for total in totals where total.part.isEmpty || ["findings", "cells"].contains(total.measure) {
            let values = [total.before, total.after, total.difference].map { value in
                value.map { Self.text($0, of: total) }.map { total.isMoney ? ShownValue.rounded($0) : $0 }
                    ?? "-"
            }
            table.add([Self.words[total.measure] ?? total.measure, total.part] + values)
        }
        try output.print(table.text)
        try output.print("A run that could look at less counts less: see its pieces of work in gaps.\n")
    }

    private static let words = [
        "cells": "pieces of work", "spend": "billed, last whole month", "saving": "savings a month",
    ]

    private static func text(_ value: Int64, of total: RunComparison.Total) -> String {
        total.isMoney ? Money(units: value).description : String(value)
    }

    func writeCSV() throws {
        var rows = CSVRows(RunComparison.columns, isForExcel: false, to: output)
        try comparison.forEach(in: database) { try rows.add($0.values) }
        try rows.end()
    }

    func writeJSON() throws {
        let totals = try comparison.totals(in: database).map { total -> JSON in
            .object(
                [JSON.Member("measure", total.measure), JSON.Member("part", total.part)]
                    + [("before", total.before), ("after", total.after), ("difference", total.difference)].map
                {
                    JSON.Member($0, Self.json($1, of: total))
                })
        }
        let head = [
            JSON.Member("earlier", comparison.earlier.id),
            JSON.Member("earlier_as_of", comparison.earlier.asOf.description),
            JSON.Member("later", comparison.later.id),
            JSON.Member("later_as_of", comparison.later.asOf.description),
            JSON.Member("totals", .array(totals)),
        ]
        try output.print(AnswerHead.opened(head) + ",\"differences\":")
        var rows = JSONRows(RunComparison.columns, to: output)
        try comparison.forEach(in: database) { try rows.add($0.values) }
        try rows.end()
        try output.print("}")
    }

    /// Amounts are texts, because readers make doubles of numbers.
    private static func json(_ value: Int64?, of total: RunComparison.Total) -> JSON {
        guard let value else { return .null }
        return total.isMoney ? .string(text(value, of: total)) : .number(JSON.Number(Int(value)))
    }
}
