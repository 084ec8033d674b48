extension Partition {
    /// The partition that an ARN names; the first of AWS's where it names none that is known.
    package init(ofARN arn: String) {
        let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
        let id = parts.count > 1 ? String(parts[1]) : ""
        self = Self.all.first { $0.id == id } ?? .aws
    }

    /// Whether accounts have a region off until somebody switches it on.
    ///
    /// All that opened since March 2019 are such, in the first partition:
    /// https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html
    package static func isOptIn(_ region: String) -> Bool {
        Partition(of: region) == .aws && !alwaysOn.contains(region)
    }

    private static let alwaysOn: Set = [
        "us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "sa-east-1", "eu-west-1",
        "eu-west-2", "eu-west-3", "eu-central-1", "eu-north-1", "ap-south-1", "ap-southeast-1",
        "ap-southeast-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3",
    ]
}
