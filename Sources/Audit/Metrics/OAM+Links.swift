import AWS
import Formats
import HTTP

/// Which accounts share what they measure with a monitoring account (CloudWatch Observability Access Manager).
enum OAM {
    private static let service = Service("oam", id: "OAM", .restJSON)

    /// Where a monitoring account takes in what others share: one in a region at the most.
    struct ListSinks: PagedRequest {
        var token: String?

        static let operation = Operation(service, "ListSinks", action: "oam:ListSinks", rate: 5)

        func encode() -> Call {
            .rest("POST", "/ListSinks", json: { writer in writer.field("NextToken", token) })
        }

        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> Names {
            try Names(response, "Arn")
        }

        static func nextToken(in page: Names) -> String? { page.next }
    }

    /// The accounts that are linked to it.
    struct ListAttachedLinks: PagedRequest {
        var sink: String
        var token: String?

        static let operation = Operation(
            service, "ListAttachedLinks", action: "oam:ListAttachedLinks", rate: 5)

        func encode() -> Call {
            .rest(
                "POST", "/ListAttachedLinks",
                json: { writer in
                    writer.field("SinkIdentifier", sink)
                    writer.field("NextToken", token)
                })
        }

        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> Names {
            try Names(response, "LinkArn")
        }

        static func nextToken(in page: Names) -> String? { page.next }
    }

    /// A page of ARNs.
    struct Names: Equatable, Sendable {
        var arns: [String]
        var next: String?

        init(_ response: HTTPResponse, _ member: String) throws(DecodingFailure) {
            (arns, next) = try JSONReader.read(response.body) { reader in
                var (arns, next): ([String]?, String?) = (nil, nil)
                try reader.members { key, reader in
                    switch key {
                    case "NextToken": next = try reader.string()
                    case "Items":
                        arns = try reader.list { reader in
                            var arn = ""
                            try reader.members { key, reader in
                                if String(key) == member { arn = try reader.string() }
                            }
                            return arn
                        }
                    default: break
                    }
                }
                guard let arns else { throw DecodingFailure("no Items") }
                return (arns, next)
            }
        }

        /// The accounts that the ARNs belong to.
        var accounts: Set<String> {
            Set(
                arns.compactMap { arn in
                    let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
                    return parts.count > 4 ? String(parts[4]) : nil
                })
        }
    }

    /// Asks for all accounts that share with the monitoring account of a client, in its region.
    static func sharing(with client: Client) async throws -> Set<String> {
        var accounts: Set<String> = []
        for try await sinks in client.pages(ListSinks()) {
            for sink in sinks.response.arns {
                for try await links in client.pages(ListAttachedLinks(sink: sink)) {
                    accounts.formUnion(links.response.accounts)
                }
            }
        }
        return accounts
    }
}

/// The accounts that share their metrics, region by region, each asked for once.
actor SharingAccounts {
    private var byRegion: [String: Once<Set<String>>] = [:]

    func accounts(of monitor: Client) async throws -> Set<String> {
        let once = byRegion[monitor.region] ?? Once { try await OAM.sharing(with: monitor) }
        byRegion[monitor.region] = once
        return try await once.value
    }
}
