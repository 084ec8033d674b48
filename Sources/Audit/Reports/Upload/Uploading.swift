import AWS
import Formats
import Pipeline
import SQLite

/// Puts the folder of a run into a bucket as well, once it is whole.
///
///     accounts.csv        a page: the file, whole
///     resources.csv       a page that begins it, one for each part of 8 MiB, and one that puts it together
///     SHA256SUMS          the last page: a bucket that has it has everything
///
/// Killed at any instant, it goes on at the file, or the part of it, that no page tells of: the same bytes go there
/// once more. What is there already is not asked for, which would take a permission to read.
struct Uploading: Step {
    let place: UploadPlace
    let shelf: ReportShelf
    let access: Access
    let service = "stocktake"
    let name = "upload"
    let turn = 4

    /// What is asked with the credentials that the run starts with.
    static let operations: [Operation] = [
        S3.PutObject.operation, S3.CreateMultipartUpload.operation, S3.UploadPart.operation,
        S3.CompleteMultipartUpload.operation, S3.AbortMultipartUpload.operation,
    ]

    func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
        do {
            var mark = try UploadMark(cursor)
            let folder = shelf.finished(run)
            let files = try UploadFile.all(in: folder)
            mark.take(files)
            let index = files.firstIndex { $0.path == mark.done }.map { $0 + 1 } ?? 0
            guard index < files.count else { return Page { _ in 0 } }
            let object = Object(
                file: files[index], folder: folder, bucket: place.bucket,
                key: place.key(of: files[index].path, run, on: shelf))
            let isThere = try await advance(object, &mark)
            let isLast = isThere && index == files.count - 1
            return Page(next: isLast ? nil : mark.cursor) { _ in isThere ? 1 : 0 }
        } catch {
            throw UploadFailure(error, of: place).asGap
        }
    }

    /// A file, and where it goes.
    private struct Object {
        var file: UploadFile
        var folder: String
        var bucket: String
        var key: String
    }

    /// Does what comes next for a file, and says whether it is there then.
    private func advance(_ object: Object, _ mark: inout UploadMark) async throws -> Bool {
        if object.file.isPutWhole {
            try await putWhole(object, &mark)
        } else {
            guard let parts = mark.parts else {
                try await begin(object, &mark)
                return false
            }
            guard try await advance(object, parts, &mark) else { return false }
        }
        mark.done = object.file.path
        mark.parts = nil
        mark.restarts = 0
        return true
    }

    private func putWhole(_ object: Object, _ mark: inout UploadMark) async throws {
        let piece = try object.file.part(0, in: object.folder)
        let request = S3.PutObject(
            bucket: object.bucket, key: object.key, type: object.file.type, piece: piece)
        let sum = try await send(request, &mark)
        try check(sum, is: piece.sum, object)
    }

    private func begin(_ object: Object, _ mark: inout UploadMark) async throws {
        try await object.file.verify(in: object.folder)
        let request = S3.CreateMultipartUpload(
            bucket: object.bucket, key: object.key, type: object.file.type)
        let upload = try await send(request, &mark)
        mark.parts = UploadMark.Parts(upload: upload)
    }

    /// Puts a part, or puts the parts together, and says whether the object is there then.
    private func advance(
        _ object: Object, _ parts: UploadMark.Parts, _ mark: inout UploadMark
    ) async throws -> Bool {
        do {
            guard parts.stored.count < object.file.partCount else {
                try await complete(object, parts, &mark)
                return true
            }
            let piece = try object.file.part(parts.stored.count, in: object.folder)
            let request = S3.UploadPart(
                bucket: object.bucket, key: object.key, upload: parts.upload, number: parts.stored.count + 1,
                piece: piece)
            let stored = try await send(request, &mark)
            try check(stored.sum, is: piece.sum, object)
            mark.parts?.stored.append(S3.StoredPart(tag: stored.tag, sum: piece.sum))
            return false
        } catch {
            // They were put together by a page that was not committed, taken back after a failure, or have expired.
            let isForgotten = (error as? AWSError)?.code == "NoSuchUpload"
            guard isForgotten, mark.restarts < 3 else {
                await takeBack(object, parts, &mark)
                throw error
            }
            mark.parts = nil
            mark.restarts += 1
            return false
        }
    }

    private func complete(
        _ object: Object, _ parts: UploadMark.Parts, _ mark: inout UploadMark
    ) async throws {
        let request = S3.CompleteMultipartUpload(
            bucket: object.bucket, key: object.key, upload: parts.upload, parts: parts.stored)
        let sum = try await send(request, &mark)
        try check(sum, is: try Self.sum(of: parts.stored), object)
    }

    /// The hash of the hashes of parts, as S3 writes it: `…=-3`.
    private static func sum(of parts: [S3.StoredPart]) throws(DecodingFailure) -> String {
        var hash = SHA256()
        for part in parts {
            let text = Array((part.sum ?? "").utf8)
            let digest = try Base64.bytes(of: text.span)
            hash.update(digest.span)
        }
        let digest = hash.digest().bytes
        return Base64.text(of: digest.span) + "-\(parts.count)"
    }

    /// Has S3 throw away the parts that nobody goes on with; a run that was interrupted goes on with them.
    private func takeBack(_ object: Object, _ parts: UploadMark.Parts, _ mark: inout UploadMark) async {
        guard !Task.isCancelled else { return }
        let request = S3.AbortMultipartUpload(
            bucket: object.bucket, key: object.key, upload: parts.upload)
        // Where that fails, too, the bucket's own rule for parts that are left is what helps.
        _ = try? await send(request, &mark)
    }

    /// Refuses an object that is not what was sent; not all that speak like S3 say.
    private func check(_ sum: String?, is expected: String, _ object: Object) throws {
        guard let sum, sum != expected else { return }
        throw Gap.unsteady(
            "\(object.key) arrived as something else: its hash is not that of \(object.file.path)")
    }

    /// Asks the bucket where it is.
    private func send<R: Request>(_ request: R, _ mark: inout UploadMark) async throws -> R.Response {
        let client = try await access.client(account: "", region: mark.region)
        do {
            return try await client.send(request)
        } catch {
            guard let region = Self.region(told: error), region != client.region else { throw error }
            mark.region = region
        }
        return try await access.client(account: "", region: mark.region).send(request)
    }

    /// The region that S3 names where it says that a bucket is elsewhere.
    private static func region(told error: any Error) -> String? {
        guard let error = error as? AWSError, error.status < 403 else { return nil }
        return error.bucketRegion
    }
}
