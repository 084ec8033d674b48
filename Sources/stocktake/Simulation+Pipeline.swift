import AWS
import Audit
import Formats
import HTTP
import Simulator

extension SimulatedAWS {
    /// The organisation that a pipeline file asks for.
    convenience init(
        _ scope: SimulationScope, role choice: AccountChoice, asOf: Timestamp,
        now: @escaping @Sendable () -> Timestamp
    ) {
        var settings = Simulation.Settings()
        settings.seed = UInt64(scope.seed)
        // Some thousand images show every shape; more only take longer than people look.
        settings.images = 0.5
        settings.accounts = scope.accounts
        settings.end = asOf.startOfDay
        if case .organization(let organization) = choice {
            settings.role = organization.door.role
            settings.externalID = organization.door.externalID
        }
        var faults = Faults()
        faults.seed = settings.seed
        faults.add(.throttled, .rate(Double(scope.throttled) / 100))
        faults.add(.dropped, .rate(Double(scope.dropped) / 100))
        faults.add(.expired, .rate(Double(scope.expired) / 100))
        self.init(
            Simulation(settings), faults: faults,
            clock: now, sleep: { _ in })
    }
}
