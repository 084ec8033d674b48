import Formats
import Glibc
import Pipeline

/// Reports in a local folder, as `aws s3 sync` leaves them.
struct FolderShelf: BillShelf {
    func folders(in path: String) async throws -> [String] {
        guard let folder = opendir(path) else { throw Self.gap("open the folder", path) }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard !name.hasPrefix("."), Self.isFolder(path + "/" + name) else { continue }
            names.append(name)
        }
        return names.sorted()
    }

    func document(_ path: String) async throws -> ShelvedDocument? {
        guard let file = try OpenFile(path) else { return nil }
        let status = try file.status()
        var bytes: [UInt8] = []
        while case let piece = try file.next(1 << 16), !piece.isEmpty {
            bytes += piece
            guard bytes.count <= 64 << 20 else { throw Gap.failed("\(path) is too large for a manifest") }
        }
        // Copies have times of their own, which say nothing of the delivery: the stamp alone holds it.
        return ShelvedDocument(bytes: bytes, stamp: "\(status.modified)", modified: nil)
    }

    func read(
        _ path: String, to consume: @escaping @Sendable ([UInt8]) async throws -> Void
    ) async throws -> Timestamp? {
        guard let file = try OpenFile(path) else {
            throw Gap.failed("the manifest lists \(path), which is not there")
        }
        while case let piece = try file.next(Self.pieceSize), !piece.isEmpty {
            try Task.checkCancellation()
            try await consume(piece)
            await Task.yield()
        }
        return nil
    }

    /// Large enough that turns of the thread pool cost nothing, and small beside what reading it takes.
    private static let pieceSize = 1 << 18

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    static func gap(_ action: String, _ path: String) -> Gap {
        .failed(FileFailure(action, path).description)
    }
}
