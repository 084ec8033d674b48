import AWS
import Formats
import HTTP

/// Questions to the service of legacy Cost and Usage Reports.
enum CostReports {
    /// The reports that an account has defined.
    struct DescribeReportDefinitions: PagedRequest {
        var token: String?

        static let operation = Operation(
            .costReports, "DescribeReportDefinitions", action: "cur:DescribeReportDefinitions", rate: 5)

        func encode() -> Call {
            .json(Self.operation) { writer in writer.field("NextToken", token) }
        }

        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> Definitions {
            try JSONReader.read(response.body) { reader in
                var definitions: [BillReport]?
                var next: String?
                try reader.members { key, reader in
                    switch key {
                    case "ReportDefinitions": definitions = try reader.list { try report(&$0) }
                    case "NextToken": next = try reader.string()
                    default: break
                    }
                }
                guard let definitions else { throw DecodingFailure("no ReportDefinitions") }
                return Definitions(reports: definitions, next: next)
            }
        }

        static func nextToken(in page: Definitions) -> String? { page.next }

        private static func report(_ reader: inout JSONReader) throws(DecodingFailure) -> BillReport {
            var (name, bucket, prefix, region): (String?, String?, String, String) = (nil, nil, "", "")
            var elements: [String] = []
            var unit = ""
            try reader.members { key, reader in
                switch key {
                case "ReportName": name = try reader.string()
                case "S3Bucket": bucket = try reader.string()
                case "S3Prefix": prefix = try reader.string()
                case "S3Region": region = try reader.string()
                case "TimeUnit": unit = try reader.string()
                case "AdditionalSchemaElements": elements = try reader.list { try $0.string() }
                default: break
                }
            }
            guard let name, let bucket else { throw DecodingFailure("a report without name or bucket") }
            return BillReport(
                generation: .legacy, name: name, bucket: bucket, path: BillReport.path(prefix, name),
                region: region, isWhole: true,
                detail: (elements.contains("RESOURCES") ? 2 : 0) + (unit == "MONTHLY" ? 0 : 1))
        }
    }

    struct Definitions: Equatable, Sendable {
        var reports: [BillReport]
        var next: String?
    }
}
