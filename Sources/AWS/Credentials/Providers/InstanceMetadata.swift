import Formats
import HTTP

/// The credentials of an EC2 instance's role, from the metadata service of version 2.
///
///     PUT /latest/api/token                                       a token, without which nothing is answered
///     GET /latest/meta-data/iam/security-credentials/             the name of the role
///     GET /latest/meta-data/iam/security-credentials/NAME         its credentials
///
/// Version 1, without a token, is never tried: who can make this machine fetch an address could use it.
struct InstanceMetadata: CredentialProvider {
    /// Elsewhere than on EC2 nobody answers, and the next night should not wait for it.
    private static let patience = HTTPRequest.Patience(connecting: .seconds(1), whole: .seconds(2))
    private static let credentialsPath = "/latest/meta-data/iam/security-credentials/"

    let environment: AWSEnvironment
    /// The profile that may say where the service is.
    let profile: String

    func fetch() async throws -> Grant {
        guard environment.variable("AWS_EC2_METADATA_DISABLED")?.lowercased() != "true" else {
            throw Self.absent("switched off by AWS_EC2_METADATA_DISABLED")
        }
        let settings = InstanceMetadataEndpoint.settings(
            environment, profile: try environment.profile(profile))
        let endpoint = try InstanceMetadataEndpoint.url(settings)
        let token = try await token(endpoint)
        do {
            let role = try await role(endpoint, token)
            let answer = try await get(endpoint, Self.credentialsPath + role, token)
            return Grant(try Self.credentials(answer), from: CredentialOrigin("EC2 instance, role \(role)"))
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw CredentialFailure(
                "EC2's metadata service gave no credentials", error,
                hint: "give the instance a role, and run again")
        }
    }

    /// Nothing that goes wrong here is repeated: on another machine nobody is there.
    private func token(_ endpoint: HTTPURL) async throws -> Secret {
        var request = HTTPRequest("PUT", endpoint.appending("/latest/api/token"), patience: Self.patience)
        request.headers["X-aws-ec2-metadata-token-ttl-seconds"] = "21600"
        let answer: HTTPResponse
        do {
            answer = try await environment.exchange(request, attempts: 1)
        } catch let failure as HTTPFailure {
            throw Self.absent(failure.kind == .timeout ? Self.hops : "no answer from \(endpoint.authority)")
        }
        let token = String(decoding: answer.body, as: UTF8.self)
        guard answer.isSuccess, Self.tokenLetters.spells(token) else {
            throw Self.absent("\(endpoint.authority) gave no token (status \(answer.status))")
        }
        return Secret(token)
    }

    private func role(_ endpoint: HTTPURL, _ token: Secret) async throws -> String {
        let answer = try await get(endpoint, Self.credentialsPath, token)
        let name = String(decoding: answer.body, as: UTF8.self).split(whereSeparator: \.isNewline).first
        guard answer.status != 404, let name, AWSName.isRole(String(name)) else {
            throw Self.absent("the instance has no role")
        }
        return String(name)
    }

    private func get(_ endpoint: HTTPURL, _ path: String, _ token: Secret) async throws -> HTTPResponse {
        let request = HTTPRequest(
            "GET", endpoint.appending(path), headers: ["X-aws-ec2-metadata-token": token.exposed],
            patience: Self.patience)
        let answer = try await environment.exchange(request)
        guard answer.isSuccess || answer.status == 404 else { throw AWSError(unsigned: answer) }
        return answer
    }

    private static func credentials(_ answer: HTTPResponse) throws -> Credentials {
        guard answer.isSuccess else { throw AWSError(unsigned: answer) }
        let document = try CredentialDocument(answer.body)
        guard document.code == nil || document.code == "Success" else {
            throw DecodingFailure("the service says \(Excerpt.of(document.code ?? ""))")
        }
        return try document.credentials()
    }

    private static func absent(_ why: String) -> CredentialFailure {
        CredentialFailure(
            "EC2 metadata: \(why)", hint: "run on an instance with a role, or set AWS_PROFILE", kind: .absent)
    }

    private static let hops = "no answer in time (in a container the instance's hop limit must be 2)"
    private static let tokenLetters = Alphabet.words.or(Alphabet("+/=-.~"))
}

extension HTTPURL {
    fileprivate func appending(_ path: String) -> HTTPURL {
        var url = self
        url.path = (self.path.hasSuffix("/") ? String(self.path.dropLast()) : self.path) + path
        return url
    }
}
