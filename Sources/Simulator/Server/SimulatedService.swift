/// A service that the simulation has, and where it stands.
package enum SimulatedService: String, CaseIterable, Sendable {
    case sts, organizations, account, ec2, dynamodb, ecr

    /// How it writes what it has to say.
    enum Wire {
        case json10, json11, restJSON, query, ec2
    }

    var wire: Wire {
        switch self {
        case .sts: .query
        case .organizations, .ecr: .json11
        case .account: .restJSON
        case .ec2: .ec2
        case .dynamodb: .json10
        }
    }

    /// The only region that it is spoken to in; nil for one that is everywhere.
    var onlyRegion: String? {
        self == .organizations || self == .account ? "us-east-1" : nil
    }

    var contentType: String {
        switch wire {
        case .json10: "application/x-amz-json-1.0"
        case .json11: "application/x-amz-json-1.1"
        case .restJSON: "application/json"
        case .query: "text/xml"
        case .ec2: "text/xml;charset=UTF-8"
        }
    }

    /// What stands before the operation in `X-Amz-Target`.
    var target: String? {
        switch self {
        case .organizations: "AWSOrganizationsV20161128."
        case .dynamodb: "DynamoDB_20120810."
        case .ecr: "AmazonEC2ContainerRegistry_V20150921."
        case .sts, .account, .ec2: nil
        }
    }

    /// The names under which it answers in a region.
    private func hosts(in region: String) -> [String] {
        switch self {
        case .sts where region == "us-east-1": ["sts.us-east-1.amazonaws.com", "sts.amazonaws.com"]
        case .ecr: ["api.ecr.\(region).amazonaws.com"]
        default: ["\(rawValue).\(region).amazonaws.com"]
        }
    }

    /// Whether a host is this service in this region.
    ///
    /// A host that is not of AWS is taken as it comes: whoever names an endpoint of his own gets what he asked for.
    func answers(at host: String, in region: String) -> Bool {
        guard host.hasSuffix(".amazonaws.com") else { return true }
        return hosts(in: onlyRegion ?? region).contains(host)
    }
}
