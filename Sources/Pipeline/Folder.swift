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

    /// Gives a folder the name of another, which goes away.
    ///
    /// A process that is killed in between leaves the old one beside it, as `NAME.old`, which the next call removes.
    package static func replace(_ path: String, with other: String) throws(FileFailure) {
        let old = path + ".old"
        try remove(old)
        guard rename(path, old) == 0 || errno == ENOENT else { throw FileFailure("rename", path) }
        guard rename(other, path) == 0 else { throw FileFailure("rename", other) }
        try sync(parent(of: path))
        try remove(old)
    }

    /// Makes a name lead to another in its folder, at once.
    package static func point(_ path: String, at name: String) throws(FileFailure) {
        let partial = path + ".partial"
        unlink(partial)
        guard symlink(name, partial) == 0 else { throw FileFailure("make the link", path) }
        guard rename(partial, path) == 0 else { throw FileFailure("rename", partial) }
        try sync(parent(of: path))
    }

    /// Removes the files below a folder but some, which are named by their paths within it.
    package static func removeFiles(in path: String, except kept: Set<String>) throws(FileFailure) {
        for name in try files(below: path) where !kept.contains(name) {
            guard unlink("\(path)/\(name)") == 0 else { throw FileFailure("remove", "\(path)/\(name)") }
        }
    }

    /// Removes a folder with all that is in it, if it is there.
    package static func remove(_ path: String) throws(FileFailure) {
        guard try exists(path) else { return }
        for name in try names(in: path) {
            let place = "\(path)/\(name)"
            if try isFolder(place) {
                try remove(place)
            } else if unlink(place) != 0 {
                throw FileFailure("remove", place)
            }
        }
        guard rmdir(path) == 0 else { throw FileFailure("remove", path) }
    }

    /// The files below a folder, by their paths within it, in order.
    package static func files(below path: String) throws(FileFailure) -> [String] {
        var files: [String] = []
        for name in try names(in: path) {
            guard try isFolder("\(path)/\(name)") else {
                files.append(name)
                continue
            }
            files += try Self.files(below: "\(path)/\(name)").map { "\(name)/\($0)" }
        }
        return files
    }

    /// A link to a folder is none: what it leads to belongs to somebody else.
    private static func isFolder(_ path: String) throws(FileFailure) -> Bool {
        var status = stat()
        guard lstat(path, &status) == 0 else { throw FileFailure("look at", path) }
        return status.st_mode & S_IFMT == S_IFDIR
    }

    private static func names(in path: String) throws(FileFailure) -> [String] {
        guard let folder = opendir(path) else { throw FileFailure("open", path) }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
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
