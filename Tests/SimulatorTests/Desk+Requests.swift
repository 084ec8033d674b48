import AWS
import Formats
import Foundation
import HTTP
import Simulator

extension Desk {
    /// A request in the form of its protocol, signed by nobody but with all that a signature claims.
    func request(_ action: Action, _ members: [String: Any]) throws -> HTTPRequest {
        let words = action.rawValue.components(separatedBy: ":")
        let (service, operation) = (words[0], words[1])
        let region = Self.central.contains(service) ? "us-east-1" : region
        var headers = HTTPHeaders()
        headers["X-Amz-Date"] = signedAt.text(.basic)
        headers["X-Amz-Security-Token"] = credentials.sessionToken?.exposed
        let signed = service == "cloudwatch" ? "monitoring" : service
        let scope = "\(signedAt.text(.basicDate))/\(region)/\(signed)/aws4_request"
        headers["Authorization"] =
            "AWS4-HMAC-SHA256 Credential=\(credentials.accessKey)/\(scope), SignedHeaders=host, Signature=0"
        let prefix = ["ecr", "pricing", "sagemaker"].contains(service) ? "api.\(service)" : signed
        let suffix = service == "bcm-data-exports" ? "api.aws" : "amazonaws.com"
        var url = HTTPURL(host: host ?? "\(prefix).\(region).\(suffix)", path: Self.paths[service] ?? "/")
        if ["lambda", "s3", "eks"].contains(service) {
            url = fetching(url, action, members)
            return HTTPRequest("GET", url, headers: headers)
        }
        let body: Data
        if let target = Self.targets[service] {
            headers["X-Amz-Target"] = "\(target).\(operation)"
            headers["Content-Type"] = "application/x-amz-json-1.1"
        }
        if service == "sts" || service == "ec2" {
            body = Data(form(members.merging(["Action": operation]) { old, _ in old }).utf8)
        } else {
            body = try JSONSerialization.data(withJSONObject: members, options: .sortedKeys)
        }
        return HTTPRequest("POST", url, headers: headers, body: Array(body))
    }

    private static let paths = [
        "account": "/listRegions", "batch": "/v1/describejobdefinitions", "inspector2": "/coverage/list",
    ]

    /// An address that holds all of the question: `Bucket` stands in the host, `Key` and `FunctionName` in the path.
    private func fetching(_ url: HTTPURL, _ action: Action, _ members: [String: Any]) -> HTTPURL {
        var (url, members) = (url, members)
        if let bucket = members.removeValue(forKey: "Bucket") {
            url.host = "\(bucket).\(url.host)"
            let key = "\(members.removeValue(forKey: "Key") ?? "")"
            url.path = "/" + (key.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? "")
        } else {
            let function = members.removeValue(forKey: "FunctionName").map { "/\($0)" } ?? "/"
            switch action {
            case .listFunctions: url.path = "/2015-03-31/functions/"
            case .getFunction: url.path = "/2015-03-31/functions\(function)"
            case .listAliases: url.path = "/2015-03-31/functions\(function)/aliases"
            case .listKubernetesClusters: url.path = "/clusters"
            default: url.path = "/2015-03-31/event-source-mappings"
            }
        }
        url.query = members.isEmpty ? nil : form(members)
        return url
    }

    /// Whether a service is spoken to in one region only.
    func isCentral(_ action: Action) -> Bool {
        Self.central.contains { action.rawValue.hasPrefix("\($0):") }
    }

    private static let central = ["organizations", "account", "pricing", "cur", "bcm-data-exports", "s3"]

    private static let targets = [
        "organizations": "AWSOrganizationsV20161128", "dynamodb": "DynamoDB_20120810",
        "ecr": "AmazonEC2ContainerRegistry_V20150921", "cloudwatch": "GraniteServiceVersion20100801",
        "application-autoscaling": "AnyScaleFrontendService", "pricing": "AWSPriceListService",
        "cur": "AWSOrigamiServiceGatewayService",
        "bcm-data-exports": "AWSBillingAndCostManagementDataExports",
        "ecs": "AmazonEC2ContainerServiceV20141113", "apprunner": "AppRunner", "sagemaker": "SageMaker",
        "codebuild": "CodeBuild_20161006",
    ]

    private func form(_ members: [String: Any]) -> String {
        members.sorted { $0.key < $1.key }.map { name, value in
            let text = "\(value)".addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            return "\(name)=\(text)"
        }.joined(separator: "&")
    }
}

extension Desk {
    /// All items of a listing, page by page, as a careful client fetches them.
    func all(
        _ action: Action, _ list: String, _ members: [String: Any] = [:], token: (sent: String, read: String)
    ) async throws -> [[Any]] {
        var members = members
        var pages: [[Any]] = []
        while true {
            let reply = try await ask(action, members)
            guard reply.status == 200 else { throw reply }
            pages.append(reply.json[list] as? [Any] ?? [])
            guard let next = reply.json[token.read] as? String, pages.count < 10_000 else { return pages }
            members[token.sent] = next
        }
    }

    static let nextToken = (sent: "NextToken", read: "NextToken")
    static let smallToken = (sent: "nextToken", read: "nextToken")
    static let tableToken = (sent: "ExclusiveStartTableName", read: "LastEvaluatedTableName")
}
