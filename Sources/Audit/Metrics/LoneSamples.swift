import AWS
import Pipeline
import SQLite

/// Asks CloudWatch for the metrics of one resource, after a request for several has failed.
struct LoneSamples: AWSStep {
    let setting: Setting
    let services: [AuditedService]
    let question: MetricQuestion
    let service = "metrics"
    let name = "lone-samples"
    /// Once all requests for several have been made: more than one may have failed for the same resource.
    let turn = 1

    var access: Access { setting.access }

    /// The cell of a resource that was to be measured with others; the name of its service stands before its ARN.
    static func cell(of resource: String, in place: Cell) -> Cell {
        Cell(
            .collect, "metrics", "lone-samples", account: place.account, region: place.region,
            scope: "\(place.scope) \(resource)")
    }

    func page(
        of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
    ) async throws -> Page {
        let words = cell.scope.split(separator: " ", maxSplits: 1).map(String.init)
        guard let service = words.first, let resource = words.last else {
            throw Gap.failed("it names no resource")
        }
        let source = try services.metrics(of: service)
        let place = try MetricPlace(cursor)?.series ?? Series(beforeAllOf: resource)
        let window = setting.scope.metrics
        let request = try await setting.store.read { database in
            let wanted = try source.next(cell, place, run, window, database)
            return MetricSource.request(of: wanted.filter { $0.series.resource == resource })
        }
        guard let last = request.last else { return Page { _ in 0 } }
        let answer = try await question.answer(to: request, asking: client)
        if let reason = answer.lost[resource] { throw Gap.unsteady(reason) }
        return Page(next: MetricPlace(series: last.series).cursor) { database in
            try answer.measured.reduce(0) { count, series in try count + database.store(series, run) }
        }
    }
}

extension Series {
    /// What comes before all series of a resource.
    fileprivate init(beforeAllOf resource: String) {
        self.init(resource: resource, metric: "", statistic: "", period: 0)
    }
}
