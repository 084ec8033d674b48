import SQLite

extension DynamoDB {
    /// What is known of DynamoDB under the names that other tools have made familiar, for those who ask in SQL.
    ///
    /// Amounts are in dollars here, and therefore rounded to what a double holds: whoever adds them up asks the tables
    /// that they come from, which count units of 10⁻¹⁰.
    static let familiarNames = [
        Migration(
            "dynamodb: give familiar names",
            """
            CREATE VIEW table_metadata AS
            SELECT account AS account_id, region, resource.name AS table_name, arn AS table_arn, status AS table_status,
                datetime(created, 'unixepoch') AS creation_datetime, billing_mode, class AS table_class,
                bytes AS table_size_bytes, items AS item_count, read_capacity AS provisioned_read_capacity,
                write_capacity AS provisioned_write_capacity,
                (SELECT count(*) FROM dynamodb_index AS one WHERE one.table_arn = arn AND one.kind = 'global')
                    AS global_secondary_indexes,
                (SELECT count(*) FROM dynamodb_index AS one WHERE one.table_arn = arn AND one.kind = 'local')
                    AS local_secondary_indexes,
                stream IS NOT NULL AS stream_enabled,
                (SELECT status = 'ENABLED' FROM dynamodb_recovery WHERE table_arn = arn)
                    AS point_in_time_recovery_enabled,
                encryption_key, is_protected AS deletion_protection_enabled, tags,
                datetime(dynamodb_table.as_of, 'unixepoch') AS last_updated
            FROM dynamodb_table JOIN resource USING (arn)
            """,
            """
            CREATE VIEW gsi_metadata AS
            SELECT account AS account_id, region, resource.name AS table_name, dynamodb_index.name AS gsi_name,
                resource.name || '#' || dynamodb_index.name AS resource_name,
                read_capacity AS provisioned_read_capacity, write_capacity AS provisioned_write_capacity,
                projection AS projection_type
            FROM dynamodb_index JOIN resource ON resource.arn = table_arn WHERE dynamodb_index.kind = 'global'
            """,
            """
            CREATE VIEW metrics AS
            SELECT resource.account AS account_id, resource.region, resource.name AS table_name, part AS resource_part,
                metric AS metric_name, statistic, period AS period_seconds, date(day * 86400, 'unixepoch') AS day,
                length(samples) AS packed_bytes, samples
            FROM series_day JOIN series ON series.id = series_day.series
            JOIN resource ON resource.arn = series.resource
            """,
            """
            CREATE VIEW pricing_data AS
            SELECT price.service AS service_code, price.region AS region_code, sku, rate_code AS pricing_id,
                usage_type, operation, family AS product_family, product_group AS group_name, unit, currency,
                rate AS price_per_unit, tier_begin AS begin_range, tier_end AS end_range, term AS term_type,
                lease AS lease_contract_length, purchase_option, offering_class,
                datetime(price_list.as_of, 'unixepoch') AS collected_at
            FROM price JOIN price_list USING (service, region, run)
            """,
            """
            CREATE VIEW capacity_mode_recommendations AS
            SELECT account AS account_id, region, name AS table_name, mode AS current_billing_mode,
                advice AS recommended_billing_mode, current / 1e10 AS current_monthly_cost_usd,
                projected / 1e10 AS projected_monthly_cost_usd, saving / 1e10 AS monthly_savings_usd,
                12 * saving / 1e10 AS annual_savings_usd,
                CASE WHEN current > 0 THEN 100.0 * saving / current END AS savings_percentage,
                confidence / 100.0 AS confidence_score, reason AS recommendation_reason
            FROM dynamodb_capacity JOIN resource ON resource.arn = table_arn
            """,
            """
            CREATE VIEW table_class_recommendations AS
            SELECT account AS account_id, region, name AS table_name, class AS current_table_class,
                advice AS recommended_table_class, storage / 1e10 AS current_monthly_storage_cost_usd,
                throughput / 1e10 AS current_monthly_throughput_cost_usd, projected / 1e10 AS projected_monthly_cost_usd,
                saving / 1e10 AS monthly_savings_usd, 12 * saving / 1e10 AS annual_savings_usd,
                ratio AS storage_to_throughput_ratio, break_even AS breakeven_ratio,
                confidence / 100.0 AS confidence_score, reason AS recommendation_reason
            FROM dynamodb_class JOIN resource ON resource.arn = table_arn
            """,
            """
            CREATE VIEW utilization_recommendations AS
            SELECT account AS account_id, region, name AS table_name,
                CASE index_name WHEN '' THEN 'TABLE' ELSE 'GSI' END AS resource_type, index_name AS gsi_name,
                dimension, provisioned AS current_provisioned, needed AS recommended_provisioned,
                used_average AS avg_utilization, used_maximum AS max_utilization, used_p99 AS p99_utilization,
                risk AS risk_level
            FROM dynamodb_usage JOIN resource ON resource.arn = table_arn
            """,
            """
            CREATE VIEW collection_state AS
            SELECT run, stage AS operation_type, service, step AS current_step, account AS account_id, region, scope,
                state AS status, reason AS error_message, pages, rows
            FROM cell
            """,
            """
            CREATE VIEW checkpoints AS
            SELECT run, stage, service, step, account AS account_id, region, scope, cursor, pages, rows
            FROM cell WHERE state = 'pending'
            """,
            """
            CREATE VIEW aws_accounts AS
            SELECT id AS account_id, name AS account_name, state AS account_status, units AS organizational_units,
                datetime(joined, 'unixepoch') AS joined_timestamp, tags, datetime(as_of, 'unixepoch') AS last_updated
            FROM account
            """,
            """
            CREATE VIEW cur_metadata AS
            SELECT name AS cur_report_name, generation, bucket AS s3_bucket, path AS s3_prefix, month, is_current,
                parts, datetime(as_of, 'unixepoch') AS last_collected_date
            FROM bill_delivery
            """,
            """
            CREATE VIEW cur_data AS
            SELECT account AS account_id, region, resource AS resource_name, month AS usage_month, operation, usage_type,
                line_type AS line_item_type, usage AS usage_amount, unblended / 1e10 AS unblended_cost,
                net / 1e10 AS net_unblended_cost
            FROM cost WHERE service = 'AmazonDynamoDB'
            """)
    ]
}
