import Audit
import Pipeline
import SQLite

/// What to do with a database that cannot be mended.
struct Restoring {
    let hint: String

    /// Names the newest backup that is sound: each is read whole for that.
    init(_ home: Estate) {
        let path = home.databasePath
        // With its log: beside a copy, an old one would be taken for the copy's.
        let aside = "mkdir -p \(home.folder)/damaged && mv \(path)* \(home.folder)/damaged/"
        let all = (try? Backups(of: home).all()) ?? []
        if let good = all.first(where: Self.isSound) {
            hint = "this cannot be mended; take the newest good backup: \(aside) && cp \(good) \(path)"
        } else {
            hint = "this cannot be mended, and there is no good backup; begin anew: \(aside)"
        }
    }

    private static func isSound(_ path: String) -> Bool {
        guard let database = try? Database(path: path, as: .reader) else { return false }
        guard (try? database.requireKnown(Stages.migrations)) != nil else { return false }
        return (try? database.damage().isEmpty) ?? false
    }
}
