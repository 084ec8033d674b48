import AWS
import Formats
import HTTP

extension Access {
    /// Enters the accounts of an organisation that is simulated: waits take no time, and nothing but the transport
    /// is asked.
    package static func simulated(
        _ scope: AWSScope, by transport: any Transport, as user: Credentials,
        now: @escaping @Sendable () -> Timestamp, sessions: Int = 1024
    ) -> Access {
        let time = Timepiece.skippingWaits()
        var session = Session(
            transport: transport, endpoints: Endpoints(), clock: ServerClock(now), time: time,
            retry: RetryPolicy(), paces: PaceBook(time: time, clock: now))
        // A time that skips waits would skip to the deadline of whoever waits for news.
        session.patience = nil
        let variables = [
            "AWS_ACCESS_KEY_ID": user.accessKey, "AWS_SECRET_ACCESS_KEY": user.secretKey.exposed,
            "AWS_EC2_METADATA_DISABLED": "true",
        ]
        let environment = session.environment(variables, now: now)
        let base = RootCredentials(CachedCredentials(DefaultChain(environment), now: now))
        let roles = RoleSessions(as: base, in: environment, region: nil, capacity: sessions)
        return Access(scope, session: session, base: base, roles: roles, region: Partition.aws.home)
    }
}
