import Glibc
import Pipeline

/// A file open for reading.
///
/// A class, because its descriptor has to be closed once, by whoever holds it last.
final class OpenFile: Sendable {
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

    /// So many bytes from a place in the file on; fewer where it ends before.
    func bytes(_ size: Int, from offset: Int) throws -> [UInt8] {
        let (path, descriptor) = (path, descriptor)
        return try [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let got = pread(
                    descriptor, buffer.baseAddress.map { $0 + count }, size - count, off_t(offset + count))
                if got < 0 && errno == EINTR { continue }
                guard got >= 0 else { throw FolderShelf.gap("read", path) }
                guard got > 0 else { return }
                count += got
            }
        }
    }
}
