import Pipeline
import SQLite

/// `summary.csv`: a run on one page, one figure a row.
enum SummaryReport {
    static let report = TableReport(
        "summary", "A run on one page: spend, savings, findings, coverage and changes, one figure a row.",
        columns: [
            .word("section"), .text("item"), .text("name"), .month("month"), .word("currency"),
            .count("count"),
            .exact("amount"), .text("note"),
        ],
        hasJSON: true
    ) { run in
        let groups: [[SQL]] = [
            [about(run)], spend(run), savings(run), findings(run),
            [coverage(run), resources(run), changes(run)],
            sinceLastRun(run), audit(run),
        ]
        return groups.flatMap(\.self)
    }

    private static func about(_ run: Run) -> SQL {
        """
        SELECT 'run', 'run', NULL, NULL, NULL, id, NULL, NULL, 'as of ' || strftime('%Y-%m-%dT%H:%M:%SZ', as_of, 'unixepoch')
        FROM run WHERE id = \(run.id)
        """
    }

    private static func spend(_ run: Run) -> [SQL] {
        let by = { (section: String, item: String, name: String) -> SQL in
            """
            SELECT \(section), \(SQL(item)) AS item, \(SQL(name)), month, currency, sum(lines), \(ExactSQL(sumOf: "unblended").columns),
                NULL
            FROM monthly_cost LEFT JOIN (SELECT id, name, \(Inventory.unitNames) AS units FROM account) AS known
                ON known.id = monthly_cost.account
            GROUP BY month, currency, item ORDER BY month DESC, currency, item
            """
        }
        return [
            by("spend", "'all'", "NULL"), by("spend by service", "service", "NULL"),
            by("spend by account", "account", "max(known.name)"),
            by("spend by unit", "coalesce(units, '(no unit)')", "NULL"),
        ]
    }

    private static func savings(_ run: Run) -> [SQL] {
        let by = { (section: String, item: String, name: String) -> SQL in
            """
            SELECT \(section), \(SQL(item)) AS item, \(SQL(name)), NULL, 'USD', count(*), sum(amount), 0,
                'a month, only what can be had together'
            FROM saving JOIN finding ON finding.id = saving.finding
            LEFT JOIN (SELECT id, name, \(Inventory.unitNames) AS units FROM account) AS known
                ON known.id = finding.account
            LEFT JOIN resource ON resource.arn = finding.resource
            WHERE saving.run = \(run.id) AND instead IS NULL GROUP BY item ORDER BY sum(amount) DESC, item
            """
        }
        return [
            by("savings", "'all'", "NULL"), by("savings by service", "finding.service", "NULL"),
            by(
                "savings by account", "coalesce(nullif(finding.account, ''), '(no account)')",
                "max(known.name)"),
            by("savings by unit", "coalesce(units, '(no unit)')", "NULL"),
            by("savings by owner", "coalesce(resource.owner, '(no owner)')", "NULL"),
        ]
    }

    private static func findings(_ run: Run) -> [SQL] {
        let rank: SQL = """
            CASE severity WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'medium' THEN 2 WHEN 'low' THEN 3 ELSE 4 END
            """
        return [
            """
            SELECT 'findings by severity', severity, NULL, NULL, NULL, sum(count), NULL, NULL, NULL
            FROM (\(byCode(run))) GROUP BY severity ORDER BY \(rank)
            """,
            """
            SELECT 'findings by code', code, (
                    SELECT what FROM finding WHERE finding.run = \(run.id) AND finding.code = found.code
                    ORDER BY severity, saving LIMIT 1),
                NULL, 'USD', sum(count), sum(saving), 0, 'savings of one resource may exclude each other'
            FROM (\(byCode(run))) AS found GROUP BY code ORDER BY code
            """,
        ]
    }

    /// A few rows, by an index in this order: findings are not sorted, however many they are.
    private static func byCode(_ run: Run) -> SQL {
        """
        SELECT code, severity, count(*) AS count, sum(saving) AS saving FROM finding WHERE run = \(run.id)
        GROUP BY code, severity
        """
    }

    private static func coverage(_ run: Run) -> SQL {
        """
        SELECT 'coverage', state, NULL, NULL, NULL, count(*), NULL, NULL,
            CASE WHEN state IN ('complete', 'empty') THEN 'looked at'
                WHEN state IN ('region-off', 'account-closed') THEN 'off or closed' ELSE 'could not be looked at' END
        FROM cell WHERE run = \(run.id) AND stage <> 'report' GROUP BY state ORDER BY state
        """
    }

    private static func resources(_ run: Run) -> SQL {
        """
        SELECT 'resources', service || ' ' || kind, NULL, NULL, NULL, count(*), NULL, NULL, NULL FROM resource
        WHERE \(Inventory.isThere(run)) GROUP BY service, kind ORDER BY service, kind
        """
    }

    private static func changes(_ run: Run) -> SQL {
        """
        SELECT 'changes', kind, NULL, NULL, 'USD', count(*), sum(cost_after - cost_before), 0,
            'since the last whole run; the amount is what they moved a month, as far as it is known'
        FROM event WHERE run <= \(run.id) AND run > \(ChangeReport.lastWhole(before: run))
        GROUP BY kind ORDER BY kind
        """
    }

    private static func sinceLastRun(_ run: Run) -> [SQL] {
        let difference = { (measure: String, columns: SQL) -> SQL in
            """
            SELECT 'since the last run', \(measure), part, NULL, \(columns),
                'run ' || \(ChangeReport.lastWhole(before: run)) || CASE WHEN EXISTS (
                    SELECT 1 FROM trend WHERE run IN (\(run.id), \(ChangeReport.lastWhole(before: run)))
                        AND measure = 'cells' AND part = 'gap' AND amount > 0)
                    THEN '; what could not be looked at counts in neither' ELSE '' END
            FROM (
                -- A part that a run does not have was none in it, where it has others of the same.
                SELECT part, sum(iif(run = \(run.id), amount, -amount)) AS difference FROM trend
                WHERE measure = \(measure) AND run IN (\(run.id), \(ChangeReport.lastWhole(before: run)))
                GROUP BY part)
            WHERE 2 = (
                SELECT count(DISTINCT run) FROM trend
                WHERE measure = \(measure) AND run IN (\(run.id), \(ChangeReport.lastWhole(before: run))))
            ORDER BY part
            """
        }
        return ["spend", "saving"].map { difference($0, "'USD', NULL, difference, 0") }
            + ["findings", "resources", "cells"].map { difference($0, "NULL, difference, NULL, NULL") }
    }

    /// What the audit itself asked for, as far as it is reckoned before it is asked: a resumed run has made more calls.
    private static func audit(_ run: Run) -> [SQL] {
        [
            """
            SELECT 'the audit itself', 'GetMetricData requests', NULL, NULL, 'USD', sum(requests), sum(cost), 0,
                'what CloudWatch charges for; all other questions are free'
            FROM metric_estimate WHERE run = \(run.id) AND is_allowed GROUP BY run
            """
        ]
    }
}
