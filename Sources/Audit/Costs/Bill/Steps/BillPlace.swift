import Formats
import Pipeline
import SQLite

/// Where the reading of a part stands: it is the cell's cursor.
struct BillPlace: Equatable, Sendable {
    var part: Int
    var month: BillMonth
    var generation: BillReport.Generation
    var bucket: String
    var region: String
    var key: String
    var manifestModified: Timestamp?
    /// How many lines are stored.
    var lines = 0

    func after(_ batch: CostBatch) -> BillPlace {
        var place = self
        place.lines = batch.position
        return place
    }
}

extension BillPlace {
    init(_ cursor: Cursor?) throws {
        let document = try JSON(Array((cursor?.text ?? "").utf8))
        guard let part = document["part"]?.number?.int, let month = document["month"]?.string,
            let generation = document["generation"]?.string.flatMap(BillReport.Generation.init),
            let bucket = document["bucket"]?.string, let region = document["region"]?.string,
            let key = document["key"]?.string
        else { throw DecodingFailure("no place in a bill") }
        self.init(
            part: part, month: try BillMonth(scope: month), generation: generation, bucket: bucket,
            region: region, key: key,
            manifestModified: document["modified"]?.number?.int.map { Timestamp(seconds: Int64($0)) },
            lines: document["lines"]?.number?.int ?? 0)
    }

    var cursor: Cursor {
        var members: [JSON.Member] = [
            .init("part", part), .init("month", "\(month)"), .init("generation", generation.rawValue),
            .init("bucket", bucket), .init("region", region), .init("key", key),
        ]
        if let manifestModified { members.append(.init("modified", Int(manifestModified.seconds))) }
        members.append(.init("lines", lines))
        return Cursor(String(decoding: JSON.object(members).bytes(), as: UTF8.self))
    }
}

extension Database {
    /// A part of the newest delivery of a month, by its number from 0.
    func part(
        _ number: Int, of month: BillMonth
    ) throws(SQLiteError) -> (place: BillPlace, isRead: Bool, lines: Int)? {
        try row(
            """
            SELECT part.id, generation, bucket, region, key, modified, is_read, lines
            FROM bill_delivery AS delivery JOIN bill_part AS part ON part.delivery = delivery.id
            WHERE month = \(month.number) AND number = \(number) ORDER BY delivery.id DESC LIMIT 1
            """
        ) { row in
            let place = BillPlace(
                part: row[0], month: month, generation: .init(rawValue: row[1]) ?? .legacy, bucket: row[2],
                region: row[3], key: row[4], manifestModified: row[5])
            return (place, row[6], row[7])
        }
    }
}
