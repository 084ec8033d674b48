import Formats

/// What a delivery of a report consists of, in the order of its manifest.
struct BillManifest: Equatable, Sendable {
    enum Format: Equatable, Sendable {
        case gzipCSV, zip, parquet, other
    }

    /// The keys of its files, or their whole `s3://` addresses.
    var files: [String]
    var format: Format

    /// Reads a manifest of either generation: `reportKeys` of a legacy one, `dataFiles` of an export's.
    init(_ bytes: [UInt8]) throws(DecodingFailure) {
        let document = try JSON(bytes)
        guard let list = (document["dataFiles"] ?? document["reportKeys"])?.elements else {
            throw DecodingFailure("no list of files")
        }
        var files: [String] = []
        for element in list {
            guard let file = element.string, !file.isEmpty else {
                throw DecodingFailure("a file without a name")
            }
            files.append(file)
        }
        guard Set(files).count == files.count else { throw DecodingFailure("a file is listed twice") }
        self.files = files
        format = Self.format(of: files, words: ["compression", "contentType"].map { document[$0]?.string })
    }

    /// The names of files tell their format in both generations; of no files, only a legacy manifest tells.
    private static func format(of files: [String], words: [String?]) -> Format {
        if files.allSatisfy({ $0.hasSuffix(".csv.gz") }) && !files.isEmpty { return .gzipCSV }
        if files.contains(where: { $0.hasSuffix(".parquet") }) { return .parquet }
        if files.contains(where: { $0.hasSuffix(".zip") }) { return .zip }
        guard files.isEmpty else { return .other }
        let said = words.compactMap { $0?.uppercased() }
        if said.contains("PARQUET") { return .parquet }
        return said.contains("ZIP") ? .zip : .gzipCSV
    }

    /// Why a delivery cannot be read, and what to do; nil where it can.
    func objection(to report: BillReport) -> String? {
        let hint =
            "add an export of CUR 2.0 as gzip CSV beside it (Billing and Cost Management, Data Exports)"
        switch format {
        case .gzipCSV: return nil
        case .parquet: return "\(report) is Parquet, which cannot be read: \(hint)"
        case .zip: return "\(report) is ZIP, which cannot be read: choose gzip for it, or \(hint)"
        case .other: return "\(report) holds files that are not .csv.gz: \(hint)"
        }
    }
}
