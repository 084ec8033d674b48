import Pipeline
import SQLite

extension DynamoDB {
    static let reports = [tables, indexes, capacity, settings, tableClasses, utilisation, costs]

    private static let place: [ReportColumn] = [
        .text("account"), .text("account_name"), .word("region"), .text("table"),
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
    private static let tables = TableReport(
        "dynamodb_tables", "What each DynamoDB table is.",
        columns: place + [
            .text("arn"), .text("owner"), .instant("created"), .word("status"), .word("billing_mode"),
            .word("table_class"), .count("read_capacity"), .count("write_capacity"),
            .count("most_reads"),
            .count("most_writes"), .count("warm_reads"), .count("warm_writes"), .text("keys"),
            .count("bytes"),
            .count("items"), .count("global_indexes"), .count("local_indexes"), .word("stream"),
            .text("ttl"),
            .word("point_in_time_recovery"), .count("backups"), .text("encryption_key"),
            .flag("deletion_protection"), .text("replicas"), .object("tags"), .instant("as_of"),
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

    /// `dynamodb_indexes.csv`: their secondary indexes.
    private static let indexes = TableReport(
        "dynamodb_indexes", "The secondary indexes of DynamoDB tables.",
        columns: place + [
            .text("index"), .word("kind"), .word("status"), .text("keys"), .word("projection"),
            .text("attributes"), .count("read_capacity"), .count("write_capacity"), .count("bytes"),
            .count("items"),
        ]
    ) { run in
        let columns: SQL = """
            fact.name, fact.kind, status, keys, projection, attributes, read_capacity, write_capacity, bytes, items
            """
        return rows(columns, of: "dynamodb_index", run) + " ORDER BY fact.table_arn, fact.name"
    }

    /// `dynamodb_capacity.csv`: on demand, provisioned or scaled, and what each would cost.
    static let capacity = TableReport(
        "dynamodb_capacity", "On demand, provisioned or scaled: what each would cost a table a month.",
        columns: place + [
            .word("mode"), .word("advice"), .money("current_monthly_cost"), .money("on_demand"),
            .money("fixed"), .money("scaled"), .money("projected_monthly_cost"), .money("monthly_saving"),
            .count("confidence"), .text("reason"), .text("prices"), .instant("as_of"),
        ]
    ) { run in
        let columns: SQL = """
            mode, advice, current, on_demand, fixed, scaled, projected, saving, confidence, reason, prices,
            fact.as_of
            """
        return rows(columns, of: "dynamodb_capacity", run)
            + " AND fact.run = \(run.id) ORDER BY saving IS NULL, saving DESC, fact.table_arn"
    }

    /// `dynamodb_settings.csv`: the settings that would cost least, of each table and index.
    private static let settings = TableReport(
        "dynamodb_settings", "The settings of capacity that would cost least, of each table and index.",
        columns: place + [
            .text("index"), .word("dimension"), .number("units"), .number("provisioned"),
            .count("fixed"),
            .count("target_percent"), .count("minimum"), .count("maximum"), .number("average_scaled"),
            .count("decreases"), .count("minutes_above_on_demand"),
        ]
    ) { run in
        let columns: SQL = """
            index_name, dimension, fact.units, CAST(provisioned AS REAL) / max(minutes, 1), fixed, target, minimum,
            maximum, CAST(scaled_minutes AS REAL) / max(minutes, 1), decreases, on_demand_risk
            """
        return rows(columns, of: "dynamodb_setting", run)
            + " AND fact.run = \(run.id) ORDER BY fact.table_arn, index_name, dimension"
    }

    /// `dynamodb_table_classes.csv`: Standard or Standard-IA.
    static let tableClasses = TableReport(
        "dynamodb_table_classes", "Standard or Standard-IA: what each would cost a table a month.",
        columns: place + [
            .word("class"), .word("advice"), .word("basis"), .money("storage_monthly_cost"),
            .money("throughput_monthly_cost"), .money("projected_monthly_cost"), .money("monthly_saving"),
            .number("storage_to_throughput"), .number("break_even"), .count("confidence"),
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

    /// `dynamodb_utilisation.csv`: how much was used of what is provisioned, and what is needed.
    static let utilisation = TableReport(
        "dynamodb_utilisation", "How much was used of what is provisioned, and what is needed.",
        columns: place + [
            .text("index"), .word("dimension"), .count("days"), .count("period"), .count("samples"),
            .number("total"), .number("average"), .number("p50"), .number("p90"), .number("p95"),
            .number("p99"), .number("maximum"), .number("p99_reported"), .number("provisioned"),
            .number("used_average_percent"), .number("used_p50_percent"), .number("used_p90_percent"),
            .number("used_p99_percent"), .number("used_maximum_percent"), .number("throttles"),
            .count("needed"), .word("pattern"), .word("peak"), .number("growth_percent"), .text("risk"),
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

    /// `dynamodb_costs.csv`: what each table costs by measurements and prices, and what it was billed.
    private static let costs = TableReport(
        "dynamodb_costs", "What each table costs by measurements and prices, and what it was billed.",
        columns: place + [
            .money("modelled_throughput"), .money("modelled_storage"), .money("modelled_recovery"),
            .money("modelled_monthly_cost"), .month("billed_month"), .money("billed"),
            .money("difference"),
        ]
    ) { run in
        let columns: SQL = "throughput, storage, recovery, total, month, billed, difference"
        return rows(columns, of: "dynamodb_model", run)
            + " AND fact.run = \(run.id) ORDER BY fact.table_arn"
    }
}
