import Formats
import Foundation

@testable import Audit

/// Reports of the bill as AWS delivers them, made of a few lines.
struct BillFiles {
    /// A line, by the names of legacy columns; what is left out is empty.
    typealias Line = [String: String]

    /// By their paths, as in a bucket.
    var files: [String: [UInt8]] = [:]

    static let columns = [
        "identity/LineItemId", "lineItem/UsageAccountId", "lineItem/LineItemType", "lineItem/UsageStartDate",
        "lineItem/ProductCode", "lineItem/UsageType", "lineItem/Operation", "lineItem/ResourceId",
        "lineItem/UsageAmount", "lineItem/CurrencyCode", "lineItem/UnblendedCost",
        "lineItem/LineItemDescription", "product/regionCode", "pricing/publicOnDemandCost",
        "reservation/EffectiveCost", "reservation/ReservationARN",
        "reservation/UnusedAmortizedUpfrontFeeForBillingPeriod", "reservation/UnusedRecurringFee",
        "savingsPlan/TotalCommitmentToDate", "savingsPlan/UsedCommitment",
        "savingsPlan/SavingsPlanEffectiveCost",
    ]

    static let netColumns = [
        "lineItem/NetUnblendedCost", "savingsPlan/NetSavingsPlanEffectiveCost",
        "reservation/NetEffectiveCost", "reservation/NetUnusedAmortizedUpfrontFeeForBillingPeriod",
        "reservation/NetUnusedRecurringFee",
    ]

    /// A line of usage, with what it costs.
    static func usage(_ cost: String, of service: String = "AmazonS3", more: Line = [:]) -> Line {
        let line = [
            "identity/LineItemId": "x", "lineItem/UsageAccountId": "111122223333",
            "lineItem/LineItemType": "Usage", "lineItem/UsageStartDate": "2025-10-03T00:00:00Z",
            "lineItem/ProductCode": service, "lineItem/UsageType": "EUW1-Requests-Tier1",
            "lineItem/Operation": "PutObject", "lineItem/ResourceId": "bucket-a",
            "lineItem/UsageAmount": "2", "lineItem/CurrencyCode": "USD", "lineItem/UnblendedCost": cost,
            "product/regionCode": "eu-west-1", "pricing/publicOnDemandCost": cost,
        ]
        return line.merging(more) { _, new in new }
    }

    /// A part of lines, as it is delivered.
    static func part(
        _ lines: [Line], columns: [String] = columns, as generation: BillReport.Generation = .legacy
    ) -> [UInt8] {
        csv(lines, columns: columns, as: generation).deflated()
    }

    /// A file of lines, not packed.
    static func csv(_ lines: [Line], columns: [String] = columns, as generation: BillReport.Generation)
        -> [UInt8]
    {
        let names = columns.map { generation == .legacy ? $0 : exportName($0) }
        var text = names.joined(separator: ",") + "\n"
        for line in lines {
            text += columns.map { quoted(line[$0] ?? "") }.joined(separator: ",") + "\n"
        }
        return Array(text.utf8)
    }

    private static func quoted(_ field: String) -> String {
        guard field.contains(where: { ",\"\n".contains($0) }) else { return field }
        return "\"" + field.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }

    /// How exports call what legacy reports call `lineItem/UnblendedCost`.
    static func exportName(_ legacy: String) -> String {
        legacy == "resource_tags"
            ? legacy
            : legacy.reduce(into: "") { name, letter in
                if letter == "/" {
                    name += "_"
                } else if letter.isUppercase {
                    name += (name.last == "_" ? "" : "_") + letter.lowercased()
                } else {
                    name.append(letter)
                }
            }
    }

    /// Adds a delivery of a legacy report, a file for each part, in place of any that the month has.
    mutating func deliverLegacy(
        _ parts: [[UInt8]], to report: String = "cur/acme", _ month: String = "20251001-20251101",
        assembly: String = "a1", ending: String = "csv.gz"
    ) {
        let name = report.split(separator: "/").last ?? ""
        let keys = parts.indices.map { "\(report)/\(month)/\(assembly)/\(name)-\($0 + 1).\(ending)" }
        for (key, part) in zip(keys, parts) { files[key] = part }
        let manifest = ["assemblyId": assembly, "compression": "GZIP", "reportKeys": keys] as [String: Any]
        let path = "\(report)/\(month)/\(name)-Manifest.json"
        files[path] = Self.json(manifest)
        files["\(report)/\(month)/\(assembly)/\(name)-Manifest.json"] = files[path]
    }

    /// Adds a delivery of an export.
    mutating func deliverExport(
        _ parts: [[UInt8]], to export: String = "cur2/acme", _ month: String = "2025-10",
        execution: String = "e1", bucket: String = "bills", ending: String = "csv.gz"
    ) {
        let name = export.split(separator: "/").last ?? ""
        let keys = parts.indices.map {
            "\(export)/data/BILLING_PERIOD=\(month)/\(execution)/\(name)-0000\($0 + 1).\(ending)"
        }
        for (key, part) in zip(keys, parts) { files[key] = part }
        let manifest =
            ["executionId": execution, "dataFiles": keys.map { "s3://\(bucket)/\($0)" }] as [String: Any]
        files["\(export)/metadata/BILLING_PERIOD=\(month)/\(name)-Manifest.json"] = Self.json(manifest)
    }

    private static func json(_ object: Any) -> [UInt8] {
        let data = try? JSONSerialization.data(withJSONObject: object, options: .sortedKeys)
        return Array(data ?? Data())
    }

    /// Writes all into a folder.
    func write(to folder: String) throws {
        for (path, bytes) in files {
            let url = URL(fileURLWithPath: folder + "/" + path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: url)
        }
    }
}
