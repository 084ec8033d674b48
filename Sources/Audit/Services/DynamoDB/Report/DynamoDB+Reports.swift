import Pipeline
import SQLite

extension DynamoDB {
    static func reports(in folder: String) -> [TableReport] {
        [
            tables(in: folder), indexes(in: folder), capacity(in: folder), settings(in: folder),
            tableClasses(in: folder), utilisation(in: folder), costs(in: folder),
        ]
    }

    private static let place: [ReportColumn] = [
        .text("account"), .text("account_name"), .plain("region"), .text("table"),
    ]

    /// What is selected first of every report, and from what: `facts` is a table of this service, which has
    /// `table_arn`.
    private static func rows(_ columns: SQL, of facts: String, _ run: Run, _ more: SQL = "") -> SQL {
        """
        SELECT resource.account, account.name, resource.region, resource.name, \(columns)
        FROM \(SQL(facts)) AS fact JOIN resource ON resource.arn = fact.table_arn
        LEFT JOIN account ON account.id = resource.account
        \(more) WHERE (\(Inventory.isThere(run)))
        """
    }

    /// `dynamodb_tables.csv`: what each table is.
    private static func tables(in folder: String) -> TableReport {
        TableReport(
            name: "dynamodb_tables", folder: folder,
            columns: place + [
                .text("arn"), .text("owner"), .instant("created"), .plain("status"), .plain("billing_mode"),
                .plain("table_class"), .plain("read_capacity"), .plain("write_capacity"),
                .plain("most_reads"),
                .plain("most_writes"), .plain("warm_reads"), .plain("warm_writes"), .text("keys"),
                .plain("bytes"),
                .plain("items"), .plain("global_indexes"), .plain("local_indexes"), .plain("stream"),
                .text("ttl"),
                .plain("point_in_time_recovery"), .plain("backups"), .text("encryption_key"),
                .flag("deletion_protection"), .text("replicas"), .text("tags"), .instant("as_of"),
            ]
        ) { run in
            """
            SELECT resource.account, account.name, resource.region, resource.name, arn, owner, created, status,
                billing_mode, class, read_capacity, write_capacity, most_reads, most_writes, warm_reads, warm_writes,
                keys, bytes, items,
                (SELECT count(*) FROM dynamodb_index WHERE table_arn = arn AND kind = 'global'),
                (SELECT count(*) FROM dynamodb_index WHERE table_arn = arn AND kind = 'local'),
                stream,
                (SELECT CASE status WHEN 'ENABLED' THEN attribute ELSE '' END FROM dynamodb_expiry
                    WHERE table_arn = arn),
                (SELECT status FROM dynamodb_recovery WHERE table_arn = arn),
                CASE WHEN EXISTS (
                    SELECT 1 FROM cell WHERE cell.run = \(run.id) AND stage = 'discover' AND service = 'dynamodb'
                        AND step = 'backups' AND cell.account = resource.account AND cell.region = resource.region
                        AND cell.scope = '' AND state IN ('complete', 'empty'))
                    THEN (SELECT count(*) FROM dynamodb_backup WHERE table_arn = resource.arn) END,
                encryption_key, is_protected, replicas, resource.tags, dynamodb_table.as_of
            FROM resource JOIN dynamodb_table USING (arn) LEFT JOIN account ON account.id = resource.account
            WHERE (\(Inventory.isThere(run))) ORDER BY arn
            """
        }
    }

    /// `dynamodb_indexes.csv`: their secondary indexes.
    private static func indexes(in folder: String) -> TableReport {
        TableReport(
            name: "dynamodb_indexes", folder: folder,
            columns: place + [
                .text("index"), .plain("kind"), .plain("status"), .text("keys"), .plain("projection"),
                .text("attributes"), .plain("read_capacity"), .plain("write_capacity"), .plain("bytes"),
                .plain("items"),
            ]
        ) { run in
            let columns: SQL = """
                fact.name, fact.kind, status, keys, projection, attributes, read_capacity, write_capacity, bytes, items
                """
            return rows(columns, of: "dynamodb_index", run) + " ORDER BY fact.table_arn, fact.name"
        }
    }

    /// `dynamodb_capacity.csv`: on demand, provisioned or scaled, and what each would cost.
    static func capacity(in folder: String) -> TableReport {
        TableReport(
            name: "dynamodb_capacity", folder: folder,
            columns: place + [
                .plain("mode"), .plain("advice"), .money("current_monthly_cost"), .money("on_demand"),
                .money("fixed"), .money("scaled"), .money("projected_monthly_cost"), .money("monthly_saving"),
                .plain("confidence"), .text("reason"), .text("prices"), .instant("as_of"),
            ]
        ) { run in
            let columns: SQL = """
                mode, advice, current, on_demand, fixed, scaled, projected, saving, confidence, reason, prices,
                fact.as_of
                """
            return rows(columns, of: "dynamodb_capacity", run)
                + " AND fact.run = \(run.id) ORDER BY saving IS NULL, saving DESC, fact.table_arn"
        }
    }

    /// `dynamodb_settings.csv`: the settings that would cost least, of each table and index.
    private static func settings(in folder: String) -> TableReport {
        TableReport(
            name: "dynamodb_settings", folder: folder,
            columns: place + [
                .text("index"), .plain("dimension"), .number("units"), .number("provisioned"),
                .plain("fixed"),
                .plain("target_percent"), .plain("minimum"), .plain("maximum"), .number("average_scaled"),
                .plain("decreases"), .plain("minutes_above_on_demand"),
            ]
        ) { run in
            let columns: SQL = """
                index_name, dimension, fact.units, CAST(provisioned AS REAL) / max(minutes, 1), fixed, target, minimum,
                maximum, CAST(scaled_minutes AS REAL) / max(minutes, 1), decreases, on_demand_risk
                """
            return rows(columns, of: "dynamodb_setting", run)
                + " AND fact.run = \(run.id) ORDER BY fact.table_arn, index_name, dimension"
        }
    }

    /// `dynamodb_table_classes.csv`: Standard or Standard-IA.
    static func tableClasses(in folder: String) -> TableReport {
        TableReport(
            name: "dynamodb_table_classes", folder: folder,
            columns: place + [
                .plain("class"), .plain("advice"), .plain("basis"), .money("storage_monthly_cost"),
                .money("throughput_monthly_cost"), .money("projected_monthly_cost"), .money("monthly_saving"),
                .number("storage_to_throughput"), .number("break_even"), .plain("confidence"),
                .text("reason"),
                .text("prices"), .instant("as_of"),
            ]
        ) { run in
            let columns: SQL = """
                class, advice, basis, storage, throughput, projected, saving, ratio, break_even, confidence, reason,
                prices, fact.as_of
                """
            return rows(columns, of: "dynamodb_class", run)
                + " AND fact.run = \(run.id) ORDER BY saving DESC, fact.table_arn"
        }
    }

    /// `dynamodb_utilisation.csv`: how much was used of what is provisioned, and what is needed.
    static func utilisation(in folder: String) -> TableReport {
        TableReport(
            name: "dynamodb_utilisation", folder: folder,
            columns: place + [
                .text("index"), .plain("dimension"), .plain("days"), .plain("period"), .plain("samples"),
                .number("total"), .number("average"), .number("p50"), .number("p90"), .number("p95"),
                .number("p99"), .number("maximum"), .number("p99_reported"), .number("provisioned"),
                .number("used_average_percent"), .number("used_p50_percent"), .number("used_p90_percent"),
                .number("used_p99_percent"), .number("used_maximum_percent"), .number("throttles"),
                .plain("needed"), .plain("pattern"), .plain("peak"), .number("growth_percent"), .text("risk"),
                .instant("as_of"),
            ]
        ) { run in
            let columns: SQL = """
                index_name, dimension, days, period, samples, total, average, p50, p90, p95, p99, maximum,
                p99_reported, provisioned, used_average, used_p50, used_p90, used_p99, used_maximum, throttles, needed,
                pattern, peak, growth, risk, fact.as_of
                """
            return rows(columns, of: "dynamodb_usage", run)
                + " AND fact.run = \(run.id) ORDER BY fact.table_arn, index_name, dimension"
        }
    }

    /// `dynamodb_costs.csv`: what each table costs by measurements and prices, and what it was billed.
    private static func costs(in folder: String) -> TableReport {
        TableReport(
            name: "dynamodb_costs", folder: folder,
            columns: place + [
                .money("modelled_throughput"), .money("modelled_storage"), .money("modelled_recovery"),
                .money("modelled_monthly_cost"), .plain("billed_month"), .money("billed"),
                .money("difference"),
            ]
        ) { run in
            let columns: SQL = "throughput, storage, recovery, total, month, billed, difference"
            return rows(columns, of: "dynamodb_model", run)
                + " AND fact.run = \(run.id) ORDER BY fact.table_arn"
        }
    }
}
