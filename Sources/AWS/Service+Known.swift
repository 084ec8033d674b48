/// The services that this product asks.
///
/// Names, protocols and versions are those of AWS's own models (boto/botocore 1.43.67, November 2026), as a
/// test compares. Those of CloudWatch and CodeBuild prefer CBOR now and list JSON second.
extension Service {
    // The organisation, and who asks.
    package static let organizations = Service(
        "organizations", id: "Organizations",
        .json(version: "1.1", target: "AWSOrganizationsV20161128"))
    package static let account = Service("account", id: "Account", .restJSON)
    package static let iam = Service("iam", id: "IAM", .query(version: "2010-05-08"))
    package static let sts = Service("sts", id: "STS", .query(version: "2011-06-15"))
    package static let sso = Service(
        "sso", id: "SSO", endpointPrefix: "portal.sso", signingName: "awsssoportal",
        .restJSON)
    package static let ssoOIDC = Service(
        "sso-oidc", id: "SSO OIDC", endpointPrefix: "oidc", signingName: "sso-oauth",
        .restJSON)

    // What is counted.
    package static let dynamodb = Service(
        "dynamodb", id: "DynamoDB",
        .json(version: "1.0", target: "DynamoDB_20120810"))
    package static let ecr = Service(
        "ecr", id: "ECR", endpointPrefix: "api.ecr", signingName: "ecr",
        .json(version: "1.1", target: "AmazonEC2ContainerRegistry_V20150921"))
    package static let ecrPublic = Service(
        "ecr-public", id: "ECR PUBLIC", endpointPrefix: "api.ecr-public", signingName: "ecr-public",
        .json(version: "1.1", target: "SpencerFrontendService"))
    package static let lambda = Service("lambda", id: "Lambda", .restJSON)
    package static let apiGateway = Service("apigateway", id: "API Gateway", .restJSON)
    package static let apiGatewayV2 = Service(
        "apigatewayv2", id: "ApiGatewayV2", endpointPrefix: "apigateway",
        .restJSON)
    package static let cognitoIDP = Service(
        "cognito-idp", id: "Cognito Identity Provider",
        .json(version: "1.1", target: "AWSCognitoIdentityProviderService"))
    package static let cognitoIdentity = Service(
        "cognito-identity", id: "Cognito Identity",
        .json(version: "1.1", target: "AWSCognitoIdentityService"))
    package static let s3 = Service("s3", id: "S3", .restXML)
    package static let s3Control = Service(
        "s3control", id: "S3 Control", endpointPrefix: "s3-control", signingName: "s3",
        .restXML)
    package static let ec2 = Service("ec2", id: "EC2", .ec2(version: "2016-11-15"))
    package static let ecs = Service(
        "ecs", id: "ECS",
        .json(version: "1.1", target: "AmazonEC2ContainerServiceV20141113"))
    package static let eks = Service("eks", id: "EKS", .restJSON)
    package static let appRunner = Service(
        "apprunner", id: "AppRunner",
        .json(version: "1.0", target: "AppRunner"))
    package static let sageMaker = Service(
        "sagemaker", id: "SageMaker", endpointPrefix: "api.sagemaker", signingName: "sagemaker",
        .json(version: "1.1", target: "SageMaker"))
    package static let batch = Service("batch", id: "Batch", .restJSON)
    package static let codeBuild = Service(
        "codebuild", id: "CodeBuild",
        .json(version: "1.1", target: "CodeBuild_20161006"))

    // What is known about it.
    package static let applicationAutoScaling = Service(
        "application-autoscaling", id: "Application Auto Scaling",
        .json(version: "1.1", target: "AnyScaleFrontendService"))
    package static let cloudwatch = Service(
        "cloudwatch", id: "CloudWatch", endpointPrefix: "monitoring",
        .json(version: "1.0", target: "GraniteServiceVersion20100801"))
    package static let logs = Service(
        "logs", id: "CloudWatch Logs",
        .json(version: "1.1", target: "Logs_20140328"))
    package static let xray = Service("xray", id: "XRay", .restJSON)
    package static let inspector2 = Service("inspector2", id: "Inspector2", .restJSON)
    package static let securityHub = Service("securityhub", id: "SecurityHub", .restJSON)
    package static let tagging = Service(
        "resourcegroupstaggingapi", id: "Resource Groups Tagging API", endpointPrefix: "tagging",
        .json(version: "1.1", target: "ResourceGroupsTaggingAPI_20170126"))

    // What it costs.
    package static let costExplorer = Service(
        "ce", id: "Cost Explorer",
        .json(version: "1.1", target: "AWSInsightsIndexService"))
    package static let budgets = Service(
        "budgets", id: "Budgets",
        .json(version: "1.1", target: "AWSBudgetServiceGateway"))
    package static let costReports = Service(
        "cur", id: "Cost and Usage Report Service",
        .json(version: "1.1", target: "AWSOrigamiServiceGatewayService"))
    package static let dataExports = Service(
        "bcm-data-exports", id: "BCM Data Exports",
        .json(version: "1.1", target: "AWSBillingAndCostManagementDataExports"))
    package static let athena = Service("athena", id: "Athena", .json(version: "1.1", target: "AmazonAthena"))
    package static let pricing = Service(
        "pricing", id: "Pricing", endpointPrefix: "api.pricing", signingName: "pricing",
        .json(version: "1.1", target: "AWSPriceListService"))

    package static let all: [Service] = [
        .organizations, .account, .iam, .sts, .sso, .ssoOIDC,
        .dynamodb, .ecr, .ecrPublic, .lambda, .apiGateway, .apiGatewayV2, .cognitoIDP, .cognitoIdentity,
        .s3, .s3Control, .ec2, .ecs, .eks, .appRunner, .sageMaker, .batch, .codeBuild,
        .applicationAutoScaling, .cloudwatch, .logs, .xray, .inspector2, .securityHub, .tagging,
        .costExplorer, .budgets, .costReports, .dataExports, .athena, .pricing,
    ]
}
