import Formats
import HTTP

extension STS {
    /// Asks for the credentials of a role, as somebody whom the role trusts.
    package struct AssumeRole: Request, Equatable {
        package static let operation = Operation(.sts, "AssumeRole", action: "sts:AssumeRole", rate: 10)

        package var roleARN: String
        /// Stands in the account's audit trail; always the same, so that the same run asks the same.
        package var sessionName = "stocktake"
        package var externalID: String?
        /// How long the credentials shall last; AWS's default is an hour.
        package var seconds: Int?

        package init(_ roleARN: String) { self.roleARN = roleARN }

        package func encode() -> Call {
            .form(Self.operation) { form in
                form.add("RoleArn", roleARN)
                form.add("RoleSessionName", sessionName)
                form.add("ExternalId", externalID)
                form.add("DurationSeconds", seconds)
            }
        }

        package static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> Session {
            try Session(reading: response.body)
        }
    }
}
