import AWS
import Formats

/// The token service: who am I, and let me be somebody else.
enum STSAnswers {
    static func body(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let result = exchange.action == .assumeRole ? try assumeRole(exchange) : identity(exchange)
        let operation = exchange.action.rawValue.dropFirst("sts:".count)
        let body = """
            <\(operation)Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
              <\(operation)Result>
            \(result)
              </\(operation)Result>
              <ResponseMetadata>
                <RequestId>\(exchange.requestID)</RequestId>
              </ResponseMetadata>
            </\(operation)Response>

            """
        return Array(body.utf8)
    }

    private static func identity(_ exchange: Exchange) -> String {
        """
            <Arn>\(exchange.caller.arn)</Arn>
            <UserId>\(exchange.caller.userID(exchange.simulation))</UserId>
            <Account>\(exchange.account.id)</Account>
        """
    }

    private static func assumeRole(_ exchange: Exchange) throws(Objection) -> String {
        let arn = try exchange.question.demanded("RoleArn")
        let name = try sessionName(exchange.question)
        let duration = try duration(exchange)
        let target = try target(arn, exchange)
        let session = Session(
            account: target.account.index, expires: exchange.now.adding(seconds: Int64(duration)),
            serial: exchange.repetition, role: target.role, name: name)
        let credentials = exchange.simulation.credentials(of: session)
        let caller = Caller(account: target.account, principal: .session(session), secret: "")
        return """
                <AssumedRoleUser>
                  <AssumedRoleId>\(caller.userID(exchange.simulation))</AssumedRoleId>
                  <Arn>\(caller.arn)</Arn>
                </AssumedRoleUser>
                <Credentials>
                  <AccessKeyId>\(credentials.accessKey)</AccessKeyId>
                  <SecretAccessKey>\(credentials.secretKey.exposed)</SecretAccessKey>
                  <SessionToken>\(credentials.sessionToken?.exposed ?? "")</SessionToken>
                  <Expiration>\(session.expires)</Expiration>
                </Credentials>
            """
    }

    private static func sessionName(_ question: Question) throws(Objection) -> String {
        let name = try question.demanded("RoleSessionName")
        guard (2...64).contains(name.utf8.count), name.utf8.allSatisfy(mayName) else {
            throw .outside(
                "RoleSessionName", XMLAnswer.escaped(name),
                "satisfying regular expression pattern: [\\w+=,.@-]*")
        }
        return name
    }

    private static func mayName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "_+=,.@-".utf8.contains(byte)
        }
    }

    /// From fifteen minutes to twelve hours; of a session that assumes a role, to one hour.
    private static func duration(_ exchange: Exchange) throws(Objection) -> Int {
        let duration = try exchange.question.int("DurationSeconds") ?? 3600
        guard duration >= 900 else {
            throw .outside("DurationSeconds", String(duration), "greater than or equal to 900")
        }
        guard duration <= 43_200 else {
            throw .outside("DurationSeconds", String(duration), "less than or equal to 43200")
        }
        guard duration <= 3600 || !exchange.caller.isSession else {
            throw .own(
                status: 400, code: "ValidationError",
                message: "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed "
                    + "by role chaining")
        }
        return duration
    }

    /// The account and the name of a role that lets the caller in.
    ///
    /// A role that is not there, one that does not trust the caller, one that demands another external id and one in
    /// an account that was shut are all denied in the same words, as AWS does it.
    private static func target(
        _ arn: String, _ exchange: Exchange
    ) throws(Objection) -> (account: Simulation.Account, role: String) {
        let denied = exchange.denied(.trust, on: arn)
        let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "arn", parts[2] == "iam", parts[5].hasPrefix("role/") else {
            throw .own(status: 400, code: "ValidationError", message: "\(arn) is invalid")
        }
        let simulation = exchange.simulation
        guard let account = simulation.account(id: String(parts[4])) else { throw denied }
        let isOwn = account.index == exchange.account.index
        let isTrusted = exchange.account.index == simulation.auditor.index
        guard isOwn || isTrusted && simulation.settings.auditor != .loner else { throw denied }
        let role = parts[5].dropFirst("role/".count)
        guard role == simulation.settings.role, account.trouble != .roleMissing, account.state == .active
        else {
            throw denied
        }
        if let demanded = simulation.settings.externalID {
            guard try exchange.question.text("ExternalId") == demanded else { throw denied }
        }
        return (account, String(role))
    }
}
