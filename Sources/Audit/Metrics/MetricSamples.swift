import AWS
import Formats
import Pipeline
import SQLite

/// Asks CloudWatch for the metrics of an account in a region: only for the days that the database lacks.
struct MetricSamples: AWSStep {
    let setting: Setting
    let services: [AuditedService]
    let sharing = SharingAccounts()
    let service = "metrics"
    let name = "samples"

    var access: Access { setting.access }

    func page(
        of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
    ) async throws -> Page {
        guard let source = services.first(where: { $0.name == cell.scope })?.metrics else {
            throw Gap.unsupported("this version takes no metrics of \(cell.scope)")
        }
        let place = try MetricPlace(cursor)
        let request = try await setting.store.read { database in
            try Self.requireAllowed(cell, run, setting.scope.metrics, in: database)
            return MetricSource.request(
                of: try source.next(cell, place?.series, run, setting.scope.metrics, database))
        }
        guard let last = request.last else { return Page { _ in 0 } }
        let measured = try await measure(request, asking: client, for: cell.account)
        return Page(next: MetricPlace(series: last.series).cursor) { database in
            try measured.reduce(0) { count, series in try count + database.store(series, run) }
        }
    }

    /// Asks for some series, and refuses an answer that is not whole.
    private func measure(
        _ request: [WantedSeries], asking client: Client, for account: String
    ) async throws -> [MeasuredSeries] {
        var measured = request.map(MeasuredSeries.init)
        let days = request[0].days
        let monitor = try await monitoringClient(for: client)
        let question = CloudWatch.GetMetricData(
            wanted: request, owner: monitor == nil ? nil : account,
            start: Timestamp(day: days.lowerBound), end: Timestamp(day: days.upperBound))
        var states = [String?](repeating: nil, count: request.count)
        for try await page in (monitor ?? client).pages(question) {
            for result in page.response.results {
                guard measured.indices.contains(result.number) else {
                    throw Gap.unsteady("the answer has a series that was not asked for")
                }
                try measured[result.number].add(result)
                states[result.number] = result.status
            }
        }
        for (index, state) in states.enumerated() where state != "Complete" {
            let words = "\(request[index].series.metric) of \(request[index].series.resource)"
            if state == "Forbidden" { throw Gap.deniedByIAM("CloudWatch forbids \(words)") }
            throw Gap.unsteady("CloudWatch did not give all of \(words): \(state ?? "no answer")")
        }
        return measured
    }

    /// A client of the monitoring account, where the pipeline file names one that this account shares with.
    ///
    /// One that does not share is asked itself: what the monitoring account says of it would be nothing, which is not
    /// the same as having none.
    private func monitoringClient(for client: Client) async throws -> Client? {
        guard let monitor = setting.scope.metrics.monitoringAccount, monitor != client.account else {
            return nil
        }
        let watcher = try await access.client(account: monitor, region: client.region)
        return try await sharing.accounts(of: watcher).contains(client.account) ? watcher : nil
    }

    private static func requireAllowed(
        _ cell: Cell, _ run: Run, _ window: MetricWindow, in database: Database
    ) throws {
        let refused = try database.row(
            """
            SELECT cost FROM metric_estimate
            WHERE run = \(run.id) AND account = \(cell.account) AND region = \(cell.region) AND NOT is_allowed
            """
        ) { row in Money(units: row[0]) }
        guard let refused else { return }
        throw Gap.notAsked(
            "its metrics would cost \(refused) USD more, which metrics-budget (\(window.budget) USD) does not cover"
        )
    }
}

/// The last series that was asked for, as a cell's cursor.
struct MetricPlace: Equatable {
    var series: Series

    init(series: Series) { self.series = series }

    init?(_ cursor: Cursor?) throws(Gap) {
        guard let cursor else { return nil }
        let words = cursor.text.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard words.count == 5, let period = Int(words[4]) else {
            throw Gap.failed("the place where the metrics stopped cannot be read")
        }
        series = Series(
            resource: words[0], part: words[1], metric: words[2], statistic: words[3], period: period)
    }

    /// None of the words has a tab: ARNs and the names of indexes and metrics are plain.
    var cursor: Cursor {
        Cursor(
            [series.resource, series.part, series.metric, series.statistic, String(series.period)]
                .joined(separator: "\t"))
    }
}
