import SQLite

extension DynamoDB {
    /// How a table is set up, for its history: what changes by itself, as items and bytes do, is no event.
    ///
    /// Null is what nobody could look at; what is not there is an empty text. What auto scaling sets changes by itself as well.
    static let facts: SQL = """
        (SELECT json_object('billing_mode', billing_mode, 'class', class,
            'read_capacity', CASE WHEN EXISTS (
                SELECT 1 FROM dynamodb_scaling_target AS scaled WHERE scaled.table_arn = resource.arn
                    AND index_name = '' AND dimension = 'read') THEN 'scaled' ELSE read_capacity END,
            'write_capacity', CASE WHEN EXISTS (
                SELECT 1 FROM dynamodb_scaling_target AS scaled WHERE scaled.table_arn = resource.arn
                    AND index_name = '' AND dimension = 'write') THEN 'scaled' ELSE write_capacity END,
            'most_reads', coalesce(most_reads, ''), 'most_writes', coalesce(most_writes, ''), 'keys', keys,
            'stream', coalesce(stream, ''), 'encryption_key', coalesce(encryption_key, ''), 'deletion_protection', is_protected, 'replicas', replicas,
            'indexes', (SELECT coalesce(group_concat(name, ' '), '') FROM (
                SELECT name FROM dynamodb_index WHERE table_arn = resource.arn ORDER BY name)),
            'ttl', (SELECT CASE status WHEN 'ENABLED' THEN attribute ELSE status END
                FROM dynamodb_expiry WHERE table_arn = resource.arn),
            'point_in_time_recovery', (SELECT status FROM dynamodb_recovery WHERE table_arn = resource.arn))
            FROM dynamodb_table WHERE arn = resource.arn)
        """
}
