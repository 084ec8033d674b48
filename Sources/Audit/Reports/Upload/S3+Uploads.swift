import AWS
import Formats
import HTTP

/// What puts objects into a bucket: whole, or in parts.
///
/// Each body goes with its hash, by which S3 refuses what was changed on its way. No access list is named, and no
/// encryption: the bucket's own holds.
extension S3 {
    /// Puts an object whole, and says what S3 has for its hash, in base64.
    struct PutObject: Request {
        var bucket: String
        var key: String
        var type: String
        var piece: HashedBytes

        static let operation = Operation(.s3, "PutObject", action: "s3:PutObject", rate: 100)

        func encode() -> Call {
            .bucket(bucket, key, putting: piece, headers: ["Content-Type": type])
        }

        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> String? {
            response.headers[HashedBytes.header]
        }
    }

    /// Begins an object that comes in parts, and says by which id.
    struct CreateMultipartUpload: Request {
        var bucket: String
        var key: String
        var type: String

        static let operation = Operation(.s3, "CreateMultipartUpload", action: "s3:PutObject", rate: 50)

        func encode() -> Call {
            var query = QueryText()
            query.add("uploads")
            return .bucket(
                bucket, "/\(greedy: key)", method: "POST", query: query,
                headers: ["Content-Type": type, "x-amz-checksum-algorithm": "SHA256"])
        }

        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> String {
            var upload = ""
            try XMLReader.response(response.body) { name, reader in
                if name == "UploadId" { upload = try reader.text() }
            }
            guard !upload.isEmpty else { throw DecodingFailure("the answer names no upload") }
            return upload
        }
    }

    /// Puts a part, numbered from 1, and says by which tag the object is put together of it.
    struct UploadPart: Request {
        var bucket: String
        var key: String
        var upload: String
        var number: Int
        var piece: HashedBytes

        static let operation = Operation(.s3, "UploadPart", action: "s3:PutObject", rate: 100)

        func encode() -> Call {
            .bucket(
                bucket, key, putting: piece, query: ["partNumber": String(number), "uploadId": upload])
        }

        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> StoredPart {
            guard let tag = response.headers["ETag"] else { throw DecodingFailure("the part has no tag") }
            return StoredPart(tag: tag, sum: response.headers[HashedBytes.header])
        }
    }

    /// A part that a bucket has.
    struct StoredPart: Equatable, Sendable {
        var tag: String
        /// Its hash in base64; nil where S3 does not say.
        var sum: String?
    }

    /// Puts an object together of its parts, and says what S3 has for the hash of their hashes.
    struct CompleteMultipartUpload: Request {
        var bucket: String
        var key: String
        var upload: String
        var parts: [StoredPart]

        static let operation = Operation(.s3, "CompleteMultipartUpload", action: "s3:PutObject", rate: 50)

        func encode() -> Call {
            var writer = XMLWriter()
            let name = "http://s3.amazonaws.com/doc/2006-03-01/"
            writer.element("CompleteMultipartUpload", [("xmlns", name)]) { writer in
                for (index, part) in parts.enumerated() {
                    writer.element("Part") { writer in
                        if let sum = part.sum { writer.element("ChecksumSHA256", text: sum) }
                        writer.element("ETag", text: part.tag)
                        writer.element("PartNumber", text: String(index + 1))
                    }
                }
            }
            var call = Call.bucket(
                bucket, "/\(greedy: key)", method: "POST", query: ["uploadId": upload],
                headers: ["Content-Type": "application/xml"])
            call.body = writer.bytes
            return call
        }

        /// S3 says 200 before it is done, and may then send an error after all.
        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> String? {
            var sum: String?
            try XMLReader.read(response.body) { name, reader in
                guard !(name == "Error") else { throw reader.failure("the object was not put together") }
                try reader.children { name, reader in
                    if name == "ChecksumSHA256" { sum = try reader.text() }
                }
            }
            return sum
        }
    }

    /// Takes back what has come of an object in parts.
    struct AbortMultipartUpload: Request {
        var bucket: String
        var key: String
        var upload: String

        static let operation = Operation(
            .s3, "AbortMultipartUpload", action: "s3:AbortMultipartUpload", rate: 50)

        func encode() -> Call {
            .bucket(bucket, "/\(greedy: key)", method: "DELETE", query: ["uploadId": upload])
        }

        static func decode(_ response: HTTPResponse) throws(DecodingFailure) {}
    }
}

/// Bytes with their hash, which is reckoned once for all that asks for it.
struct HashedBytes: Equatable, Sendable {
    /// Where S3 is told the hash in base64, and tells it back.
    static let header = "x-amz-checksum-sha256"

    let bytes: [UInt8]
    let digest: Digest

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        digest = SHA256.hash(of: bytes.span)
    }

    var sum: String { Base64.text(of: digest.bytes.span) }
}

extension Call {
    fileprivate static func bucket(
        _ bucket: String, _ key: String, putting piece: HashedBytes, query: QueryText = QueryText(),
        headers: HTTPHeaders = HTTPHeaders()
    ) -> Call {
        var call = Call.bucket(bucket, "/\(greedy: key)", method: "PUT", query: query, headers: headers)
        call.headers[HashedBytes.header] = piece.sum
        call.body = piece.bytes
        call.digest = piece.digest
        return call
    }
}
