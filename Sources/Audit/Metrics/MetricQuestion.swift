import AWS
import Formats
import Pipeline

/// Asks CloudWatch for some series, of the account itself or of the one that it shares its metrics with.
struct MetricQuestion: Sendable {
    let access: Access
    let monitoringAccount: String?
    private let sharing = SharingAccounts()

    init(_ setting: Setting) {
        access = setting.access
        monitoringAccount = setting.scope.metrics.monitoringAccount
    }

    /// What CloudWatch gave of the series that it was asked for.
    struct Answer: Sendable {
        /// Those that it gave all of.
        var measured: [MeasuredSeries] = []
        /// The resources of the others, each with what it lacks.
        var lost: [String: String] = [:]
    }

    func answer(to request: [WantedSeries], asking client: Client) async throws -> Answer {
        guard let days = request.first?.days else { return Answer() }
        var measured = request.map(MeasuredSeries.init)
        var states = [String?](repeating: nil, count: request.count)
        let monitor = try await monitoringClient(for: client)
        let question = CloudWatch.GetMetricData(
            wanted: request, owner: monitor == nil ? nil : client.account,
            start: Timestamp(day: days.lowerBound), end: Timestamp(day: days.upperBound))
        for try await page in (monitor ?? client).pages(question) {
            for result in page.response.results {
                guard measured.indices.contains(result.number) else {
                    throw Gap.unsteady("the answer has a series that was not asked for")
                }
                try measured[result.number].add(result)
                states[result.number] = result.status
            }
        }
        return try Self.sorted(measured, states)
    }

    /// Tells apart what is whole and what is not; what is forbidden is so for all of the account.
    private static func sorted(_ measured: [MeasuredSeries], _ states: [String?]) throws(Gap) -> Answer {
        var answer = Answer()
        for (series, state) in zip(measured, states) {
            let (metric, resource) = (series.wanted.series.metric, series.wanted.series.resource)
            if state == "Forbidden" {
                throw Gap.deniedByIAM("CloudWatch forbids \(metric) of \(resource)")
            }
            if state == "Complete" {
                answer.measured.append(series)
            } else {
                answer.lost[resource] =
                    "CloudWatch did not give all of \(metric) of \(resource): \(state ?? "no answer")"
            }
        }
        return answer
    }

    /// A client of the monitoring account, where the pipeline file names one that this account shares with.
    ///
    /// One that does not share is asked itself: what the monitoring account says of it would be nothing, which is not
    /// the same as having none.
    private func monitoringClient(for client: Client) async throws -> Client? {
        guard let monitoringAccount, monitoringAccount != client.account else { return nil }
        let watcher = try await access.client(account: monitoringAccount, region: client.region)
        return try await sharing.accounts(of: watcher).contains(client.account) ? watcher : nil
    }

    /// Whether a failure may be that of one series, so that the others are worth asking for without it.
    ///
    /// What the account is not let do, or what is down or too busy, fails for all of them.
    static func mayConcernOne(_ error: any Error) -> Bool {
        switch error {
        case let error as AWSError:
            error.denial == nil && (error.retry == .never || error.retry == .transient)
        case let gap as Gap: gap.state == .failed
        case is DecodingFailure, is DeadlinePassed: true
        default: false
        }
    }
}
