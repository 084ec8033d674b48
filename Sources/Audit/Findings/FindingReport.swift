import Pipeline
import SQLite

/// What is worth acting on, and which of its savings can be had together.
enum FindingReport {
    static let reports = [findings, savings]

    private static let place: SQL = """
        WITH place AS MATERIALIZED (SELECT id, name, \(Inventory.unitNames) AS units FROM account)
        """

    /// `findings.csv`: the largest savings first.
    private static let findings = TableReport(
        "findings", "What is worth acting on, the largest savings first.",
        columns: [
            .word("id"), .word("code"), .word("severity"), .text("account"), .text("account_name"),
            .text("units"), .word("service"), .word("region"), .text("resource"), .text("name"),
            .text("part"),
            .text("owner"), .text("what"), .text("why"), .text("how"), .money("current_monthly_cost"),
            .money("projected_monthly_cost"), .money("monthly_saving"), .count("confidence"),
            .text("confidence_reason"), .list("prices"), .instant("as_of"), .instant("first_seen"),
            .count("nights"),
        ],
        key: ["id"], hasJSON: true
    ) { run in
        """
        \(place)
        SELECT finding.id, code, severity, finding.account, place.name, place.units, finding.service,
            finding.region, finding.resource, resource.name, part, resource.owner, what, why, how, current_cost,
            projected_cost, saving, confidence, confidence_reason, prices, finding.as_of, first_seen,
            \(run.id) - finding.first_run + 1
        FROM finding LEFT JOIN place ON place.id = finding.account
        LEFT JOIN resource ON resource.arn = finding.resource
        WHERE finding.run = \(run.id)
        ORDER BY saving IS NULL, saving DESC, code, finding.id
        """
    }

    /// `savings.csv`: those that count first, so that the column of what counts can be added up.
    private static let savings = TableReport(
        "savings", "One row a saving; `counted` holds what can be had together, and can be added up.",
        columns: [
            .word("finding"), .word("code"), .word("severity"), .text("account"), .text("account_name"),
            .text("units"), .word("service"), .word("region"), .text("resource"), .text("name"),
            .text("owner"),
            .text("what"), .money("counted"), .money("alternative"), .word("instead_of"),
            .count("confidence"),
        ],
        key: ["finding"],
        references: [
            TableReport.Reference(column: "finding", table: "findings", key: "id"),
            TableReport.Reference(column: "instead_of", table: "findings", key: "id"),
        ]
    ) { run in
        """
        \(place)
        SELECT finding.id, code, severity, finding.account, place.name, place.units, finding.service,
            finding.region, finding.resource, resource.name, resource.owner, what,
            CASE WHEN instead IS NULL THEN amount ELSE 0 END, CASE WHEN instead IS NOT NULL THEN amount END, instead,
            confidence
        FROM saving CROSS JOIN finding ON finding.id = saving.finding
        LEFT JOIN place ON place.id = finding.account LEFT JOIN resource ON resource.arn = finding.resource
        WHERE saving.run = \(run.id)
        ORDER BY instead IS NOT NULL, amount DESC, saving.finding
        """
    }
}
