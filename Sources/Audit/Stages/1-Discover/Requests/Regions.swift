import AWS
import Formats
import HTTP

/// A region, and whether an account has it switched on.
struct RegionStatus: Equatable, Sendable {
    var name: String
    /// As AWS says it, such as `ENABLED_BY_DEFAULT` or `not-opted-in`.
    var status: String

    /// A region that is being switched off still has what it holds.
    var isOn: Bool {
        switch status {
        case "ENABLED", "ENABLED_BY_DEFAULT", "ENABLING", "DISABLING", "opted-in", "opt-in-not-required": true
        default: false
        }
    }
}

/// What is asked of AWS Account Management.
enum AccountManagement {
    /// The regions of an account, seen from the management account or from the account itself.
    struct ListRegions: PagedRequest {
        /// Nil asks for the caller's own, which AWS does not let it name.
        var account: String?
        var token: String?

        static let operation = Operation(.account, "ListRegions", action: "account:ListRegions", rate: 20)

        func encode() -> Call {
            .rest(
                "POST", "/listRegions",
                json: { writer in
                    writer.field("AccountId", account)
                    writer.field("MaxResults", 50)
                    writer.field("NextToken", token)
                })
        }

        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> RegionPage {
            try JSONReader.read(response.body) { reader in
                var page = RegionPage()
                var isListed = false
                try reader.object { key, reader in
                    switch key {
                    case "Regions":
                        page.regions = try reader.list { reader in try RegionStatus(&reader) }
                        isListed = true
                    case "NextToken": page.next = try reader.optional { try $0.string() }
                    default: break
                    }
                }
                guard isListed else { throw DecodingFailure("no Regions") }
                return page
            }
        }

        static func nextToken(in page: RegionPage) -> String? { page.next }
    }

    struct RegionPage: Equatable, Sendable {
        var regions: [RegionStatus] = []
        var next: String?
    }
}

extension RegionStatus {
    fileprivate init(_ reader: inout JSONReader) throws(DecodingFailure) {
        var (name, status) = ("", "")
        try reader.object { key, reader in
            switch key {
            case "RegionName": name = try reader.string()
            case "RegionOptStatus": status = try reader.string()
            default: break
            }
        }
        self.init(name: name, status: status)
    }
}

/// What is asked of EC2.
enum EC2 {
    /// The regions as the account itself sees them, those that are off as well.
    struct DescribeRegions: Request {
        static let operation = Operation(.ec2, "DescribeRegions", action: "ec2:DescribeRegions", rate: 10)

        func encode() -> Call {
            .form(Self.operation) { form in form.add("AllRegions", "true") }
        }

        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> [RegionStatus] {
            try XMLReader.read(response.body) { name, reader in
                var regions: [RegionStatus] = []
                try reader.children { name, reader in
                    guard name == "regionInfo" else { return }
                    try reader.children { name, reader in
                        guard name == "item" else { return }
                        regions.append(try RegionStatus(&reader))
                    }
                }
                guard !regions.isEmpty else { throw DecodingFailure("no regionInfo") }
                return regions
            }
        }
    }
}

extension RegionStatus {
    fileprivate init(_ reader: inout XMLReader) throws(DecodingFailure) {
        var (name, status) = ("", "opt-in-not-required")
        try reader.children { element, reader in
            switch element {
            case "regionName": name = try reader.text()
            case "optInStatus": status = try reader.text()
            default: break
            }
        }
        self.init(name: name, status: status)
    }
}
