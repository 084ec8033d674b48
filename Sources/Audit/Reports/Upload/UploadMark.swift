import AWS
import Formats
import Pipeline

/// How far a folder has been put into a bucket, kept in the cell's cursor.
struct UploadMark: Equatable {
    /// The region of the bucket, once it is known not to be the first that was asked.
    var region = ""
    /// The hash of the checksums of the folder that goes there.
    var folder = ""
    /// The last file that is there.
    var done = ""
    /// The file after it, where it is going there in parts.
    var parts: Parts?
    /// How often S3 did not know parts that it had been given.
    var restarts = 0

    struct Parts: Equatable {
        /// What S3 calls them until they are put together.
        var upload: String
        var stored: [S3.StoredPart] = []
    }

    init() {}

    init(_ cursor: Cursor?) throws(Gap) {
        guard let cursor else { return }
        do {
            self = try JSONReader.read(Array(cursor.text.utf8)) { reader in try Self(&reader) }
        } catch {
            throw Gap.failed("the place where the upload stopped cannot be read: \(error)")
        }
    }

    /// Begins with a folder, or goes on with it; one that has been written anew since is begun again.
    mutating func take(_ files: [UploadFile]) {
        guard let sums = files.last, sums.sha256 != folder else { return }
        (folder, done, parts, restarts) = (sums.sha256, "", nil, 0)
    }

    var cursor: Cursor {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("region", region)
            writer.field("folder", folder)
            writer.field("done", done)
            writer.field("restarts", restarts)
            guard let parts else { return }
            writer.field("upload", parts.upload)
            writer.field("tags", parts.stored.map(\.tag))
            writer.field("sums", parts.stored.map { $0.sum ?? "" })
        }
        return Cursor(String(decoding: writer.bytes, as: UTF8.self))
    }

    private init(_ reader: inout JSONReader) throws(DecodingFailure) {
        var upload = ""
        var (tags, sums): ([String], [String]) = ([], [])
        try reader.object { key, reader in
            switch key {
            case "region": region = try reader.string()
            case "folder": folder = try reader.string()
            case "done": done = try reader.string()
            case "restarts": restarts = try reader.int()
            case "upload": upload = try reader.string()
            case "tags": try reader.array { reader in tags.append(try reader.string()) }
            case "sums": try reader.array { reader in sums.append(try reader.string()) }
            default: break
            }
        }
        guard !upload.isEmpty else { return }
        let stored = zip(tags, sums).map { S3.StoredPart(tag: $0, sum: $1.isEmpty ? nil : $1) }
        parts = Parts(upload: upload, stored: stored)
    }
}
