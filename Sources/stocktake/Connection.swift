import AWS
import Audit
import Formats
import HTTP
import Pipeline
import Simulator

/// The way from this program to AWS, or to the organisation that is simulated in its place.
///
/// Nothing is asked before somebody asks: a run that only writes reports takes no credentials.
struct Connection: Sendable {
    let access: Access

    /// `moved` is called when AWS has answered something else than success, and when a download has got on.
    ///
    /// `asOf` is the day that a simulated organisation stands still at.
    init(
        to pipeline: PipelineFile, in world: World, remembering paces: [PaceRow] = [], asOf: Timestamp,
        log: Log? = nil, moved: @escaping @Sendable () -> Void = {}
    ) throws(Problem) {
        if let simulation = pipeline.simulation {
            access = Self.simulated(simulation, pipeline.scope.aws, in: world, asOf: asOf)
        } else {
            do {
                access = try Self.real(pipeline.scope.aws, in: world, paces, log, moved)
            } catch {
                throw Problem(setting: error)
            }
        }
    }

    /// How many sessions of accounts are kept: a run visits its accounts one after the other.
    private static let sessions = 1024

    private static func real(
        _ scope: AWSScope, in world: World, _ paces: [PaceRow], _ log: Log?,
        _ moved: @escaping @Sendable () -> Void
    ) throws -> Access {
        let variables = world.environment
        let transport = MovingTransport(
            try CurlTransport(CurlTransport.Settings(environment: variables)), moved: moved)
        let time = Timepiece.started()
        let endpoints = Endpoints(try endpointSettings(scope, variables, transport, world))
        let session = Session(
            transport: transport, endpoints: endpoints, clock: ServerClock(world.now), time: time,
            retry: try RetryPolicy(
                mode: variables["AWS_RETRY_MODE"], attempts: variables["AWS_MAX_ATTEMPTS"]),
            paces: PaceBook(remembering: paces, time: time, clock: world.now),
            report: { call in
                log?.tell(call)
                moved()
            })
        let environment = session.environment(variables, now: world.now)
        let region = try environment.region(profile: scope.profile)
        let observe: CredentialObserver = { log?.tell($0) }
        let source = CachedCredentials(
            DefaultChain(environment, profile: scope.profile), now: world.now, observe: observe)
        let base = RootCredentials(source)
        let roles = RoleSessions(
            as: base, in: environment, region: region, capacity: sessions, observe: observe)
        return Access(scope, session: session, base: base, roles: roles, region: region ?? Partition.aws.home)
    }

    /// Endpoints may be set in the profile too, so the files are read for them.
    private static func endpointSettings(
        _ scope: AWSScope, _ variables: [String: String], _ transport: any Transport, _ world: World
    ) throws -> EndpointSettings {
        let bare = AWSEnvironment(
            variables: variables, transport: transport, now: world.now,
            endpoint: { _, _ in throw EndpointFailure.noRegion },
            assumeRole: { _, _, _ in throw EndpointFailure.noRegion })
        guard let profile = try bare.profile(scope.profile) else {
            return try EndpointSettings(environment: variables)
        }
        var services: [String: [String: String]] = [:]
        if let section = try profile["services"].flatMap({ try Profiles(bare).services[$0] }) {
            for service in section.properties.keys { services[service] = section.nested(service) }
        }
        return try EndpointSettings(
            environment: variables, profile: profile.properties, services: services)
    }

    private static func simulated(
        _ simulation: SimulationScope, _ scope: AWSScope, in world: World, asOf: Timestamp
    ) -> Access {
        let server = SimulatedAWS(simulation, role: scope.accounts, asOf: asOf, now: world.now)
        return Access.simulated(scope, by: server, as: server.simulation.credentials, now: world.now)
    }
}

extension Problem {
    /// A setting of the environment or of AWS's files that cannot be followed.
    fileprivate init(setting error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let failure as CredentialFailure:
            self.init(failure.what, hint: failure.hint, exit: .noCredentials)
        case let failure as HTTPFailure:
            self.init(failure.reason, hint: "check AWS_CA_BUNDLE and HTTPS_PROXY", exit: .unavailable)
        case let failure as EndpointFailure:
            self.init(
                failure.description, hint: "mend it in the environment or in the profile",
                exit: .badPipelineFile)
        case RetrySettingFailure.mode(let text):
            self.init(
                "AWS_RETRY_MODE is '\(text)'", hint: "set it to standard, or leave it out",
                exit: .badPipelineFile)
        case RetrySettingFailure.attempts(let text):
            self.init(
                "AWS_MAX_ATTEMPTS is '\(text)'", hint: "set it to a number from 1", exit: .badPipelineFile)
        default:
            self.init("\(type(of: error))", hint: "this is a bug: please report it", exit: .ourMistake)
        }
    }
}
