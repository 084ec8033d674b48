import Audit

/// The section `aws.simulation`: an organisation that does not exist, to try things out on.
extension PipelineFile {
    static func simulation(_ aws: Section) throws(Section.Mistake) -> SimulationScope? {
        guard aws.has("simulation") else { return nil }
        let section = try aws.section(
            "simulation", keys: ["accounts", "seed", "throttled", "dropped", "expired"])
        var scope = SimulationScope()
        scope.accounts = try section.int("accounts", in: 1...10_000, or: scope.accounts)
        scope.seed = try section.int("seed", in: 0...1_000_000_000, or: scope.seed)
        scope.throttled = try section.int("throttled", in: 0...90, or: 0)
        scope.dropped = try section.int("dropped", in: 0...90, or: 0)
        scope.expired = try section.int("expired", in: 0...90, or: 0)
        return scope
    }
}
