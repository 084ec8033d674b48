import Formats
import Pipeline

/// What is known of a month before its manifest is looked at: it travels in the cell's cursor.
struct BillOutlook: Equatable, Sendable {
    /// Where to look, the best first.
    var reports: [BillReport]
    /// Whether a delivery of the month was seen before.
    var isKnown: Bool

    init(reports: [BillReport], isKnown: Bool) {
        self.reports = reports
        self.isKnown = isKnown
    }

    init(_ cursor: Cursor?) throws {
        let document = try JSON(Array((cursor?.text ?? "").utf8))
        isKnown = document["known"]?.bool ?? false
        reports = try (document["reports"]?.elements ?? []).map { try BillReport($0) }
    }

    var cursor: Cursor {
        let document: JSON = .object([
            .init("known", .bool(isKnown)), .init("reports", .array(reports.map(\.json))),
        ])
        return Cursor(String(decoding: document.bytes(), as: UTF8.self))
    }
}

extension BillReport {
    init(_ json: JSON) throws(DecodingFailure) {
        guard let word = json["generation"]?.string, let generation = Generation(rawValue: word),
            let name = json["name"]?.string, let bucket = json["bucket"]?.string,
            let path = json["path"]?.string, let region = json["region"]?.string
        else { throw DecodingFailure("no report") }
        self.init(
            generation: generation, name: name, bucket: bucket, path: path, region: region,
            isWhole: json["whole"]?.bool ?? false, detail: json["detail"]?.number?.int ?? 0)
    }

    var json: JSON {
        .object([
            .init("generation", generation.rawValue), .init("name", name), .init("bucket", bucket),
            .init("path", path), .init("region", region), .init("whole", .bool(isWhole)),
            .init("detail", detail),
        ])
    }
}
