/// A report that AWS delivers the bill in: where it lies, and how it is laid out.
///
///     legacy   PATH/20251001-20251101/NAME-Manifest.json             PATH ends in NAME
///     export   PATH/metadata/BILLING_PERIOD=2025-10/NAME-Manifest.json
///
/// A legacy report that keeps its versions has a manifest in each of their folders as well. Those are never
/// looked at: the one of the month's own folder is the newest, and a month is one, however often it was delivered.
struct BillReport: Hashable, Sendable {
    enum Generation: String, Sendable {
        /// Cost and Usage Reports, `lineItem/UnblendedCost`.
        case legacy
        /// Data Exports, `line_item_unblended_cost`.
        case export
    }

    var generation: Generation
    var name: String
    /// Empty where it lies in a local folder.
    var bucket: String
    /// The way to it, its name at the end.
    var path: String
    /// Where the bucket is.
    var region: String
    /// Whether all lines of the bill are in it, as far as its definition tells.
    var isWhole: Bool
    /// How much it tells, to choose among several.
    var detail: Int

    static func path(_ prefix: String, _ name: String) -> String {
        prefix.isEmpty ? name : prefix + "/" + name
    }

    func manifestKey(of month: BillMonth) -> String {
        switch generation {
        case .legacy: "\(path)/\(month.legacyFolder)/\(name)-Manifest.json"
        case .export: "\(path)/metadata/\(month.exportFolder)/\(name)-Manifest.json"
        }
    }

    /// Where a file that the manifest lists lies in a copy of the report: the end of its key, behind the folder
    /// that every copy has.
    func copied(_ key: String, of month: BillMonth) -> String? {
        let parts = key.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
        let folder = generation == .legacy ? month.legacyFolder : month.exportFolder
        guard let place = parts.lastIndex(of: folder), !parts.contains("..") else { return nil }
        let tail = parts[place...].joined(separator: "/")
        return generation == .legacy ? "\(path)/\(tail)" : "\(path)/data/\(tail)"
    }

    /// Which of several reports of one bill is read: they are never added up.
    ///
    /// One that holds all lines, then the newer generation, whose columns are fixed; then what tells more. The
    /// name only makes it the same choice every night.
    static func isBetter(_ left: BillReport, _ right: BillReport) -> Bool {
        if left.isWhole != right.isWhole { return left.isWhole }
        if left.generation != right.generation { return left.generation == .export }
        if left.detail != right.detail { return left.detail > right.detail }
        return (left.name, left.bucket, left.path) < (right.name, right.bucket, right.path)
    }
}

extension BillReport: CustomStringConvertible {
    var description: String {
        let place = bucket.isEmpty ? path : "s3://\(bucket)/\(path)"
        return generation == .legacy ? "the report \(place)" : "the export \(place)"
    }
}
