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

/// A file open for reading.
///
/// A class, because its descriptor has to be closed once, by whoever holds it last.
private final class OpenFile: Sendable {
    private let path: String
    private let descriptor: Int32

    /// Nil where there is no such file.
    init?(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0 && (errno == ENOENT || errno == ENOTDIR) { return nil }
        guard descriptor >= 0 else { throw FolderShelf.gap("open", path) }
        self.path = path
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    func status() throws -> (size: Int, modified: Int) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw FolderShelf.gap("look at", path) }
        return (Int(status.st_size), status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec)
    }

    /// The next bytes, at most so many; none at the end.
    func next(_ size: Int) throws -> [UInt8] {
        let (path, descriptor) = (path, descriptor)
        return try [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            repeat {
                count = Glibc.read(descriptor, buffer.baseAddress, size)
            } while count < 0 && errno == EINTR
            guard count >= 0 else {
                count = 0
                throw FolderShelf.gap("read", path)
            }
        }
    }
}
