/// What may be asked for, as a policy names it.
package enum Action: String, CaseIterable, Sendable {
    case getCallerIdentity = "sts:GetCallerIdentity"
    case assumeRole = "sts:AssumeRole"
    case describeOrganization = "organizations:DescribeOrganization"
    case listAccounts = "organizations:ListAccounts"
    case listRoots = "organizations:ListRoots"
    case listUnits = "organizations:ListOrganizationalUnitsForParent"
    case listAccountsForParent = "organizations:ListAccountsForParent"
    case listParents = "organizations:ListParents"
    case describeUnit = "organizations:DescribeOrganizationalUnit"
    case describeAccount = "organizations:DescribeAccount"
    case listOrganizationTags = "organizations:ListTagsForResource"
    case listRegions = "account:ListRegions"
    case describeRegions = "ec2:DescribeRegions"
    case listTables = "dynamodb:ListTables"
    case describeTable = "dynamodb:DescribeTable"
    case listTableTags = "dynamodb:ListTagsOfResource"
    case describeTimeToLive = "dynamodb:DescribeTimeToLive"
    case describeContinuousBackups = "dynamodb:DescribeContinuousBackups"
    case listBackups = "dynamodb:ListBackups"
    case describeLimits = "dynamodb:DescribeLimits"
    case describeStreaming = "dynamodb:DescribeKinesisStreamingDestination"
    case getMetricData = "cloudwatch:GetMetricData"
    case describeScalableTargets = "application-autoscaling:DescribeScalableTargets"
    case describeScalingPolicies = "application-autoscaling:DescribeScalingPolicies"
    case describeScheduledActions = "application-autoscaling:DescribeScheduledActions"
    case listEventSources = "lambda:ListEventSourceMappings"
    case getProducts = "pricing:GetProducts"
    case describeReports = "cur:DescribeReportDefinitions"
    case listExports = "bcm-data-exports:ListExports"
    case getExport = "bcm-data-exports:GetExport"
    case getObject = "s3:GetObject"
    case listBucket = "s3:ListBucket"
    case getBucketLocation = "s3:GetBucketLocation"
    case describeRepositories = "ecr:DescribeRepositories"
    case listRepositoryTags = "ecr:ListTagsForResource"
    case describeImages = "ecr:DescribeImages"
    case batchGetImage = "ecr:BatchGetImage"

    private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

    init?(_ service: SimulatedService, _ operation: some StringProtocol) {
        guard let action = Self.byName["\(service.policyName):\(operation)"] else { return nil }
        self = action
    }
}
