/// An analysis that people ask for by name: what the newest run says of it.
package struct Analysis: Sendable {
    package let report: TableReport
    /// The columns for people, the most useful first.
    package let shown: [String]

    package static let capacityMode = Analysis(
        report: DynamoDB.capacity,
        shown: [
            "table", "mode", "advice", "monthly_saving", "current_monthly_cost", "confidence", "account",
            "region",
        ])
    package static let tableClass = Analysis(
        report: DynamoDB.tableClasses,
        shown: [
            "table", "class", "advice", "monthly_saving", "storage_monthly_cost", "throughput_monthly_cost",
            "confidence", "account", "region",
        ])
    package static let utilisation = Analysis(
        report: DynamoDB.utilisation,
        shown: [
            "table", "index", "dimension", "provisioned", "needed", "p99", "maximum", "average",
            "used_p99_percent", "risk", "account", "region",
        ])
    package static let tags = Analysis(
        report: ECR.tagGroups,
        shown: [
            "repository", "template", "count", "images", "bytes", "pulled_images", "newest", "patterns",
            "account",
            "region",
        ])
    package static let versions = Analysis(
        report: ECR.versions,
        shown: [
            "repository", "line", "count", "newest_version", "superseded", "gaps", "duplicates", "account",
            "region",
        ])
    package static let similarity = Analysis(
        report: ECR.similar, shown: ["arn", "other", "similarity", "shared_bytes"])
    package static let baseImages = Analysis(
        report: ECR.baseImages, shown: ["name", "repositories", "images", "layers", "bytes"])
}
