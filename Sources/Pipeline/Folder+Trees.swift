import Glibc

/// What is done with folders and all that is below them.
extension Folder {
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

    /// Removes the files below a folder but some, which are named by their paths within it.
    package static func removeFiles(in path: String, except kept: Set<String>) throws(FileFailure) {
        for name in try files(below: path) where !kept.contains(name) {
            guard unlink("\(path)/\(name)") == 0 else { throw FileFailure("remove", "\(path)/\(name)") }
        }
    }

    /// Removes a folder with all that is in it, if it is there.
    package static func remove(_ path: String) throws(FileFailure) {
        guard try exists(path) else { return }
        for name in try names(in: path).sorted() {
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
        for name in try names(in: path).sorted() {
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
}
