import Pipeline
import SQLite

/// Counts, sizes and money of services, in a few small tables.
package enum ServiceFigures {
    private static let top = 10

    /// The tables that every service has, and then those of its own; the bill is all of it where no service is named.
    package static func tables(of services: [AuditedService], isWholeBill: Bool) -> [TableReport] {
        [
            kinds(services), accounts(services), regions(services), dearest(services),
            spend(isWholeBill ? nil : services), findings(services), coverage(services),
        ] + services.flatMap(\.stats)
    }

    private static let figures: [ReportColumn] = [
        .count("count"), .money("monthly_cost"), .count("of_unknown_cost"),
    ]

    /// Resources that are there, with what each costs, counted by something.
    private static func resources(_ services: [AuditedService], by columns: SQL, _ run: Run) -> SQL {
        """
        SELECT \(columns), count(*) AS number, sum(cost) AS total, sum(cost IS NULL) FROM (
            SELECT resource.*, CASE service \(Inventory.costs) END AS cost FROM resource
            WHERE (\(Inventory.isThere(run))) AND service IN (\(services.names))) AS resource
        LEFT JOIN account ON account.id = resource.account
        """
    }

    private static func kinds(_ services: [AuditedService]) -> TableReport {
        TableReport(
            "resources_by_kind", "Resources by kind.", columns: [.word("service"), .word("kind")] + figures
        ) { run in
            resources(services, by: "service, kind", run)
                + " GROUP BY service, kind ORDER BY service, kind"
        }
    }

    private static func accounts(_ services: [AuditedService]) -> TableReport {
        TableReport(
            "resources_by_account", "Resources by account, the dearest first.",
            columns: [.text("account"), .text("account_name")] + figures
        ) { run in
            resources(services, by: "resource.account, max(account.name)", run)
                + " GROUP BY resource.account ORDER BY total IS NULL, total DESC, number DESC, resource.account"
        }
    }

    private static func regions(_ services: [AuditedService]) -> TableReport {
        TableReport(
            "resources_by_region", "Resources by region, the dearest first.",
            columns: [.word("region")] + figures
        ) { run in
            resources(services, by: "region", run)
                + " GROUP BY region ORDER BY total IS NULL, total DESC, number DESC, region"
        }
    }

    private static func dearest(_ services: [AuditedService]) -> TableReport {
        TableReport(
            "dearest", "The \(top) resources that cost most a month.",
            columns: [
                .text("name"), .word("service"), .word("kind"), .text("account"), .text("account_name"),
                .word("region"), .money("monthly_cost"),
            ]
        ) { run in
            """
            SELECT resource.name, service, kind, resource.account, account.name, region, cost FROM (
                SELECT resource.*, CASE service \(Inventory.costs) END AS cost FROM resource
                WHERE (\(Inventory.isThere(run))) AND service IN (\(services.names))) AS resource
            LEFT JOIN account ON account.id = resource.account
            WHERE cost IS NOT NULL ORDER BY cost DESC, arn LIMIT \(top)
            """
        }
    }

    private static func spend(_ services: [AuditedService]?) -> TableReport {
        let products = services?.flatMap(\.products)
        let isMeant: SQL =
            products.map { "service IN (\($0.reduce("''") { "\($0), \($1)" as SQL }))" } ?? "1"
        let what = products.map { $0.joined(separator: ", ") } ?? "everything"
        return TableReport(
            "spend_by_month", "What was billed for \(what), month by month, unblended.",
            columns: [.month("month"), .word("currency"), .count("lines"), .exact("unblended")]
        ) { _ in
            """
            SELECT month, currency, sum(lines), \(ExactSQL(sumOf: "unblended").columns) FROM monthly_cost
            WHERE \(isMeant) GROUP BY month, currency ORDER BY month DESC, currency
            """
        }
    }

    private static func findings(_ services: [AuditedService]) -> TableReport {
        TableReport(
            "findings_by_code", "Findings, and what of their savings can be had together.",
            columns: [
                .word("code"), .text("what"), .count("count"), .money("monthly_saving"), .money("counted"),
            ]
        ) { run in
            """
            SELECT code, min(what), count(*), sum(finding.saving), sum(amount) FILTER (WHERE instead IS NULL)
            FROM finding LEFT JOIN saving ON saving.finding = finding.id AND saving.run = \(run.id)
            WHERE finding.run = \(run.id) AND service IN (\(services.names)) GROUP BY code ORDER BY code
            """
        }
    }

    private static func coverage(_ services: [AuditedService]) -> TableReport {
        TableReport(
            "coverage_by_stage", "What was looked at, by stage.",
            columns: [.word("stage"), .word("service"), .word("state"), .count("count")]
        ) { run in
            """
            SELECT stage, service, state, count(*) FROM cell
            WHERE run = \(run.id) AND stage <> 'report' AND service IN (\(services.names), \(Bill.service))
            GROUP BY stage, service, state ORDER BY CASE stage WHEN 'discover' THEN 0 WHEN 'collect' THEN 1
                WHEN 'enrich' THEN 2 ELSE 3 END, service, state
            """
        }
    }
}
