import Glibc

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

    /// Whether there is a folder.
    package static func exists(_ path: String) throws(FileFailure) -> Bool {
        var status = stat()
        if stat(path, &status) == 0 { return status.st_mode & S_IFMT == S_IFDIR }
        guard errno == ENOENT else { throw FileFailure("look at", path) }
        return false
    }

    /// Makes a name lead to another in its folder, at once.
    package static func point(_ path: String, at name: String) throws(FileFailure) {
        let partial = path + ".partial"
        unlink(partial)
        guard symlink(name, partial) == 0 else { throw FileFailure("make the link", path) }
        guard rename(partial, path) == 0 else { throw FileFailure("rename", partial) }
        try sync(parent(of: path))
    }

    package static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The names in a folder, in no order; none where there is no folder.
    package static func names(in path: String) throws(FileFailure) -> [String] {
        guard let folder = opendir(path) else {
            guard errno == ENOENT else { throw FileFailure("look into", path) }
            return []
        }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }

    /// Gives a whole file its name: it is synced, renamed, and its folder synced.
    package static func publish(_ partial: String, as path: String) throws(FileFailure) {
        let descriptor = open(partial, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileFailure("open", partial) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw FileFailure("sync", partial) }
        guard rename(partial, path) == 0 else { throw FileFailure("rename", partial) }
        try sync(parent(of: path))
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
