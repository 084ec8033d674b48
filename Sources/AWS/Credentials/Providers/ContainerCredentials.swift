import Formats
import HTTP

/// The credentials that the agent of a container hands out: ECS, EKS Pod Identity, Greengrass.
struct ContainerCredentials: CredentialProvider {
    let environment: AWSEnvironment

    func fetch() async throws -> Grant {
        var request = HTTPRequest(
            "GET", try Self.endpoint(environment), headers: ["Accept": "application/json"],
            patience: .init(connecting: .seconds(1), whole: .seconds(5)))
        if let token = try token() { request.headers["Authorization"] = token.exposed }
        do {
            let answer = try await environment.exchange(request)
            guard answer.isSuccess else { throw AWSError(unsigned: answer) }
            let document = try CredentialDocument(answer.body)
            let credentials = try document.credentials()
            return Grant(
                credentials,
                from: CredentialOrigin("container", account: credentials.account, role: document.role))
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            // Not the path: on ECS it is what proves who asks.
            throw CredentialFailure(
                "the container's agent at \(request.url.authority) gave no credentials", error,
                hint: "check that the task or pod has a role")
        }
    }

    /// Where the agent is.
    static func endpoint(_ environment: AWSEnvironment) throws(CredentialFailure) -> HTTPURL {
        if let path = environment.variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") {
            guard let url = HTTPURL("http://169.254.170.2" + path), path.hasPrefix("/") else {
                throw wrong(
                    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "is not a path", "it must begin with a slash")
            }
            return url
        }
        let name = "AWS_CONTAINER_CREDENTIALS_FULL_URI"
        guard let text = environment.variable(name) else {
            throw CredentialFailure(
                "container: no AWS_CONTAINER_CREDENTIALS_RELATIVE_URI or _FULL_URI",
                hint: "give the task or pod a role", kind: .absent)
        }
        guard let url = HTTPURL(text) else {
            throw wrong(name, "is no address with a host", "it must begin with http:// or https://")
        }
        guard url.scheme == "https" || isNear(url.host) else {
            throw wrong(
                name, "would send credentials in the clear to another machine",
                "use https, or the address of this machine or of the agent")
        }
        return url
    }

    /// Whether a host is this machine, or an agent beside it: to others nothing is sent in the clear.
    private static func isNear(_ host: String) -> Bool {
        let agents = ["169.254.170.2", "169.254.170.23", "[fd00:ec2::23]", "localhost", "[::1]"]
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
        let isLoopback = numbers.count == 4 && numbers[0] == "127" && numbers.allSatisfy { UInt8($0) != nil }
        return isLoopback || agents.contains(host.lowercased())
    }

    private func token() throws(CredentialFailure) -> Secret? {
        let name = "AWS_CONTAINER_AUTHORIZATION_TOKEN"
        var text = environment.variable(name)
        if let path = environment.path(name + "_FILE") {
            guard let bytes = try environment.file(path) else {
                throw Self.wrong(
                    name + "_FILE", "names \(path), which does not exist", "check that it is mounted")
            }
            text = String(decoding: bytes, as: UTF8.self)
        }
        // A line end would end the header, and begin another one.
        guard text?.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) != true else {
            throw Self.wrong(name, "holds a line end", "write the token without one")
        }
        return text.map { Secret($0) }
    }

    private static func wrong(_ name: String, _ what: String, _ hint: String) -> CredentialFailure {
        CredentialFailure("\(name) \(what)", hint: hint, kind: .misconfigured)
    }
}
