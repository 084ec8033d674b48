import AWS
import Pipeline
import SQLite

/// Asks CloudWatch for the metrics of an account in a region: only for the days that the database lacks.
///
/// A request holds series of many resources. Where it fails, each of its resources gets a cell of its own, so that
/// the one that it fails for loses no other.
struct MetricSamples: AWSStep {
    let setting: Setting
    let services: [AuditedService]
    let question: MetricQuestion
    let service = "metrics"
    let name = "samples"

    var access: Access { setting.access }

    func page(
        of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
    ) async throws -> Page {
        let source = try services.metrics(of: cell.scope)
        let place = try MetricPlace(cursor)
        let window = setting.scope.metrics
        let request = try await setting.store.read { database in
            try MetricEstimate.requireAllowed(cell, run, window, in: database)
            return MetricSource.request(of: try source.next(cell, place?.series, run, window, database))
        }
        guard let last = request.last else { return Page { _ in 0 } }
        let answer = try await answer(to: request, asking: client)
        let lost = answer.lost.keys.sorted().map { LoneSamples.cell(of: $0, in: cell) }
        return Page(found: lost, next: MetricPlace(series: last.series).cursor) { database in
            try answer.measured.reduce(0) { count, series in try count + database.store(series, run) }
        }
    }

    private func answer(
        to request: [WantedSeries], asking client: Client
    ) async throws -> MetricQuestion.Answer {
        do {
            return try await question.answer(to: request, asking: client)
        } catch  where MetricQuestion.mayConcernOne(error) {
            let resources = Set(request.map(\.series.resource))
            return MetricQuestion.Answer(
                lost: Dictionary(uniqueKeysWithValues: resources.map { ($0, "\(error)") }))
        }
    }
}

extension [AuditedService] {
    func metrics(of service: String) throws(Gap) -> MetricSource {
        guard let source = first(where: { $0.name == service })?.metrics else {
            throw Gap.unsupported("this version takes no metrics of \(service)")
        }
        return source
    }
}
