import Images
import Pipeline
import SQLite

extension ECR {
    /// The places in which uses of images could not be looked for.
    ///
    /// What cannot be seen protects only what it may pull: the repositories of its own account, and those that let it.
    struct Blind: Sendable {
        struct Place: Sendable {
            var account: String
            var region: String
            var source: String
            var reason: String
        }

        private var places: [String: [Place]] = [:]
        /// The accounts that were audited, or at least tried.
        private var known: Set<String> = []
        private let isUsedElsewhere: Bool
        /// Whether all accounts of the organisation were listed.
        private let isWholeOrganization: Bool

        init(_ run: Run, isUsedElsewhere: Bool, in database: Database) throws(SQLiteError) {
            self.isUsedElsewhere = isUsedElsewhere
            isWholeOrganization =
                try database.row(
                    """
                    SELECT count(*) > 0 AND min(state IN ('complete', 'empty')) FROM cell
                    WHERE run = \(run.id) AND stage = 'discover' AND service = 'organizations'
                        AND step IN ('accounts', 'walk')
                    """
                ) { row in row[0] as Bool } ?? false
            let rows = try database.rows(
                "SELECT account, region, source, reason FROM ecr_blind ORDER BY account, region, source"
            ) { row in Place(account: row[0], region: row[1], source: row[2], reason: row[3]) }
            for row in rows { places[row.account, default: []].append(row) }
            known = Set(
                try database.rows("SELECT id FROM account WHERE run = \(run.id)") { row in row[0] as String })
        }

        /// Why something unseen may use the images of a repository; nil where nothing can.
        ///
        /// Pods are no reason where Inspector tells which of its images run in clusters.
        func doubt(about repository: RepositoryFacts, isInspected: Bool) -> String? {
            if let unlisted = repository.unlisted { return "its images are not all known: \(unlisted)" }
            guard let access = repository.access, let registry = repository.registryAccess else {
                guard !isUsedElsewhere else {
                    return "nobody knows who else may pull it: its policy could not be read"
                }
                return doubt(of: known.union(places.keys).union([repository.account]).sorted(), isInspected)
            }
            var readers: Set<String> = [repository.account]
            for known in [access, registry] {
                switch known {
                case .absent: break
                case .unreadable(let words): return "its policy cannot be understood: \(words)"
                case .present(let access):
                    if access.isEveryone, isUsedElsewhere { return "its policy lets everybody pull" }
                    if !access.organizations.isEmpty, isUsedElsewhere,
                        !isWholeOrganization || access.organizations.count > 1
                    {
                        return "its policy lets an organisation pull that is not audited as a whole"
                    }
                    if !access.organizations.isEmpty || access.isEveryone {
                        readers.formUnion(self.known)
                        readers.formUnion(places.keys)
                    }
                    readers.formUnion(access.accounts)
                }
            }
            return doubt(of: readers.sorted(), isInspected)
        }

        private func doubt(of readers: [String], _ isInspected: Bool) -> String? {
            for reader in readers {
                let place = places[reader]?.first { !($0.source == "pods" && isInspected) }
                if let place {
                    let what = place.source.isEmpty ? "what uses images" : "its uses by \(place.source)"
                    return "\(what) in \(place.account) \(place.region) could not be seen: \(place.reason)"
                }
                if !known.contains(reader), isUsedElsewhere {
                    return "account \(reader) may pull it, and is not audited"
                }
            }
            return nil
        }
    }
}
