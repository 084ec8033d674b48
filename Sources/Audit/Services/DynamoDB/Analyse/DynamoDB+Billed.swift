import Formats
import SQLite

extension DynamoDB.BilledMonth {
    init?(of arn: String, asOf: Timestamp, in database: Database) throws(SQLiteError) { return nil }
}

extension DynamoDB {
    struct OwnedReservations: Equatable, Sendable {
        var reads = 0
        var writes = 0
        init(in region: String, asOf: Timestamp, _ database: Database) throws(SQLiteError) {}
    }
}
