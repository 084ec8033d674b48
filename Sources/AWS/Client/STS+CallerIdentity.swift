import Formats
import HTTP

/// Who credentials belong to.
package struct CallerIdentity: Equatable, Sendable {
    package var account: String
    /// Of the user or role.
    package var arn: String

    /// The partition that the ARN names.
    package var partition: Partition { Partition(ofARN: arn) }
}

extension STS {
    /// Asks who the credentials belong to, which takes no permission.
    package struct GetCallerIdentity: Request {
        package static let operation = Operation(.sts, "GetCallerIdentity", action: nil, rate: 50)

        package init() {}

        package func encode() -> Call { .form(Self.operation) { _ in } }

        package static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> CallerIdentity {
            try XMLReader.read(response.body) { name, reader in
                var identity = CallerIdentity(account: "", arn: "")
                try reader.children { name, reader in
                    guard name == "GetCallerIdentityResult" else { return }
                    try reader.children { name, reader in
                        switch name {
                        case "Account": identity.account = try reader.text()
                        case "Arn": identity.arn = try reader.text()
                        default: break
                        }
                    }
                }
                guard !identity.account.isEmpty else { throw DecodingFailure("no Account") }
                return identity
            }
        }
    }
}
