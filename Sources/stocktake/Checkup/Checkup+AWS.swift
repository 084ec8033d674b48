import AWS
import Audit
import Pipeline

/// What `doctor` asks of AWS.
extension Checkup {
    func checkAWS() async throws -> ExitCode {
        let connection: Connection
        let caller: CallerIdentity
        do {
            connection = try Connection(to: pipeline, in: world, asOf: world.now())
            caller = try await connection.access.caller()
        } catch let problem as Problem {
            try show(Line("credentials", problem))
            return problem.exit
        }
        try show(Line("credentials", .good, "\(caller.arn) in account \(caller.account)"))
        try show(clock(connection))
        do {
            return try await checkAccounts(connection)
        } catch let gap as Gap {
            let exit: ExitCode = gap.mayPass ? .unavailable : .noCredentials
            try show(
                Line(
                    "organisation", .bad, gap.reason,
                    hint: "ask from the management account or a delegated administrator; "
                        + "`stocktake policy --for root` prints what it takes",
                    exit: exit))
            return exit
        }
    }

    private func clock(_ connection: Connection) -> Line {
        let seconds = connection.access.session.clock.lead
        guard abs(seconds) > 60 else {
            return Line("clock", .good, "AWS takes the time that this machine signs with")
        }
        return Line(
            "clock", .note, "it differs from AWS by \(seconds) s, which is corrected",
            hint: "let this machine synchronise its clock")
    }

    private func checkAccounts(_ connection: Connection) async throws -> ExitCode {
        let roster = try await Roster(of: connection.access)
        guard !roster.audited.isEmpty else {
            let hint = "look at `include` and `exclude` in the pipeline file"
            try show(
                Line("accounts", .bad, "none is meant: \(roster.words)", hint: hint, exit: .badPipelineFile))
            return .badPipelineFile
        }
        try show(Line("accounts", .good, roster.words))
        var exit = ExitCode.complete
        for account in roster.audited {
            let visit = try await Visit(to: account, pipeline.scope, connection.access)
            let subject = ["account", account.id, account.name].filter { !$0.isEmpty }.joined(separator: " ")
            if let failure = visit.failure {
                let code: ExitCode = failure.mayPass ? .unavailable : .noCredentials
                try show(Line(subject, .bad, failure.reason, hint: visit.hint, exit: code))
                if exit == .complete { exit = code }
            } else {
                try show(Line(subject, .good, visit.words))
            }
        }
        return exit
    }
}
