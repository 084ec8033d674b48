import Formats
import Pipeline
import SQLite

extension DynamoDB.Table {
    /// Writes what is known of a table, and of its indexes instead of those of before.
    func save(as arn: String, in database: Database, _ run: Run) throws(SQLiteError) -> Int {
        let isKnown =
            try database.row("SELECT 1 FROM dynamodb_table WHERE arn = \(arn)") { _ in true } ?? false
        try database.execute(
            """
            INSERT INTO dynamodb_table (arn, status, billing_mode, billing_mode_since, class, class_since,
                read_capacity, write_capacity, decreases_today, last_decrease, most_reads, most_writes, warm_reads,
                warm_writes, keys, bytes, items, stream, stream_arn, stream_label, encryption_key, is_protected,
                replicas, run, as_of)
            VALUES (\(arn), \(status), \(billingMode), \(billingModeSince), \(tableClass), \(tableClassSince),
                \(throughput.reads), \(throughput.writes), \(throughput.decreasesToday), \(throughput.lastDecrease),
                \(throughput.mostReads), \(throughput.mostWrites), \(throughput.warmReads), \(throughput.warmWrites),
                \(keyText(keys)), \(bytes), \(items), \(stream?.view), \(stream?.arn), \(stream?.label),
                \(encryptionKey), \(isProtected), \(replicas.joined(separator: " ")), \(run.id), \(run.asOf))
            ON CONFLICT (arn) DO UPDATE SET status = excluded.status, billing_mode = excluded.billing_mode,
                billing_mode_since = excluded.billing_mode_since, class = excluded.class,
                class_since = excluded.class_since, read_capacity = excluded.read_capacity,
                write_capacity = excluded.write_capacity, decreases_today = excluded.decreases_today,
                last_decrease = excluded.last_decrease, most_reads = excluded.most_reads,
                most_writes = excluded.most_writes, warm_reads = excluded.warm_reads,
                warm_writes = excluded.warm_writes, keys = excluded.keys, bytes = excluded.bytes,
                items = excluded.items, stream = excluded.stream, stream_arn = excluded.stream_arn,
                stream_label = excluded.stream_label, encryption_key = excluded.encryption_key,
                is_protected = excluded.is_protected, replicas = excluded.replicas, run = excluded.run,
                as_of = excluded.as_of
            """)
        try saveIndexes(of: arn, isKnown: isKnown, in: database, run)
        return 1
    }

    /// Writes the indexes; one that a table has which was known without it appeared by now.
    private func saveIndexes(
        of arn: String, isKnown: Bool, in database: Database, _ run: Run
    ) throws(SQLiteError) {
        let seen = Dictionary(
            try database.rows("SELECT name, first_seen FROM dynamodb_index WHERE table_arn = \(arn)") { row in
                (row[0] as String, row[1] as Timestamp?)
            }
        ) { first, _ in first }
        try database.execute("DELETE FROM dynamodb_index WHERE table_arn = \(arn)")
        for index in indexes {
            let firstSeen = seen[index.name] ?? (isKnown ? run.asOf : nil)
            try save(index, of: arn, since: firstSeen, in: database)
        }
    }

    private func save(
        _ index: DynamoDB.Index, of arn: String, since firstSeen: Timestamp?, in database: Database
    ) throws(SQLiteError) {
        let throughput = index.throughput
        try database.execute(
            """
            INSERT INTO dynamodb_index (table_arn, name, kind, status, keys, projection, attributes, read_capacity,
                write_capacity, most_reads, most_writes, warm_reads, warm_writes, bytes, items, first_seen)
            VALUES (\(arn), \(index.name), \(index.kind.rawValue), \(index.status), \(keyText(index.keys)),
                \(index.projection), \(index.attributes.sorted().joined(separator: " ")), \(throughput.reads),
                \(throughput.writes), \(throughput.mostReads), \(throughput.mostWrites), \(throughput.warmReads),
                \(throughput.warmWrites), \(index.bytes), \(index.items), \(firstSeen))
            """)
    }

    /// A key as reports show it: `pk:S sk:N`, the partition key first.
    private func keyText(_ keys: [DynamoDB.Key]) -> String {
        let inOrder = keys.filter { $0.role == "HASH" } + keys.filter { $0.role != "HASH" }
        return inOrder.map { key in
            key.name + (attributeTypes[key.name].map { ":" + $0 } ?? "")
        }.joined(separator: " ")
    }
}
