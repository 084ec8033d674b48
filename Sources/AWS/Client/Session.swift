import Formats
import HTTP

/// What all clients of a run share: the way to the network, and what is learned on it.
package struct Session: Sendable {
    package var transport: any Transport
    package var clock: ServerClock
    package var time: Timepiece
    package var retry: RetryPolicy
    package let paces: PaceBook
    package let meter: Meter
    let routes: Routes
    let breakers: Breakers
    let quotas: RetryQuotas
    let random: @Sendable () -> Double
    let report: @Sendable (CallReport) -> Void
    /// How long one question may take, with all its waits and attempts; nil where waits take no time.
    package var patience: Duration? = .seconds(600)

    package init(
        transport: any Transport, endpoints: Endpoints, clock: ServerClock, time: Timepiece,
        retry: RetryPolicy,
        paces: PaceBook, random: @escaping @Sendable () -> Double = { .random(in: 0...1) },
        report: @escaping @Sendable (CallReport) -> Void = { _ in }
    ) {
        self.transport = transport
        routes = Routes(endpoints)
        self.clock = clock
        self.time = time
        self.retry = retry
        self.paces = paces
        self.random = random
        self.report = report
        meter = Meter()
        breakers = Breakers(time: time)
        quotas = RetryQuotas(time: time)
    }

    /// Asks as somebody, of an account in a region; an empty region is where the partition keeps what is global.
    package func client(
        _ source: any CredentialSource, account: String, partition: Partition, region: String = ""
    ) -> Client {
        Client(
            account: account, region: region.isEmpty ? partition.home : region, partition: partition,
            source: source, session: self)
    }

    func lane(_ client: Client, _ service: Service) -> Lane {
        Lane(account: client.account, region: client.region, service: service.name)
    }
}

/// One attempt at a question, for the log: never what it carries.
package struct CallReport: Sendable {
    package var operation: Operation
    package var account: String
    package var region: String
    package var attempt: Int
    package var outcome: Meter.Outcome
    package var code: String?
    package var requestID: String?
    package var took: Duration
}
