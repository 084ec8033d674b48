import Formats
import Glibc
import SQLite

/// The copies of an estate's database, in the folder `backups` beside it.
///
///     acme.2026-11-21T020000Z.7.db    of run 7, as of that instant
///     acme.before-9.db                of a database with 9 migrations, before others were applied to it
///
/// A copy grows under `NAME.partial`, which is renamed once it is whole and on the disk. VACUUM INTO makes it, so a copy
/// has no free pages, and is consistent while runs go on elsewhere.
package struct Backups: Sendable {
    package let folder: String
    private let estate: String
    private let database: String

    package init(of estate: Estate) {
        folder = estate.folder + "/backups"
        self.estate = estate.name
        database = estate.databasePath
    }

    /// The copies of runs, newest first.
    package func all() throws(FileFailure) -> [String] {
        let names = try Folder.names(in: folder).compactMap { name in self.order(of: name).map { (name, $0) }
        }
        return names.sorted { $0.1 > $1.1 }.map { folder + "/" + $0.0 }
    }

    /// The instant and the run of a copy, for sorting; nil where a name is not of one of this estate's.
    ///
    /// Another estate's name may begin with this one's.
    private func order(of name: String) -> (String, Int)? {
        guard name.hasPrefix(estate + "."), name.hasSuffix(".db") else { return nil }
        let parts = name.dropFirst(estate.count + 1).dropLast(3).split(
            separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].wholeMatch(of: Self.instant) != nil else { return nil }
        return Int(parts[1]).map { (String(parts[0]), $0) }
    }

    /// Copies the database as a run has left it, unless there is such a copy.
    func add(of run: Run, from database: Database, while isWanted: () -> Bool) throws {
        // Without colons, which some file systems do not take in names.
        let instant = run.asOf.description.filter { $0 != ":" }
        try copy(database, to: "\(folder)/\(estate).\(instant).\(run.id).db", while: isWanted)
    }

    /// Copies a database before its schema changes, unless there is such a copy.
    func add(beforeMigrating database: Database, having count: Int) throws {
        try copy(database, to: "\(folder)/\(estate).before-\(count).db") { true }
    }

    private func copy(_ database: Database, to path: String, while isWanted: () -> Bool) throws {
        guard try !Folder.hasFile(path) else { return }
        try Folder.make(folder)
        try requireRoom()
        let partial = path + Self.growing
        unlink(partial)
        do {
            guard try database.copy(to: partial, while: isWanted) else { return _ = unlink(partial) }
        } catch {
            // What a full disk has left of it would keep the disk full.
            unlink(partial)
            throw error
        }
        try Folder.publish(partial, as: path)
    }

    /// A copy that fills the disk up would fail the next run.
    private func requireRoom() throws {
        var status = stat()
        var room = statvfs()
        guard stat(database, &status) == 0, statvfs(folder, &room) == 0 else { return }
        let free = Int(room.f_bavail) * Int(room.f_frsize)
        guard free < Int(status.st_size) + Self.reserve else { return }
        throw Problem(
            "there is no room for a backup of \(database): it takes up to \(Int(status.st_size) >> 20) MiB, and "
                + "\(free >> 20) are free in \(folder)",
            hint: "make room, or write `keep: { backups: 0 }` in the pipeline file", exit: .cannotWrite)
    }

    private static let growing = ".partial"
    private static let reserve = 64 << 20

    private static var instant: Regex<Substring> { /\d{4}-\d\d-\d\dT\d{6}Z/ }

    /// Removes the oldest copies of runs where there are more than so many, and those that were broken off.
    func keep(_ count: Int) throws(FileFailure) {
        let broken = try Folder.names(in: folder).filter { name in
            name.hasSuffix(Self.growing) && order(of: String(name.dropLast(Self.growing.count))) != nil
        }
        for path in try all().dropFirst(count) + broken.map({ folder + "/" + $0 }) {
            guard unlink(path) == 0 || errno == ENOENT else { throw FileFailure("remove", path) }
        }
    }
}
