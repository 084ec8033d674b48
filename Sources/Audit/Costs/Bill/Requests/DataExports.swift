import AWS
import Formats
import HTTP

/// Questions to the service that exports billing data, CUR 2.0 among it.
enum DataExports {
    /// The exports of an account, by their ARNs.
    struct ListExports: PagedRequest {
        var token: String?

        static let operation = Operation(
            .dataExports, "ListExports", action: "bcm-data-exports:ListExports", rate: 5)

        func encode() -> Call {
            .json(Self.operation) { writer in writer.field("NextToken", token) }
        }

        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> References {
            try JSONReader.read(response.body) { reader in
                var arns: [String]?
                var next: String?
                try reader.members { key, reader in
                    switch key {
                    case "Exports": arns = try reader.list { try arn(&$0) }
                    case "NextToken": next = try reader.string()
                    default: break
                    }
                }
                guard let arns else { throw DecodingFailure("no Exports") }
                return References(arns: arns, next: next)
            }
        }

        static func nextToken(in page: References) -> String? { page.next }

        private static func arn(_ reader: inout JSONReader) throws(DecodingFailure) -> String {
            var arn: String?
            try reader.members { key, reader in
                if key == "ExportArn" { arn = try reader.string() }
            }
            guard let arn else { throw DecodingFailure("an export without its ARN") }
            return arn
        }
    }

    struct References: Equatable, Sendable {
        var arns: [String]
        var next: String?
    }

    /// What an export asks for, and where it is delivered.
    struct GetExport: Request {
        var arn: String

        static let operation = Operation(
            .dataExports, "GetExport", action: "bcm-data-exports:GetExport", rate: 5)

        func encode() -> Call {
            .json(Self.operation) { writer in writer.field("ExportArn", arn) }
        }

        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> ExportDefinition {
            let document = try JSON(response.body)
            guard let definition = ExportDefinition(document["Export"]) else {
                throw DecodingFailure("an export without name, query or destination")
            }
            return definition
        }
    }
}

/// What an export is made of.
struct ExportDefinition: Equatable, Sendable {
    var name: String
    var query: String
    /// The settings of the table that is asked, such as `INCLUDE_RESOURCES`.
    var settings: [String: String]
    var bucket: String
    var prefix: String
    var region: String

    init?(_ export: JSON?) {
        let question = export?["DataQuery"]
        let destination = export?["DestinationConfigurations"]?["S3Destination"]
        guard let name = export?["Name"]?.string, let query = question?["QueryStatement"]?.string,
            let bucket = destination?["S3Bucket"]?.string
        else { return nil }
        self.name = name
        self.query = query
        self.bucket = bucket
        prefix = destination?["S3Prefix"]?.string ?? ""
        region = destination?["S3Region"]?.string ?? ""
        settings = [:]
        for member in question?["TableConfigurations"]?["COST_AND_USAGE_REPORT"]?.members ?? [] {
            settings[member.key] = member.value.string ?? ""
        }
    }

    /// The bill that it exports; nil where it exports something else, such as recommendations.
    var report: BillReport? {
        let words = query.uppercased().split { !($0.isLetter || $0.isNumber || $0 == "_") }
        guard let from = words.lastIndex(of: "FROM"), from + 1 < words.count,
            words[from + 1] == "COST_AND_USAGE_REPORT"
        else { return nil }
        let hasResources = settings["INCLUDE_RESOURCES"]?.uppercased() == "TRUE"
        return BillReport(
            generation: .export, name: name, bucket: bucket, path: BillReport.path(prefix, name),
            region: region, isWhole: !words.contains("WHERE") && !words.contains("LIMIT"),
            detail: (hasResources ? 2 : 0) + (settings["TIME_GRANULARITY"] == "MONTHLY" ? 0 : 1))
    }
}
