import Glibc

/// A file that appears under its name only when it is whole.
///
/// Bytes go to `NAME.partial` in the same folder. `commit` syncs them, renames the file and syncs the folder;
/// a process that is killed before that leaves the earlier file untouched and a `.partial` one, which the
/// next writing of the same name replaces.
package struct AtomicFile: ~Copyable {
    private let path: String
    private let descriptor: Int32
    private var buffer: [UInt8] = []

    private var partialPath: String { path + ".partial" }

    package init(_ path: String) throws(FileFailure) {
        self.path = path
        descriptor = open(path + ".partial", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw FileFailure("create", path) }
        buffer.reserveCapacity(Self.bufferSize)
    }

    deinit { close(descriptor) }

    package mutating func append(_ bytes: [UInt8]) throws(FileFailure) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.bufferSize { try flush() }
    }

    /// Makes the bytes survive a power cut; the file does not appear yet.
    package mutating func sync() throws(FileFailure) {
        try flush()
        guard fsync(descriptor) == 0 else { throw FileFailure("sync", path) }
    }

    /// Makes the file appear.
    ///
    /// Without it, nothing does.
    package consuming func commit() throws(FileFailure) {
        try sync()
        guard rename(partialPath, path) == 0 else { throw FileFailure("rename", path) }
        try Folder.sync(Folder.parent(of: path))
    }

    private mutating func flush() throws(FileFailure) {
        var written = 0
        while written < buffer.count {
            let count = buffer.withUnsafeBytes { bytes in
                write(descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw FileFailure("write", path) }
            written += count
        }
        buffer.removeAll(keepingCapacity: true)
    }

    private static let bufferSize = 1 << 16
}
