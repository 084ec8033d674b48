import Pipeline
import SQLite

/// `findings.csv`: what is worth acting on, the largest savings first.
enum FindingReport {
    static func report(in folder: String) -> TableReport {
        TableReport(
            name: "findings", folder: folder,
            columns: [
                .plain("id"), .plain("code"), .plain("severity"), .text("account"), .text("account_name"),
                .text("units"), .plain("service"), .plain("region"), .text("resource"), .text("part"),
                .text("owner"),
                .text("what"), .text("why"), .text("how"), .money("current_monthly_cost"),
                .money("projected_monthly_cost"), .money("monthly_saving"), .plain("confidence"),
                .text("confidence_reason"), .text("prices"), .instant("first_seen"), .instant("as_of"),
            ]
        ) { run in
            """
            WITH place AS MATERIALIZED (SELECT id, name, \(Inventory.unitNames) AS units FROM account)
            SELECT finding.id, code, severity, finding.account, place.name, place.units, finding.service,
                finding.region, finding.resource, part, resource.owner, what, why, how, current_cost, projected_cost, saving,
                confidence, confidence_reason, prices, first_seen, finding.as_of
            FROM finding LEFT JOIN place ON place.id = finding.account
            LEFT JOIN resource ON resource.arn = finding.resource
            WHERE finding.run = \(run.id)
            ORDER BY saving IS NULL, saving DESC, code, finding.id
            """
        }
    }
}
