import Formats
import Glibc
import Pipeline

/// A file of a run's folder, as it is put into a bucket.
struct UploadFile: Equatable, Sendable {
    /// Within the folder.
    var path: String
    var bytes: Int
    /// As the folder's checksums have it; that of the checksums themselves tells the folder from any other.
    var sha256: String

    /// The files of a folder that is whole, in the order in which they are put.
    ///
    /// The smallest come first: who asks in the wrong region is told so before it has sent much. The checksums come
    /// last, so that a bucket that has them has everything.
    static func all(in folder: String) throws -> [UploadFile] {
        guard try Folder.hasFile("\(folder)/\(Sealing.sums)") else {
            throw Gap.failed("the folder \(folder) is not whole: it has no \(Sealing.sums)")
        }
        let text = try FileText.read("\(folder)/\(Sealing.sums)")
        let files = try text.split(separator: "\n").map { line in
            // 64 digits, two spaces, and a path that may hold spaces.
            guard line.utf8.count > 66 else {
                throw Gap.failed("\(Sealing.sums) of \(folder) cannot be read")
            }
            let path = String(line.dropFirst(66))
            return UploadFile(
                path: path, bytes: try size(of: "\(folder)/\(path)"), sha256: String(line.prefix(64)))
        }
        let bytes = Array(text.utf8)
        let sums = UploadFile(
            path: Sealing.sums, bytes: bytes.count, sha256: SHA256.hash(of: bytes.span).hex)
        return files.sorted { ($0.bytes, $0.path) < ($1.bytes, $1.path) } + [sums]
    }

    private static func size(of path: String) throws -> Int {
        var status = stat()
        guard stat(path, &status) == 0 else { throw FileFailure("look at", path) }
        return Int(status.st_size)
    }

    /// What browsers and others take it for.
    ///
    /// A packed table is a file of its own kind, not a table that travels packed: whoever fetches it has to get the
    /// bytes that the checksums name.
    var type: String {
        switch path.split(separator: ".").last {
        case "csv": "text/csv; charset=utf-8"
        case "gz": "application/gzip"
        case "json": "application/json"
        case "html": "text/html; charset=utf-8"
        default: "text/plain; charset=utf-8"
        }
    }

    /// The largest file that is put whole, and the least that a part has but the last.
    static let pieceSize = 8 << 20
    private static let partLimit = 10_000

    var isPutWhole: Bool { bytes <= Self.pieceSize }

    /// How many bytes a part has: S3 takes 10,000 parts, so that those of very large files are larger.
    var partSize: Int {
        let least = (bytes + Self.partLimit - 1) / Self.partLimit
        let mebibyte = 1 << 20
        return max(Self.pieceSize, (least + mebibyte - 1) / mebibyte * mebibyte)
    }

    var partCount: Int { (bytes + partSize - 1) / partSize }

    /// The bytes of a part, numbered from 0; those of a file that is put whole are one.
    func part(_ index: Int, in folder: String) throws -> HashedBytes {
        let start = index * partSize
        let piece = HashedBytes(try open(in: folder).bytes(min(partSize, bytes - start), from: start))
        guard piece.bytes.count == min(partSize, bytes - start),
            !isPutWhole || piece.digest.hex == sha256
        else { throw changed }
        return piece
    }

    /// Reads it through, and refuses what is not as the checksums say: S3 has no hash of an object in parts.
    func verify(in folder: String) async throws {
        let file = try open(in: folder)
        var hash = SHA256()
        while case let piece = try file.next(1 << 18), !piece.isEmpty {
            try Task.checkCancellation()
            hash.update(piece.span)
            await Task.yield()
        }
        guard hash.digest().hex == sha256 else { throw changed }
    }

    private func open(in folder: String) throws -> OpenFile {
        guard let file = try OpenFile("\(folder)/\(path)") else {
            throw Gap.failed("\(path) has gone from \(folder)")
        }
        return file
    }

    private var changed: Gap {
        .failed("\(path) is not what \(Sealing.sums) says: it was changed after it was written")
    }
}
