import AWS
import Pipeline

/// How the bill is read: what the pipeline file says of it, and by whom S3 is asked.
struct BillReading: Sendable {
    let scope: CostScope
    let access: Access

    init(_ scope: CostScope, _ access: Access) {
        self.scope = scope
        self.access = access
    }

    /// Whether looking at it asks anybody.
    var isRemote: Bool { if case .folder = scope.source { false } else { true } }

    /// By which of the ways to find reports those were listed that count now.
    var ways: [String] {
        switch scope.source {
        case .auto: ["reports", "exports"]
        case .bucket(let source), .folder(let source): ["location " + source]
        case .none: []
        }
    }

    /// What a delivery has to have been read with to be as it would be read now.
    var fingerprint: String {
        let tags = scope.tags.joined(separator: ",")
        return "from \(ways.joined(separator: ", ")); days \(scope.keepsDays); tags [\(tags)]"
    }

    func look(at month: BillMonth) -> String { "month \(month) \(fingerprint)" }

    func columns(_ generation: BillReport.Generation) -> BillColumns {
        BillColumns(generation, tags: scope.tags, keepingDays: scope.keepsDays)
    }

    func months(_ run: Run) -> [BillMonth] { BillMonth.last(scope.months, before: run.asOf) }

    /// The cells of the months, once it is known that there are reports.
    func monthCells(_ run: Run) -> [Cell] {
        months(run).map { Cell(.collect, Bill.service, "month", scope: "\($0)") }
    }

    func partCells(of month: BillMonth, count: Int) -> [Cell] {
        (0..<count).map { Cell(.collect, Bill.service, "part", scope: "\(month) \($0 + 1)") }
    }

    /// Where a report lies.
    func shelf(_ bucket: String, region: String) async throws -> any BillShelf {
        guard !bucket.isEmpty else { return FolderShelf() }
        return BucketShelf(client: try await access.client(account: "", region: region), bucket: bucket)
    }
}
