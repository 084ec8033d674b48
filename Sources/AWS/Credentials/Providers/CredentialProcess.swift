/// A command that prints credentials.
struct CredentialProcess: Sendable {
    /// Long enough for a person to confirm on a device; nobody is there to wait for at night.
    static let patience = Duration.seconds(60)

    let profile: String
    let command: Secret
    let environment: AWSEnvironment

    func credentials() async throws -> Credentials {
        let outcome = try await run()
        guard outcome.end == .exited(0) else { throw failed(outcome) }
        do {
            let document = try CredentialDocument(outcome.output)
            guard document.version == 1 else { throw unversioned }
            let credentials = try document.credentials()
            guard credentials.expires.map({ $0 > environment.now() }) ?? true else { throw expired }
            return credentials
        } catch {
            throw CredentialFailure(
                "what credential_process of profile \(profile) printed cannot be read", error,
                hint: "it must print {\"Version\": 1, \"AccessKeyId\": …, \"SecretAccessKey\": …}")
        }
    }

    private func run() async throws -> ProcessOutcome {
        guard let words = CommandWords.split(command.exposed), !words.isEmpty else {
            throw CredentialFailure(
                "credential_process of profile \(profile) has a quote without end", hint: "close the quote",
                kind: .misconfigured)
        }
        do {
            return try await environment.run(words, environment.variables, Self.patience)
        } catch is CancellationError {
            throw CancellationError()
        } catch let failure as ProcessFailure {
            // Only the program's name: its arguments may be secrets.
            throw CredentialFailure(
                "credential_process of profile \(profile), \(Excerpt.of(words[0])): \(failure.reason)",
                hint: "run it by hand: it must end by itself, without asking anything", kind: .unavailable)
        }
    }

    private func failed(_ outcome: ProcessOutcome) -> CredentialFailure {
        let errors = Excerpt.of(String(decoding: outcome.errors.suffix(4096), as: UTF8.self))
        return CredentialFailure(
            "credential_process of profile \(profile) \(outcome.end)" + (errors.isEmpty ? "" : ": \(errors)"),
            hint: "run it by hand to see what it needs", kind: .refused)
    }

    private var unversioned: CredentialFailure {
        CredentialFailure(
            "what credential_process of profile \(profile) printed is not of version 1",
            hint: "it must print \"Version\": 1", kind: .misconfigured)
    }

    private var expired: CredentialFailure {
        CredentialFailure(
            "credential_process of profile \(profile) gave credentials that have expired",
            hint: "let it fetch new ones", kind: .refused)
    }
}
