import AWS
import Formats
import HTTP
import Images

extension ECR {
    /// What a scan of an image has found.
    struct DescribeImageScan: PagedRequest {
        var repository: String
        var digest: ContentDigest
        var token: String?

        static let operation = Operation(
            .ecr, "DescribeImageScanFindings", action: "ecr:DescribeImageScanFindings", rate: 10)

        func encode() -> Call {
            .json(Self.operation) { writer in
                writer.field("repositoryName", repository)
                writer.key("imageId")
                writer.object { $0.field("imageDigest", digest.description) }
                writer.field("maxResults", 1000)
                writer.field("nextToken", token)
            }
        }

        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> ScanPage {
            try JSONReader.read(response.body) { reader in
                var page = ScanPage()
                try reader.members { key, reader in
                    switch key {
                    case "imageScanStatus":
                        try reader.members { key, reader in
                            switch key {
                            case "status": page.status = try reader.string()
                            case "description": page.description = try reader.string()
                            default: break
                            }
                        }
                    case "imageScanFindings": try page.read(&reader)
                    case "nextToken": page.next = try reader.string()
                    default: break
                    }
                }
                guard !page.status.isEmpty else { throw DecodingFailure("no imageScanStatus") }
                return page
            }
        }

        static func nextToken(in page: ScanPage) -> String? { page.next }
    }

    /// A page of what was found.
    struct ScanPage: Equatable, Sendable {
        var status = ""
        var description = ""
        var completed: Timestamp?
        /// The sums of all pages, which the first has.
        var severities: Severities?
        /// What a scan of the new kind has found on this page; nil of the old kind.
        var enhanced: [ScanFinding]?
        var next: String?
    }

    /// A finding of a scan of the new kind, as far as it is counted.
    struct ScanFinding: Equatable, Sendable {
        var severity = ""
        var hasFix = false
        var hasExploit = false
        /// How many running containers the image is in, and when one last was.
        var uses: Int?
        var lastUsed: Timestamp?
    }
}

extension ECR.ScanPage {
    fileprivate mutating func read(_ reader: inout JSONReader) throws(DecodingFailure) {
        var page = self
        try reader.members { key, reader in
            switch key {
            case "imageScanCompletedAt": page.completed = try reader.timestamp()
            case "findingSeverityCounts": page.severities = try ECR.Severities(&reader)
            case "enhancedFindings": page.enhanced = try reader.list { try ECR.ScanFinding(&$0) }
            default: break
            }
        }
        self = page
    }
}

extension ECR.ScanFinding {
    fileprivate init(_ reader: inout JSONReader) throws(DecodingFailure) {
        var finding = Self()
        try reader.members { key, reader in
            switch key {
            case "severity": finding.severity = try reader.string()
            case "fixAvailable": finding.hasFix = try reader.string() != "NO"
            case "exploitAvailable": finding.hasExploit = try reader.string() == "YES"
            case "resources": try reader.array { try finding.readUse(&$0) }
            default: break
            }
        }
        self = finding
    }

    private mutating func readUse(_ reader: inout JSONReader) throws(DecodingFailure) {
        var (uses, last) = (self.uses, lastUsed)
        try reader.members { key, reader in
            guard key == "details" else { return }
            try reader.members { key, reader in
                guard key == "awsEcrContainerImage" else { return }
                try reader.members { key, reader in
                    switch key {
                    case "inUseCount": uses = max(uses ?? 0, try reader.int())
                    case "lastInUseAt": last = try reader.timestamp()
                    default: break
                    }
                }
            }
        }
        (self.uses, lastUsed) = (uses, last)
    }
}
