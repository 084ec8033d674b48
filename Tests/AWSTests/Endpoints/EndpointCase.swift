import AWS
import Foundation
import HTTP
import Support

/// One of the cases that AWS publishes: what is asked, and the address or the failure that it leads to.
struct EndpointCase: Sendable {
    let service: Service
    private let names: Set<String>
    private let region, endpoint, account, accountMode: String?
    private let network: EndpointNetwork
    private let flags: Set<String>
    /// Nil where there is none.
    private let address: String?
    private let signingRegion: String?

    init(_ service: Service, _ test: [String: Any]) {
        let parameters = test["params"] as? [String: Any] ?? [:]
        let expected = (test["expect"] as? [String: Any])?["endpoint"] as? [String: Any]
        let properties = expected?["properties"] as? [String: Any]
        self.service = service
        names = Set(parameters.keys)
        flags = Set(parameters.filter { $0.value as? Bool == true }.keys)
        region = parameters["Region"] as? String
        endpoint = parameters["Endpoint"] as? String
        account = parameters["AccountId"] as? String
        accountMode = parameters["AccountIdEndpointMode"] as? String
        network = EndpointNetwork(
            fips: flags.contains("UseFIPS"), dualStack: flags.contains("UseDualStack"))
        address = expected?["url"] as? String
        let schemes = properties?["authSchemes"] as? [[String: Any]]
        signingRegion = schemes?.first?["signingRegion"] as? String
    }

    /// All that are published, service by service.
    static let all: [EndpointCase] = {
        let document = (try? Vectors.json("aws-endpoints/endpoint-tests.json")) as? [String: Any]
        let tests = document?["tests"] as? [String: [[String: Any]]] ?? [:]
        return Service.all.flatMap { service in
            (tests[service.name] ?? []).map { EndpointCase(service, $0) }
        }
    }()

    /// Whether it asks for no more than a region, a kind of endpoint and an address of the user's own.
    var isPlain: Bool { names.isSubset(of: ["Region", "UseFIPS", "UseDualStack", "Endpoint"]) }

    /// What stands in the way of the product, which asks regions and knows no endpoints of single accounts.
    var reasonToSkip: String? {
        switch service {
        case .s3Control where !names.isDisjoint(with: ["Bucket", "AccessPointName", "OutpostId"]):
            "access points, outposts and their ARNs"
        case .s3Control where names.contains("ResourceArn"): "ARNs of S3's own resources"
        case .s3Control where flags.contains("UseS3ExpressControlEndpoint"): "S3 Express"
        case .s3Control where flags.contains("RequiresAccountId") && account?.utf8.count != 12:
            "an account that is none, which no request here names"
        case .dynamodb where flags.contains("IsSearchOperation"): "DynamoDB's search hosts"
        case .dynamodb where accountMode ?? "disabled" != "disabled": "hosts of a single account"
        case .sts where flags.contains("UseGlobalEndpoint"): "the old global endpoint of STS"
        default: nil
        }
    }

    /// Nil where the product does as AWS publishes.
    func difference() -> String? {
        let found = productAddress()
        guard found != address else { return nil }
        let question = "\(service.name) \(region ?? "-") \(network) \(endpoint ?? "") \(names.sorted())"
        return "\(question): \(found ?? "a failure"), not \(address ?? "a failure")"
    }

    private func productAddress() -> String? {
        var settings = EndpointSettings()
        settings.network = network
        settings.url = endpoint.flatMap { HTTPURL($0) }
        guard let endpoint = try? Endpoints(settings).endpoint(of: service, in: region),
            endpoint.signingRegion == signingRegion ?? endpoint.signingRegion
        else { return nil }
        var text = endpoint.url.text
        // The account comes with the call, as it does in all requests that S3 Control has for accounts.
        if flags.contains("RequiresAccountId"), let account {
            text = endpoint.address(of: Call("GET", hostPrefix: account + ".")).text
        }
        if text.hasSuffix("/"), address?.hasSuffix("/") != true { text.removeLast() }
        return text
    }
}
