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

/// What is done with folders.
package enum Folder {
    /// Makes a folder and those above it.
    package static func make(_ path: String) throws(FileFailure) {
        guard mkdir(path, 0o755) != 0, errno != EEXIST else { return }
        guard errno == ENOENT, parent(of: path) != path else { throw FileFailure("make the folder", path) }
        try make(parent(of: path))
        guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw FileFailure("make the folder", path) }
    }

    /// Whether there is a file that holds anything; an error where that cannot be seen.
    package static func hasFile(_ path: String) throws(FileFailure) -> Bool {
        var status = stat()
        if stat(path, &status) == 0 { return status.st_size > 0 }
        guard errno == ENOENT else { throw FileFailure("look at", path) }
        return false
    }

    package static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Makes the renames in a folder survive a power cut.
    package static func sync(_ path: String) throws(FileFailure) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileFailure("open", path) }
        defer { close(descriptor) }
        // Some file systems cannot sync a folder and say EINVAL; they need no sync either.
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw FileFailure("sync", path) }
    }
}
