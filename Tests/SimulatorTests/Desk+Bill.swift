import Formats
import Foundation
import HTTP
import Simulator
import Testing

/// A line of the bill, by the names of its columns.
struct BillRow {
    var fields: [Substring]
    let columns: [String: Int]

    subscript(name: String) -> String { columns[name].map { String(fields[$0]) } ?? "" }

    /// An amount in 10⁻¹⁰.
    func units(_ name: String) -> Int { Self.units(self[name]) }

    static func units(_ text: String) -> Int { Int(text.replacing(".", with: "")) ?? 0 }

    var kind: String { self["lineItem/LineItemType"] }
    var account: String { self["lineItem/UsageAccountId"] }
    var resource: String { self["lineItem/ResourceId"] }
    var usageType: String { self["lineItem/UsageType"] }
    var product: String { self["lineItem/ProductCode"] }
    var amount: Int { units("lineItem/UsageAmount") }
    var cost: Int { units("lineItem/UnblendedCost") }
    var net: Int { units("lineItem/NetUnblendedCost") }
}

extension Desk {
    func bucketObject(_ key: String) async throws -> Reply {
        try await ask(.getObject, ["Bucket": simulation.billBucket, "Key": key])
    }

    static func manifestKey(_ months: String) -> String {
        "cur/halvorsen-daily/\(months)/halvorsen-daily-Manifest.json"
    }

    /// All lines that the manifest of a month lists.
    func bill(_ months: String) async throws -> [BillRow] {
        let manifest = try await bucketObject(Self.manifestKey(months)).json
        let keys = try #require(manifest["reportKeys"] as? [String])
        var rows: [BillRow] = []
        for key in keys {
            let text = String(decoding: try await bucketObject(key).response.body.inflated(), as: UTF8.self)
            rows += Self.rows(text)
        }
        return rows
    }

    private static func rows(_ text: String) -> [BillRow] {
        var lines = text.split(separator: "\n")
        let names = lines.removeFirst().split(separator: ",").map(String.init)
        let columns = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        return lines.map { BillRow(fields: fields($0), columns: columns) }
    }

    /// The fields of a line, in which no quotes stand within quotes.
    private static func fields(_ line: Substring) -> [Substring] {
        var (fields, start, isQuoted): ([Substring], Substring.Index, Bool) = ([], line.startIndex, false)
        let bytes = line.utf8
        for index in bytes.indices {
            if bytes[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
            guard !isQuoted, bytes[index] == UInt8(ascii: ",") else { continue }
            fields.append(line[start..<index])
            start = bytes.index(after: index)
        }
        return fields + [line[start...]]
    }
}
