import Pipeline
import SQLite

/// `changes.csv`: what happened since the last run that saw what it could.
enum ChangeReport {
    /// The last run before one that saw what it could; 0 for none.
    static func lastWhole(before run: Run) -> SQL {
        """
        coalesce((SELECT max(id) FROM run WHERE id < \(run.id) AND state IN ('complete', 'partial')), 0)
        """
    }

    static let report = TableReport(
        "changes", "What happened since the last whole run, and the money that it moved.",
        columns: [
            .count("seen_in_run"), .word("kind"), .text("arn"), .word("service"), .text("account"),
            .text("account_name"),
            .word("region"), .text("name"), .text("owner"), .object("fields"), .money("monthly_cost_before"),
            .money("monthly_cost_after"), .money("monthly_cost_difference"),
        ],
        key: ["seen_in_run", "arn", "kind"]
    ) { run in
        """
        SELECT event.run, event.kind, event.arn, event.service, event.account, account.name, event.region, event.name,
            resource.owner, fields, cost_before, cost_after, cost_after - cost_before
        FROM event LEFT JOIN account ON account.id = event.account LEFT JOIN resource ON resource.arn = event.arn
        WHERE event.run <= \(run.id) AND event.run > \(lastWhole(before: run))
        ORDER BY event.kind, event.service, event.arn, event.run
        """
    }
}
