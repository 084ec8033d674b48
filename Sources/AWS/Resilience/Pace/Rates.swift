/// The rates to begin with, in requests a second for one account in one region.
///
/// What is not listed has no published rate. Ten a second is what most control planes of AWS bear.
package enum Rates {
    package static let unknown = 10.0

    package static func starting(_ service: String, _ operation: String) -> Double {
        known["\(service):\(operation)"] ?? whole[service] ?? unknown
    }

    /// Of a service's operations, where one number holds for all.
    private static let whole = [
        // Describe and List are not published and "low" (mondoohq/mql#8450); only BatchGetImage is, at 2,000.
        "ecr": 5.0,
        // 600 for all calls of an account: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
        // The caller's applications need most of that.
        "sts": 100.0,
        // 100 at once, then 20 a second: https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
        "ec2": 20.0,
        // Not published. 915 accounts read in parallel were too much for a peer (connelldave/botocove#12).
        "organizations": 5.0,
    ]

    private static let known = [
        // https://docs.aws.amazon.com/accounts/latest/reference/quotas.html
        "account:GetAccountInformation": 3.0,
        "account:GetRegionOptStatus": 5.0,
        "account:ListRegions": 5.0,
        // https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTagsOfResource.html
        "dynamodb:ListTagsOfResource": 10.0,
        "ecr:BatchGetImage": 100.0,
    ]
}

extension Operation {
    /// An operation that begins at the rate known for it.
    package init(_ service: Service, _ name: String, action: String?) {
        self.init(service, name, action: action, rate: Rates.starting(service.name, name))
    }
}
