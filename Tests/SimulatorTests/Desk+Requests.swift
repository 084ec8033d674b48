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
        let region = ["organizations", "account"].contains(service) ? "us-east-1" : region
        var headers = HTTPHeaders()
        headers["X-Amz-Date"] = signedAt.text(.basic)
        headers["X-Amz-Security-Token"] = credentials.sessionToken?.exposed
        let scope = "\(signedAt.text(.basicDate))/\(region)/\(service)/aws4_request"
        headers["Authorization"] =
            "AWS4-HMAC-SHA256 Credential=\(credentials.accessKey)/\(scope), SignedHeaders=host, Signature=0"
        let prefix = service == "ecr" ? "api.ecr" : service
        let url = HTTPURL(
            host: host ?? "\(prefix).\(region).amazonaws.com",
            path: service == "account" ? "/listRegions" : "/")
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

    private static let targets = [
        "organizations": "AWSOrganizationsV20161128", "dynamodb": "DynamoDB_20120810",
        "ecr": "AmazonEC2ContainerRegistry_V20150921",
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
