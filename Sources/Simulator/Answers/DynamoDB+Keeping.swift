import Formats

/// How tables are kept, as DynamoDB tells of it.
extension DynamoDBAnswers {
    static func timeToLive(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let table = try found(try exchange.question.demanded("TableName"), exchange)
        return wrapped("TimeToLiveDescription") { writer in
            if let attribute = table.timeToLive { writer.field("AttributeName", attribute) }
            writer.field("TimeToLiveStatus", table.timeToLive == nil ? "DISABLED" : "ENABLED")
        }
    }

    /// Continuous backups are on for every table; being able to use them is what somebody has to ask for.
    static func continuousBackups(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let table = try found(try exchange.question.demanded("TableName"), exchange)
        return wrapped("ContinuousBackupsDescription") { writer in
            writer.field("ContinuousBackupsStatus", "ENABLED")
            writer.key("PointInTimeRecoveryDescription")
            writer.object { writer in
                if table.isRecoverable {
                    writer.time("EarliestRestorableDateTime", max(table.created, table.end.adding(days: -35)))
                    writer.time("LatestRestorableDateTime", table.end.adding(seconds: -300))
                }
                writer.field("PointInTimeRecoveryStatus", table.isRecoverable ? "ENABLED" : "DISABLED")
                if table.isRecoverable { writer.field("RecoveryPeriodInDays", 35) }
            }
        }
    }

    static func streaming(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let table = try found(try exchange.question.demanded("TableName"), exchange)
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("KinesisDataStreamDestinations")
            writer.array { writer in
                guard let stream = table.dataStream else { return }
                writer.object { writer in
                    writer.field("DestinationStatus", "ACTIVE")
                    writer.field("StreamArn", stream)
                }
            }
            writer.field("TableName", table.name)
        }
        return writer.bytes
    }

    static func limits() -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("AccountMaxReadCapacityUnits", 80_000)
            writer.field("AccountMaxWriteCapacityUnits", 80_000)
            writer.field("TableMaxReadCapacityUnits", 40_000)
            writer.field("TableMaxWriteCapacityUnits", 40_000)
        }
        return writer.bytes
    }

    private static func wrapped(_ name: String, _ fields: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key(name)
            writer.object(fields)
        }
        return writer.bytes
    }
}
