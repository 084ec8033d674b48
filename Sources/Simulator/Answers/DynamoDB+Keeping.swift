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

    /// A quota of 80,000 units, and in accounts of five years and more the 40,000 of then.
    static func limits(_ account: Simulation.Account, _ simulation: Simulation) -> [UInt8] {
        let isEarly = account.joined < simulation.settings.end.adding(days: -5 * 365)
        let most = isEarly ? 40_000 : 80_000
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("AccountMaxReadCapacityUnits", most)
            writer.field("AccountMaxWriteCapacityUnits", most)
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
