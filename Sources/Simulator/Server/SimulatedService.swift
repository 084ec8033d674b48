/// A service that the simulation has, and where it stands.
package enum SimulatedService: String, CaseIterable, Sendable {
    case sts, organizations, account, ec2, dynamodb, ecr, monitoring, lambda, pricing, cur, s3
    case ecs, eks, apprunner, sagemaker, batch, codebuild, inspector2
    case scaling = "application-autoscaling"
    case exports = "bcm-data-exports"

    /// How it writes what it has to say.
    enum Wire {
        case json10, json11, restJSON, query, ec2, restXML
    }

    var wire: Wire {
        switch self {
        case .sts: .query
        case .organizations, .ecr, .scaling, .pricing, .cur, .exports, .ecs, .sagemaker, .codebuild: .json11
        case .account, .lambda, .batch, .eks, .inspector2: .restJSON
        case .ec2: .ec2
        case .dynamodb, .monitoring, .apprunner: .json10
        case .s3: .restXML
        }
    }

    /// What policies call it.
    var policyName: String { self == .monitoring ? "cloudwatch" : rawValue }

    /// The only region that it is spoken to in; nil for one that is everywhere.
    var onlyRegion: String? {
        switch self {
        case .organizations, .account, .pricing, .cur, .exports: "us-east-1"
        default: nil
        }
    }

    /// Whether it stands in every region by itself, so that who may not use a region may not use it there.
    var isRegional: Bool {
        switch self {
        case .sts, .organizations, .account, .pricing, .cur, .exports, .s3: false
        default: true
        }
    }

    var contentType: String {
        switch wire {
        case .json10: "application/x-amz-json-1.0"
        case .json11: "application/x-amz-json-1.1"
        case .restJSON: "application/json"
        case .query: "text/xml"
        case .ec2: "text/xml;charset=UTF-8"
        case .restXML: "application/xml"
        }
    }

    /// What stands before the operation in `X-Amz-Target`.
    var target: String? {
        switch self {
        case .organizations: "AWSOrganizationsV20161128."
        case .dynamodb: "DynamoDB_20120810."
        case .ecr: "AmazonEC2ContainerRegistry_V20150921."
        case .monitoring: "GraniteServiceVersion20100801."
        case .scaling: "AnyScaleFrontendService."
        case .pricing: "AWSPriceListService."
        case .cur: "AWSOrigamiServiceGatewayService."
        case .exports: "AWSBillingAndCostManagementDataExports."
        case .ecs: "AmazonEC2ContainerServiceV20141113."
        case .apprunner: "AppRunner."
        case .sagemaker: "SageMaker."
        case .codebuild: "CodeBuild_20161006."
        case .sts, .account, .ec2, .lambda, .s3, .batch, .eks, .inspector2: nil
        }
    }

    /// The names under which it answers in a region.
    private func hosts(in region: String) -> [String] {
        switch self {
        case .sts where region == "us-east-1": ["sts.us-east-1.amazonaws.com", "sts.amazonaws.com"]
        case .ecr, .pricing, .sagemaker: ["api.\(rawValue).\(region).amazonaws.com"]
        case .exports: ["bcm-data-exports.us-east-1.api.aws"]
        case .cur: ["cur.us-east-1.amazonaws.com", "cur.us-east-1.api.aws"]
        default: ["\(rawValue).\(region).amazonaws.com"]
        }
    }

    /// Whether a host is this service in this region.
    ///
    /// A host that is not of AWS is taken as it comes: whoever names an endpoint of his own gets what he asked for.
    func answers(at host: String, in region: String) -> Bool {
        guard host.hasSuffix(".amazonaws.com") || host.hasSuffix(".api.aws") else { return true }
        let hosts = hosts(in: onlyRegion ?? region)
        // A bucket may stand before the host of S3.
        if self == .s3, let own = hosts.first, host.hasSuffix("." + own) { return true }
        return hosts.contains(host)
    }
}
