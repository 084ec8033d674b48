import Formats
import Images
import Pipeline
import SQLite

extension ECR {
    /// What holds for all repositories of a place, as far as it could be read.
    struct Registry: Sendable {
        private var facts: [RegistryFact: JSON] = [:]

        init(of cell: Cell, in database: Database) throws(SQLiteError) {
            let rows = try database.rows(
                "SELECT fact, value FROM ecr_registry WHERE account = \(cell.account) AND region = \(cell.region)"
            ) { row in (fact: row[0] as String, value: row[1] as String) }
            for row in rows {
                guard let fact = RegistryFact(rawValue: row.fact),
                    let value = try? JSON(Array(row.value.utf8))
                else {
                    continue
                }
                facts[fact] = value
            }
        }

        /// A fact; nil where nobody could look.
        subscript(fact: RegistryFact) -> JSON? { facts[fact] }

        /// Whether layers are shared between repositories; nil where nobody could look.
        var isMounting: Bool? { facts[.mounting]?.string.map { $0 == "ENABLED" } }

        /// Whether a repository is scanned by the rules of the registry; nil where nobody could look.
        func scans(_ repository: String) -> Bool? {
            guard let scanning = facts[.scanning] else { return nil }
            return (scanning["rules"]?.elements ?? []).contains { rule in
                guard rule["scanFrequency"]?.string != "MANUAL" else { return false }
                return (rule["repositoryFilters"]?.elements ?? []).contains { filter in
                    filter["filter"]?.string.map { RepositoryFilter($0).matches(repository) } ?? false
                }
            }
        }

        /// Where what is pushed to a repository is copied to.
        func destinations(of repository: String) -> [(account: String, region: String)] {
            (facts[.replication]?["rules"]?.elements ?? []).filter { rule in
                let filters = rule["repositoryFilters"]?.elements ?? []
                return filters.isEmpty
                    || filters.contains { $0["filter"]?.string.map(repository.hasPrefix) ?? false }
            }.flatMap { rule in
                (rule["destinations"]?.elements ?? []).compactMap { destination in
                    guard let account = destination["registryId"]?.string,
                        let region = destination["region"]?.string
                    else { return nil }
                    return (account, region)
                }
            }
        }
    }
}

extension ECR.ReviewedRepository {
    /// ECR-014: nothing looks for holes in its images.
    func scanningFindings(_ registry: ECR.Registry) -> [Finding] {
        guard images > 0, let scans = registry.scans(name), !scans, !scansOnPush else { return [] }
        return [
            finding(
                "ECR-014", used > 0 ? .medium : .low, "A repository that is not scanned",
                why:
                    "no rule of the registry's scanning configuration is about it; \(used) of its \(images) images are used",
                how: "aws ecr put-registry-scanning-configuration --scan-type BASIC --rules "
                    + "'[{\"scanFrequency\":\"SCAN_ON_PUSH\",\"repositoryFilters\":[{\"filter\":\"*\","
                    + "\"filterType\":\"WILDCARD\"}]}]' --region \(region)",
                .certain("read in the registry's configuration"))
        ]
    }
}

extension ECR {
    /// ECR-002: what runs, or would, and whose image is gone or archived.
    static func missingFindings(_ cell: Cell, _ run: Run, in database: Database) throws(SQLiteError)
        -> [Finding]
    {
        let uses = try database.rows(
            """
            SELECT use.source, use.user, use.image, ecr_image.status, use.as_of FROM ecr_use AS use
            JOIN cell ON cell.run = \(run.id) AND stage = 'discover' AND cell.service = 'ecr'
                AND step = 'repositories' AND cell.account = registry AND cell.region = registry_region
                AND cell.scope = '' AND state IN ('complete', 'empty')
            LEFT JOIN resource ON resource.service = 'ecr' AND resource.account = registry
                AND resource.region = registry_region AND resource.name = use.repository AND resource.run = \(run.id)
            LEFT JOIN ecr_tag ON use.digest IS NULL AND ecr_tag.repository = resource.arn
                AND ecr_tag.tag = coalesce(use.tag, 'latest')
            LEFT JOIN ecr_image ON ecr_image.repository = resource.arn
                AND ecr_image.digest = coalesce(use.digest, ecr_tag.digest)
            WHERE use.account = \(cell.account) AND use.region = \(cell.region)
                AND coalesce(ecr_image.status, '') <> 'ACTIVE'
                AND (resource.arn IS NULL OR EXISTS (
                    SELECT 1 FROM cell AS listing WHERE listing.run = \(run.id) AND listing.stage = 'collect'
                        AND listing.service = 'ecr' AND listing.step = 'images' AND listing.account = registry
                        AND listing.region = registry_region AND listing.scope = use.repository
                        AND listing.state IN ('complete', 'empty')))
            ORDER BY use.source, use.user, use.image
            """
        ) { row in
            (
                source: row[0] as String, user: row[1] as String, image: row[2] as String,
                status: row[3] as String?,
                asOf: row[4] as Timestamp?
            )
        }
        return uses.map { use in
            let isArchived = use.status != nil
            // A definition alone may be one that nobody starts any more.
            let isRunning =
                use.source == "lambda" || use.user.contains(":task/") || use.user.contains(":service/")
            let subject = Finding.Subject(
                service: "ecr", account: cell.account, region: cell.region, resource: use.user,
                part: use.image)
            return Finding(
                code: "ECR-002", severity: isRunning ? .high : .medium,
                subject: subject,
                what: isArchived
                    ? "Something uses an image that is archived" : "Something uses an image that is gone",
                why: "\(use.source) names \(use.image), which "
                    + (isArchived
                        ? "is archived: a pull of it fails until it is restored"
                        : "is not there: its next start fails"),
                how: isArchived
                    ? "restore it: aws ecr update-image-storage-class --target-storage-class STANDARD"
                    : "push the image again, or let it name another one",
                money: .none(of: .zero, []), confidence: .certain("the repository was listed in this night"),
                asOf: use.asOf)
        }
    }

    /// ECR-017: copies that nothing ever removes.
    static func replicationFindings(
        _ cell: Cell, _ registry: Registry, _ run: Run, in database: Database
    ) throws(SQLiteError) -> [Finding] {
        guard registry[.replication]?["rules"]?.elements?.isEmpty == false else { return [] }
        let names = try database.rows(
            """
            SELECT name FROM resource WHERE service = 'ecr' AND account = \(cell.account) AND region = \(cell.region)
                AND run = \(run.id) ORDER BY name
            """
        ) { row in row[0] as String }
        var found: [Finding] = []
        for name in names {
            for destination in registry.destinations(of: name) {
                let copy = try database.row(
                    """
                    SELECT arn, images, cost FROM resource JOIN ecr_lifecycle ON ecr_lifecycle.repository = arn
                    JOIN ecr_review ON ecr_review.repository = arn
                    WHERE service = 'ecr' AND resource.account = \(destination.account)
                        AND resource.region = \(destination.region) AND name = \(name) AND policy IS NULL AND images > 0
                    """
                ) { row in (arn: row[0] as String, images: row[1] as Int, cost: row[2] as Int64?) }
                guard let copy else { continue }
                let subject = Finding.Subject(
                    service: "ecr", account: cell.account, region: cell.region, resource: copy.arn,
                    part: "replica")
                found.append(
                    Finding(
                        code: "ECR-017", severity: .low, subject: subject,
                        what: "Copies of images that nothing ever removes",
                        why:
                            "replication copies images there, and deletes none; \(copy.images) images, no lifecycle policy",
                        how: "give the copy the lifecycle policy of its origin: aws ecr put-lifecycle-policy "
                            + "--repository-name \(name) --region \(destination.region)",
                        money: copy.cost.map { .none(of: Money(units: $0), []) },
                        confidence: .certain("read in the registry's replication rules")))
            }
        }
        return found
    }

    /// ECR-018: layers that several repositories of a registry store, and could share.
    static func mountingFindings(
        _ cell: Cell, _ registry: Registry, _ run: Run, in database: Database
    ) throws(SQLiteError) -> [Finding] {
        guard registry.isMounting == false else { return [] }
        let sums = try database.row(
            """
            SELECT sum(lower_bytes), sum(upper_bytes), sum(repositories) FROM ecr_sharing
            WHERE account = \(cell.account) AND region = \(cell.region) AND run = \(run.id)
            """
        ) { row in (lower: row[0] as Int, upper: row[1] as Int, repositories: row[2] as Int) }
        let prices = try ECRPrices(region: cell.region, in: database)
        guard let sums, sums.upper > sums.lower, let storage = prices.storage,
            let current = ECRPrices.cost(sums.upper, at: storage),
            let least = ECRPrices.cost(sums.lower, at: storage)
        else { return [] }
        // Whoever has a gigabyte twice has better things to do.
        guard sums.upper - sums.lower >= ECRPrices.gigabyte else { return [] }
        let difference = Money(units: current.units - least.units)
        let subject = Finding.Subject(
            service: "ecr", account: cell.account, region: cell.region,
            resource: "ecr/\(cell.account)/\(cell.region)",
            part: "mounting")
        return [
            Finding(
                code: "ECR-018", severity: .info, subject: subject,
                what: "Layers that several repositories store, and could share",
                why:
                    "\(sums.repositories) repositories store \(ReviewedRepository.size(sums.upper)); each layer once would be "
                    + "\(ReviewedRepository.size(sums.lower)), which is \(difference) \(storage.currency) a month less at most; "
                    + "ecr_shared_layers.csv has the largest",
                how:
                    "aws ecr put-account-setting --name BLOB_MOUNTING --value ENABLED --region \(cell.region)",
                money: Finding.Effect.none(of: current, [storage.rateCode]),
                confidence: Finding.Confidence(
                    percent: 30,
                    reason:
                        "only what is pushed from then on is shared, by clients that ask for it, and not what is cached"
                ))
        ]
    }

    /// ECR-010: pulls of this program's own.
    static func ownPullFindings(_ cell: Cell, _ run: Run, in database: Database) throws(SQLiteError)
        -> [Finding]
    {
        let own = try database.row(
            """
            SELECT sum(own_pulls), count(*), sum(cost) FROM ecr_review
            WHERE account = \(cell.account) AND region = \(cell.region) AND run = \(run.id) AND own_pulls > 0
            """
        ) { row in (images: row[0] as Int, repositories: row[1] as Int, cost: row[2] as Int64?) }
        guard let own, own.images > 0 else { return [] }
        let subject = Finding.Subject(
            service: "ecr", account: cell.account, region: cell.region,
            resource: "ecr/\(cell.account)/\(cell.region)",
            part: "own-pulls")
        return [
            Finding(
                code: "ECR-010", severity: .info, subject: subject,
                what: "Times of pulls that this audit has changed",
                why:
                    "reading a manifest counts as a pull: \(own.images) images of \(own.repositories) repositories; the audit "
                    + "goes by what it saw before, and reads each manifest once for ever",
                how:
                    "aws ecr register-pull-time-update-exclusion --principal-arn <the audit's role> --region \(cell.region)",
                money: own.cost.map { .none(of: Money(units: $0), []) },
                confidence: .certain("the pull was within two days of the audit's own"))
        ]
    }
}
