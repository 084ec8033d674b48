/// What departs from the rule, service by service.
///
/// Worked out from the endpoint rule sets of botocore 1.43.67, November 2026. A test runs those rule sets
/// themselves for every region, kind of endpoint and service, and compares.
extension HostRule {
    static let rules: [String: [HostRule]] = [
        "account": account, "bcm-data-exports": dataExports, "budgets": budgets, "ce": costExplorer,
        "iam": identities, "organizations": organizations,
        "application-autoscaling": [usGovAsPlain("application-autoscaling")],
        "batch": [usGovAsPlain("batch"), .regional([.aws], [.fips], "fips.batch.{region}.{suffix}")],
        "cloudwatch": [
            usGovAsPlain("monitoring"),
            .regional([.usGov], [.fipsDualStack], "monitoring.{region}.{dual}"),
        ],
        "cognito-identity": cognito("cognito-identity"), "cognito-idp": cognito("cognito-idp"),
        "dynamodb": dynamodb,
        "ec2": [usGovAsPlain("ec2")],
        "ecr": [
            .regional(Partition.all, [.dualStack], "ecr.{region}.{dual}"),
            .regional(Partition.all, [.fipsDualStack], "ecr-fips.{region}.{dual}"),
        ],
        "ecr-public": [.regional([.aws], [.dualStack], "ecr-public.{region}.{dual}")],
        "eks": [usGovAsPlain("eks"), .regional([.aws], [.fips], "fips.eks.{region}.{suffix}")],
        "logs": [.regional([.usGov], [.fips], "logs.{region}.{suffix}", only: Partition.usGov.regions)],
        "sagemaker": [
            .regional([.aws, .usGov], [.fips], "api-fips.sagemaker.{region}.{suffix}")
        ],
        "s3": storeWithoutRegion + store("s3"), "s3control": store("s3-control"),
        "sso": [usGovAsPlain("portal.sso")], "sso-oidc": [usGovAsPlain("oidc")],
        "sts": [.global([.aws], [.plain], "sts.{suffix}", only: [noRegion]), usGovAsPlain("sts")],
    ]

    /// What AWS's own tools call no region in particular.
    private static let noRegion = "aws-global"

    /// All endpoints of GovCloud are validated; those of some services have no second name that says so.
    private static func usGovAsPlain(_ prefix: String) -> HostRule {
        .regional([.usGov], [.fips], "\(prefix).{region}.{suffix}")
    }

    /// Cognito's names for dual stack do not end in those of dual stack.
    private static func cognito(_ prefix: String) -> [HostRule] {
        [
            .regional([.aws], [.dualStack], "\(prefix).{region}.{suffix}"),
            .regional(
                [.aws], [.fipsDualStack], "\(prefix)-fips.{region}.{suffix}",
                only: ["us-east-1", "us-east-2", "us-west-1", "us-west-2"]),
        ]
    }

    /// With DynamoDB Local, a program for developers.
    private static let dynamodb: [HostRule] = [
        .global([.aws], [.plain], "http://localhost:8000", only: ["local"]),
        .regional([.aws], [.fips, .dualStack, .fipsDualStack], nil, only: ["local"]),
        usGovAsPlain("dynamodb"),
    ]

    private static func store(_ prefix: String) -> [HostRule] {
        [
            .regional([.china], [.fips, .fipsDualStack], nil),
            .regional(Partition.all, [.dualStack], "\(prefix).dualstack.{region}.{suffix}"),
            .regional(Partition.all, [.fipsDualStack], "\(prefix)-fips.dualstack.{region}.{suffix}"),
        ]
    }

    private static let storeWithoutRegion: [HostRule] = [
        .global([.aws], [.plain], "s3.{suffix}", only: [noRegion]),
        .global([.aws], [.fips], "s3-fips.{home}.{suffix}", only: [noRegion]),
        .global([.aws], [.dualStack], "s3.dualstack.{home}.{suffix}", only: [noRegion]),
        .global([.aws], [.fipsDualStack], "s3-fips.dualstack.{home}.{suffix}", only: [noRegion]),
    ]
}
