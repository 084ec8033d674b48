import AWS
import Formats
import HTTP
import Testing

@testable import Audit

struct UploadRequestTests {
    /// The hash of "abc", in base64.
    private let sum = "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="
    private let piece = HashedBytes(Array("abc".utf8))

    private func call(
        _ method: String, _ path: String, query: String? = nil, headers: HTTPHeaders = HTTPHeaders(),
        body: String = "", digest: Digest? = nil
    ) -> Call {
        var call = Call(method, path: path, query: query, headers: headers, body: Array(body.utf8))
        call.bucket = "reports"
        call.digest = digest
        return call
    }

    @Test func `an object is put with its type and its hash, and nothing of who may read it`() {
        let request = S3.PutObject(bucket: "reports", key: "a=b/c d.csv", type: "text/csv", piece: piece)

        #expect(
            request.encode()
                == call(
                    "PUT", "/a%3Db/c%20d.csv",
                    headers: ["Content-Type": "text/csv", "x-amz-checksum-sha256": sum], body: "abc",
                    digest: SHA256.hash(of: "abc".utf8.span)))
    }

    @Test func `an object in parts is begun, put, put together and taken back`() throws {
        let begin = S3.CreateMultipartUpload(bucket: "reports", key: "a.csv", type: "text/csv")
        let part = S3.UploadPart(bucket: "reports", key: "a.csv", upload: "u+1", number: 2, piece: piece)
        let end = S3.CompleteMultipartUpload(
            bucket: "reports", key: "a.csv", upload: "u+1",
            parts: [S3.StoredPart(tag: "\"t\"", sum: sum), S3.StoredPart(tag: "\"u\"")])
        let abort = S3.AbortMultipartUpload(bucket: "reports", key: "a.csv", upload: "u+1")

        #expect(
            begin.encode()
                == call(
                    "POST", "/a.csv", query: "uploads",
                    headers: ["Content-Type": "text/csv", "x-amz-checksum-algorithm": "SHA256"]))
        #expect(
            part.encode()
                == call(
                    "PUT", "/a.csv", query: "partNumber=2&uploadId=u%2B1",
                    headers: ["x-amz-checksum-sha256": sum], body: "abc",
                    digest: SHA256.hash(of: "abc".utf8.span)))
        #expect(
            end.encode()
                == call(
                    "POST", "/a.csv", query: "uploadId=u%2B1", headers: ["Content-Type": "application/xml"],
                    body: """
                        <CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Part>\
                        <ChecksumSHA256>\(sum)</ChecksumSHA256><ETag>"t"</ETag><PartNumber>1</PartNumber></Part>\
                        <Part><ETag>"u"</ETag><PartNumber>2</PartNumber></Part></CompleteMultipartUpload>
                        """))
        #expect(abort.encode() == call("DELETE", "/a.csv", query: "uploadId=u%2B1"))
    }

    @Test func `what S3 answers is read, and an error that it calls a success is none`() throws {
        func answer(_ body: String) -> HTTPResponse { HTTPResponse(status: 200, body: Array(body.utf8)) }
        let begun = "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>"
        let put = HTTPResponse(
            status: 200, headers: ["ETag": "\"t\"", "x-amz-checksum-sha256": sum])

        #expect(try S3.CreateMultipartUpload.decode(answer(begun)) == "u")
        #expect(throws: DecodingFailure.self) { try S3.CreateMultipartUpload.decode(answer("")) }
        #expect(try S3.UploadPart.decode(put) == S3.StoredPart(tag: "\"t\"", sum: sum))
        #expect(throws: DecodingFailure.self) { try S3.UploadPart.decode(answer("")) }
        #expect(
            try S3.CompleteMultipartUpload.decode(
                answer(
                    "\n<CompleteMultipartUploadResult><ChecksumSHA256>a-2</ChecksumSHA256></CompleteMultipartUploadResult>"
                )) == "a-2")
        #expect(throws: DecodingFailure.self) {
            try S3.CompleteMultipartUpload.decode(answer("<Error><Code>InternalError</Code></Error>"))
        }
    }

    @Test(arguments: [
        ("s3://abc", "abc", "", "s3://abc"), ("s3://abc///", "abc", "", "s3://abc"),
        ("s3://a.b-c/x/y=1/", "a.b-c", "x/y=1", "s3://a.b-c/x/y=1"),
    ])
    func `a place is a bucket and a prefix, whatever slashes it ends in`(
        _ text: String, _ bucket: String, _ prefix: String, _ words: String
    ) throws {
        let place = try #require(UploadPlace(text))

        #expect((place.bucket, place.prefix) == (bucket, prefix))
        #expect(place.description == words)
    }

    @Test(arguments: [
        "", "abc", "http://abc/x", "s3://", "s3://ab", "s3:///x", "s3://Abc", "s3://a_b", "s3://-abc",
        "s3://abc-",
        "s3://a..b", "s3://1.2.3.4", "s3://abc//x", "s3://abc/../x", "s3://abc/a*", "s3://abc/it's",
        "s3://abc/a b", "s3://abc/ä", "s3://abc/" + String(repeating: "x", count: 513),
    ])
    func `what is no place is none`(_ text: String) {
        #expect(UploadPlace(text) == nil)
    }
}
