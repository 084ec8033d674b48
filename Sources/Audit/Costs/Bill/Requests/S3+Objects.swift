import AWS
import Formats
import HTTP

/// Questions to S3.
enum S3 {
    /// The bytes of an object.
    struct GetObject: Request {
        var bucket: String
        var key: String

        static let operation = Operation(.s3, "GetObject", action: "s3:GetObject", rate: 200)

        func encode() -> Call { .bucket(bucket, "/\(greedy: key)") }

        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> StoredObject {
            StoredObject(
                bytes: response.body, tag: response.headers["ETag"] ?? "",
                modified: try response.headers.timestamp("Last-Modified"))
        }
    }

    /// An object, or what is known of one whose bytes went elsewhere.
    struct StoredObject: Equatable, Sendable {
        var bytes: [UInt8]
        var tag: String
        var modified: Timestamp?
    }

    /// What lies directly below a prefix that ends in a slash: only what others lie below is asked for.
    struct ListFolders: PagedRequest {
        var bucket: String
        var prefix: String
        var token: String?

        static let operation = Operation(.s3, "ListObjectsV2", action: "s3:ListBucket", rate: 50)

        func encode() -> Call {
            .bucket(
                bucket, "/",
                query: [
                    "list-type": "2", "delimiter": "/", "prefix": prefix, "continuation-token": token,
                ])
        }

        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> Folders {
            var folders = Folders()
            try XMLReader.response(response.body) { name, reader in
                switch name {
                case "CommonPrefixes":
                    try reader.children { name, reader in
                        if name == "Prefix" { folders.prefixes.append(try reader.text()) }
                    }
                case "NextContinuationToken": folders.next = try reader.text()
                default: break
                }
            }
            return folders
        }

        static func nextToken(in page: Folders) -> String? { page.next }
    }

    struct Folders: Equatable, Sendable {
        /// Whole prefixes, each with its slash.
        var prefixes: [String] = []
        var next: String?
    }

    /// Where a bucket is; asked in whatever region, and only of a bucket that says it is elsewhere.
    struct GetBucketLocation: Request {
        var bucket: String

        static let operation = Operation(.s3, "GetBucketLocation", action: "s3:GetBucketLocation", rate: 20)

        func encode() -> Call {
            var query = QueryText()
            query.add("location")
            return .bucket(bucket, "/", query: query)
        }

        /// The names of the two oldest regions are written otherwise than anywhere else.
        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> String {
            let region = try XMLReader.read(response.body) { _, reader in try reader.text() }
            switch region {
            case "": return "us-east-1"
            case "EU": return "eu-west-1"
            default: return region
            }
        }
    }
}
