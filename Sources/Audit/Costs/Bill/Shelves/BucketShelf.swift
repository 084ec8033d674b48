import AWS
import Formats
import Pipeline

/// Reports in a bucket of S3.
struct BucketShelf: BillShelf {
    let client: Client
    let bucket: String

    func folders(in path: String) async throws -> [String] {
        let prefix = path.isEmpty ? "" : path + "/"
        var names: [String] = []
        for try await page in client.pages(S3.ListFolders(bucket: bucket, prefix: prefix)) {
            for folder in page.response.prefixes where folder.hasPrefix(prefix) && folder.hasSuffix("/") {
                names.append(String(folder.dropFirst(prefix.count).dropLast()))
            }
        }
        return names.sorted()
    }

    func document(_ path: String) async throws -> ShelvedDocument? {
        do {
            let object = try await client.send(S3.GetObject(bucket: bucket, key: path))
            let moment = object.modified.map { "\($0)" } ?? ""
            return ShelvedDocument(
                bytes: object.bytes, stamp: "\(object.tag) \(moment)", modified: object.modified)
        } catch let error as AWSError where error.code == "NoSuchKey" {
            return nil
        }
    }

    func read(
        _ path: String, to consume: @escaping @Sendable ([UInt8]) async throws -> Void
    ) async throws -> Timestamp? {
        do {
            return try await client.stream(S3.GetObject(bucket: bucket, key: path), to: consume).modified
        } catch let error as AWSError where error.code == "NoSuchKey" {
            throw Gap.failed("the manifest lists s3://\(bucket)/\(path), which is not there")
        }
    }
}
