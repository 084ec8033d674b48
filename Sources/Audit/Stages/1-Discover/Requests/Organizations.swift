import AWS
import Formats
import HTTP

/// What is asked of AWS Organizations: by its management account, or by a delegated administrator.
enum Organizations {
    static func operation(_ name: String, rate: Double = 10) -> Operation {
        Operation(.organizations, name, action: "organizations:\(name)", rate: rate)
    }

    /// Every account of the organisation.
    struct ListAccounts: PagedRequest {
        var token: String?

        static let operation = Organizations.operation("ListAccounts")

        func encode() -> Call {
            .json(Self.operation) { writer in
                writer.field("NextToken", token)
            }
        }

        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> AccountPage {
            try AccountPage(response)
        }

        static func nextToken(in page: AccountPage) -> String? { page.next }
    }

    /// The accounts that lie directly in a unit.
    struct ListAccountsForParent: PagedRequest {
        var parent: String
        var token: String?

        static let operation = Organizations.operation("ListAccountsForParent")

        func encode() -> Call {
            .json(Self.operation) { writer in
                writer.field("ParentId", parent)
                writer.field("NextToken", token)
            }
        }

        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> AccountPage {
            try AccountPage(response)
        }

        static func nextToken(in page: AccountPage) -> String? { page.next }
    }

    /// A page of accounts.
    struct AccountPage: Equatable, Sendable {
        var accounts: [Account] = []
        /// The accounts whose answer had no path: it came with the service's later versions.
        var withoutPath = 0
        var next: String?

        init(_ response: HTTPResponse) throws(DecodingFailure) {
            self = try JSONReader.read(response.body) { reader in
                var page = AccountPage()
                var isListed = false
                try reader.object { key, reader in
                    switch key {
                    case "Accounts":
                        try reader.array { reader in try page.add(&reader) }
                        isListed = true
                    case "NextToken": page.next = try reader.optional { try $0.string() }
                    default: break
                    }
                }
                guard isListed else { throw DecodingFailure("no Accounts") }
                return page
            }
        }

        private init() {}

        private mutating func add(_ reader: inout JSONReader) throws {
            var account = Account(id: "", name: "")
            var state: String?
            var status: String?
            try reader.object { key, reader in
                switch key {
                case "Id": account.id = try reader.string()
                case "Name": account.name = try reader.optional { try $0.string() } ?? ""
                case "State": state = try reader.optional { try $0.string() }
                case "Status": status = try reader.optional { try $0.string() }
                case "JoinedTimestamp": account.joined = try reader.optional { try $0.timestamp() }
                case "Paths":
                    account.units = Self.units(in: try reader.optional { try $0.list { try $0.string() } })
                default: break
                }
            }
            // `Status` was retired in September 2026; older partitions and fakes have nothing else.
            account.state = (state ?? status).flatMap(Account.State.init)
            if account.units.isEmpty { withoutPath += 1 }
            accounts.append(account)
        }

        /// The units of `o-x/r-y/ou-z/…/111122223333/`.
        private static func units(in paths: [String]?) -> [String] {
            guard let path = paths?.first else { return [] }
            return path.split(separator: "/").map(String.init).filter {
                $0.hasPrefix("r-") || $0.hasPrefix("ou-")
            }
        }
    }
}
