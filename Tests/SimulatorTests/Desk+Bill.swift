import Formats
import Foundation
import HTTP
import Simulator
import Testing

/// A line of the bill, by the names of its columns.
struct BillRow: Sendable {
    private let fields: [String]

    init(_ row: borrowing CSVRow) { fields = (0..<row.count).map { row[$0].string } }

    subscript(name: String) -> String { Self.places[name].map { fields[$0] } ?? "" }

    /// An amount in 10⁻¹⁰.
    func units(_ name: String) -> Int {
        self[name].utf8.reduce(0) { $1 == 46 || $1 == 45 ? $0 : $0 * 10 + Int($1 & 15) }
            * (self[name].hasPrefix("-") ? -1 : 1)
    }

    var kind: String { self["lineItem/LineItemType"] }
    var account: String { self["lineItem/UsageAccountId"] }
    var resource: String { self["lineItem/ResourceId"] }
    var usageType: String { self["lineItem/UsageType"] }
    var product: String { self["lineItem/ProductCode"] }
    var amount: Int { units("lineItem/UsageAmount") }
    var cost: Int { units("lineItem/UnblendedCost") }
    var net: Int { units("lineItem/NetUnblendedCost") }

    static let columns = [
        "identity/LineItemId", "bill/InvoiceId", "lineItem/LineItemType", "lineItem/UsageAccountId",
        "lineItem/UsageStartDate", "lineItem/ResourceId", "lineItem/UsageType", "lineItem/ProductCode",
        "lineItem/UsageAmount", "lineItem/UnblendedRate", "lineItem/UnblendedCost",
        "lineItem/NetUnblendedCost", "product/region", "pricing/RateCode", "reservation/EffectiveCost",
        "reservation/ReservationARN", "discount/EdpDiscount",
    ]

    private static let places = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, $0) })
}

extension Desk {
    func bucketObject(_ key: String) async throws -> Reply {
        try await ask(.getObject, ["Bucket": simulation.billBucket, "Key": key])
    }

    static func manifestKey(_ months: String) -> String {
        "cur/halvorsen-daily/\(months)/halvorsen-daily-Manifest.json"
    }

    /// All lines that the manifest of a month lists.
    ///
    /// Every line has as many fields as the header, or the reader would fail.
    func bill(_ months: String) async throws -> [BillRow] {
        let manifest = try await bucketObject(Self.manifestKey(months)).json
        let keys = try #require(manifest["reportKeys"] as? [String])
        var rows: [BillRow] = []
        for key in keys {
            let text = try await bucketObject(key).response.body.inflated()
            var reader = CSVReader(.named(BillRow.columns))
            try reader.read(text.span) { rows.append(BillRow($0)) }
            try reader.finish { rows.append(BillRow($0)) }
        }
        return rows
    }
}
