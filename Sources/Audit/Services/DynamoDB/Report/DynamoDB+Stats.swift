import Pipeline
import SQLite

extension DynamoDB {
    static let stats = [modes, sizes, advice]

    /// How many tables are billed how, and in which class.
    private static let modes = TableReport(
        "dynamodb_modes", "DynamoDB tables by billing mode and class.",
        columns: [
            .word("billing_mode"), .word("table_class"), .count("count"), .count("items"), .count("bytes"),
            .count("read_capacity"), .count("write_capacity"), .money("monthly_cost"),
            .count("of_unknown_cost"),
        ]
    ) { run in
        """
        SELECT billing_mode, class, count(*), sum(items), sum(bytes), sum(read_capacity), sum(write_capacity),
            sum(total), sum(total IS NULL)
        FROM resource JOIN dynamodb_table USING (arn) LEFT JOIN dynamodb_model ON table_arn = resource.arn
        WHERE (\(Inventory.isThere(run))) GROUP BY billing_mode, class ORDER BY billing_mode, class
        """
    }

    /// What all tables and indexes hold, and what is provisioned of both.
    private static let sizes = TableReport(
        "dynamodb_sizes", "What DynamoDB tables and their indexes hold, and have provisioned.",
        columns: [
            .word("kind"), .count("count"), .count("items"), .count("bytes"), .count("read_capacity"),
            .count("write_capacity"),
        ]
    ) { run in
        """
        SELECT 'table', count(*), sum(items), sum(bytes), sum(read_capacity), sum(write_capacity)
        FROM resource JOIN dynamodb_table USING (arn) WHERE (\(Inventory.isThere(run)))
        UNION ALL
        SELECT dynamodb_index.kind || ' index', count(*), sum(items), sum(bytes), sum(read_capacity),
            sum(write_capacity)
        FROM resource JOIN dynamodb_index ON table_arn = resource.arn WHERE (\(Inventory.isThere(run)))
        GROUP BY dynamodb_index.kind
        """
    }

    /// What is advised, and how often.
    private static let advice = TableReport(
        "dynamodb_advice",
        "What is advised for DynamoDB tables; savings of one table may exclude each other.",
        columns: [.word("section"), .word("advice"), .count("count"), .money("monthly_saving")]
    ) { run in
        """
        SELECT 'capacity', advice, count(*), sum(saving) FROM dynamodb_capacity WHERE run = \(run.id) GROUP BY advice
        UNION ALL
        SELECT 'class', advice, count(*), sum(saving) FROM dynamodb_class WHERE run = \(run.id) GROUP BY advice
        """
    }
}
