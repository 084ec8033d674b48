import Formats
import Pipeline
import SQLite

extension DynamoDB {
    /// What is known of a table when it is judged.
    ///
    /// What nobody could look at is nil, which is not the same as nothing: no finding may come of it.
    struct Facts: Equatable, Sendable {
        var arn = ""
        var name = ""
        var account = ""
        var region = ""
        var created: Timestamp?
        /// Nil where tags were not read.
        var tags: String?
        var asOf = Timestamp(seconds: 0)

        var isOnDemand = false
        var billingModeSince: Timestamp?
        var isInfrequentAccess = false
        var tableClassSince: Timestamp?
        var bytes = 0
        var items = 0
        var isProtected = false
        var replicas: [String] = []
        var parts: [Part] = []
        var localIndexBytes = 0
        /// Whether anybody could see what scales.
        var isScalingKnown = false

        var streamARN: String?
        /// How many functions read the stream.
        var streamReaders: Int?
        var expiry: String?
        /// `ENABLED` or `DISABLED`.
        var recovery: String?
        var backupBytes: Int?
        var backups: Int?

        /// A table, or one of its global indexes: each has a capacity of its own.
        struct Part: Equatable, Sendable {
            /// The name of the index; empty for the table itself.
            var index = ""
            var reads = 0
            var writes = 0
            var mostReads: Int?
            var mostWrites: Int?
            var warmReads: Int?
            var warmWrites: Int?
            var projection = ""
            var bytes = 0
            var items = 0
            /// When an index appeared that the table had not had before; nil where it was there from the beginning.
            var firstSeen: Timestamp?
            var isActive = true
            var readScaling: Scaling?
            var writeScaling: Scaling?
        }

        /// The settings of auto scaling.
        struct Scaling: Equatable, Sendable {
            var minimum: Int
            var maximum: Int
            /// In percent; nil for a target without a policy.
            var target: Double?
            var policy: String?
        }

        var table: Part { parts.first ?? Part() }
    }
}

extension DynamoDB.Facts {
    /// The tables of a place, in the order of their ARNs, behind one of them.
    static func some(
        of place: Cell, _ run: Run, behind arn: String, limit: Int, in database: Database
    ) throws(SQLiteError) -> [DynamoDB.Facts] {
        var tables = try database.rows(
            """
            SELECT arn, resource.name, resource.created, CASE WHEN tags_as_of >= \(run.asOf) THEN tags END,
                dynamodb_table.as_of, billing_mode,
                billing_mode_since, class, class_since, bytes, items, is_protected, replicas, stream_arn,
                dynamodb_expiry.status, dynamodb_recovery.status,
                read_capacity, write_capacity, most_reads, most_writes, warm_reads, warm_writes
            FROM resource JOIN dynamodb_table USING (arn)
            -- What an earlier run has seen of it is no longer known where this one could not look.
            LEFT JOIN dynamodb_expiry ON dynamodb_expiry.table_arn = arn
                AND dynamodb_expiry.as_of >= \(run.asOf)
            LEFT JOIN dynamodb_recovery ON dynamodb_recovery.table_arn = arn
                AND dynamodb_recovery.as_of >= \(run.asOf)
            WHERE account = \(place.account) AND region = \(place.region) AND resource.service = 'dynamodb'
                AND arn > \(arn) AND (\(Inventory.isThere(run)))
            ORDER BY arn LIMIT \(limit)
            """
        ) { row in
            var facts = DynamoDB.Facts(
                arn: row[0], name: row[1], account: place.account, region: place.region, created: row[2],
                tags: row[3], asOf: row[4], isOnDemand: row[5] == "PAY_PER_REQUEST", billingModeSince: row[6],
                isInfrequentAccess: row[7] == "STANDARD_INFREQUENT_ACCESS", tableClassSince: row[8],
                bytes: row[9], items: row[10], isProtected: row[11],
                replicas: (row[12] as String).split(separator: " ").map(String.init))
            facts.streamARN = row[13]
            facts.expiry = row[14]
            facts.recovery = row[15]
            facts.parts = [
                Part(
                    reads: row[16], writes: row[17], mostReads: row[18], mostWrites: row[19],
                    warmReads: row[20], warmWrites: row[21], bytes: row[9], items: row[10])
            ]
            return facts
        }
        let covered = try Covered(place, run, in: database)
        for index in tables.indices { try tables[index].complete(covered, in: database) }
        return tables
    }

    /// Which listings of a place can be relied on: those that have looked, in this run or an earlier one.
    private struct Covered {
        var steps: Set<String>

        init(_ place: Cell, _ run: Run, in database: Database) throws(SQLiteError) {
            steps = Set(
                try database.rows(
                    """
                    SELECT step FROM cell WHERE run = \(run.id) AND stage = 'discover' AND service = 'dynamodb'
                        AND step IN ('stream-readers', 'backups', 'scaling-targets') AND account = \(place.account) AND region = \(place.region) AND scope = ''
                        AND state IN ('complete', 'empty')
                    """
                ) { row in row[0] })
        }
    }

    private mutating func complete(_ covered: Covered, in database: Database) throws(SQLiteError) {
        parts += try database.rows(
            """
            SELECT name, read_capacity, write_capacity, most_reads, most_writes, warm_reads, warm_writes, projection,
                bytes, items, first_seen, status
            FROM dynamodb_index WHERE table_arn = \(arn) AND kind = 'global' ORDER BY name
            """
        ) { row in
            Part(
                index: row[0], reads: row[1], writes: row[2], mostReads: row[3], mostWrites: row[4],
                warmReads: row[5], warmWrites: row[6], projection: row[7], bytes: row[8], items: row[9],
                firstSeen: row[10], isActive: row[11] as String? == "ACTIVE")
        }
        localIndexBytes =
            try database.row(
                "SELECT coalesce(sum(bytes), 0) FROM dynamodb_index WHERE table_arn = \(arn) AND kind = 'local'"
            ) { row in row[0] } ?? 0
        if covered.steps.contains("stream-readers"), let streamARN {
            streamReaders = try database.row(
                "SELECT count(*) FROM dynamodb_stream_reader WHERE stream_arn = \(streamARN)"
            ) { row in row[0] }
        }
        if covered.steps.contains("backups") {
            (backupBytes, backups) =
                try database.row(
                    """
                    SELECT coalesce(sum(bytes), 0), count(*) FROM dynamodb_backup
                    WHERE table_arn = \(arn) AND status <> 'DELETED' AND type <> 'SYSTEM'
                    """
                ) { row in (row[0] as Int, row[1] as Int) } ?? (nil, nil)
        }
        if covered.steps.contains("scaling-targets") { try readScaling(in: database) }
    }

    private mutating func readScaling(in database: Database) throws(SQLiteError) {
        isScalingKnown = true
        let rows = try database.rows(
            """
            SELECT goal.index_name, goal.dimension, minimum, maximum, max(target), name
            FROM dynamodb_scaling_target AS goal
            LEFT JOIN dynamodb_scaling_policy USING (table_arn, index_name, dimension)
            WHERE table_arn = \(arn) GROUP BY goal.index_name, goal.dimension
            """
        ) { row in
            (
                row[0] as String, row[1] as String,
                Scaling(minimum: row[2], maximum: row[3], target: row[4], policy: row[5])
            )
        }
        for (name, dimension, scaling) in rows {
            guard let index = parts.firstIndex(where: { $0.index == name }) else { continue }
            if dimension == "read" { parts[index].readScaling = scaling }
            if dimension == "write" { parts[index].writeScaling = scaling }
        }
    }
}
