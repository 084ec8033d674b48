import Formats
import Images
import Pipeline
import SQLite

extension ECR.ReviewedRepository {
    /// Indexes of which a part is missing: whoever needs it cannot pull.
    func incompleteFindings() -> [Finding] {
        guard incomplete > 0 else { return [] }
        return [
            finding(
                "ECR-007", .medium, part: "incomplete", "Indexes that list images which are gone",
                why:
                    "\(incomplete) indexes list images that are not in the repository: pulls of these platforms fail",
                how: "push them again; ecr_images.csv has the indexes",
                .certain("their manifests were read and the repository was listed"))
        ]
    }

    /// Times of pulls that say nothing.
    func pullFindings() -> [Finding] {
        guard let pollutedDay else { return [] }
        return [
            finding(
                "ECR-010", .info, "Something pulls all images, so that times of pulls say nothing",
                why:
                    "four in five of its images were last pulled on \(Timestamp(day: pollutedDay).description.prefix(10)), those without tags too",
                how:
                    "find the scanner, and leave it out: aws ecr register-pull-time-update-exclusion --principal-arn "
                    + "<its role> --region \(region)",
                Finding.Confidence(percent: 80, reason: "the same day for nearly all"))
        ]
    }

    /// Near what ECR allows.
    func quotaFindings() -> [Finding] {
        guard images >= ECR.imageQuota * 4 / 5 else { return [] }
        return [
            finding(
                "ECR-016", images >= ECR.imageQuota * 19 / 20 ? .high : .medium,
                "A repository near its number of images",
                why:
                    "\(images) images; \(ECR.imageQuota) are allowed unless the quota was raised, and then pushes fail",
                how: "let a lifecycle policy expire what is needless, or ask for more in Service Quotas",
                Finding.Confidence(percent: 70, reason: "the quota of the account was not asked for"))
        ]
    }

    /// AWS's own preview says something else.
    func previewFindings() -> [Finding] {
        guard let previewDiffers, previewDiffers > 0 else { return [] }
        return [
            finding(
                "ECR-004", .info, part: "preview", "A preview of AWS's that says something else",
                why:
                    "of \(images) images it says of \(previewDiffers) what this audit does not; images have come and gone "
                    + "since, or it was asked of another policy",
                how: command("start-lifecycle-policy-preview"),
                Finding.Confidence(percent: 50, reason: "a preview tells how it was when it was asked for"))
        ]
    }
}

extension ECR {
    /// The images that a repository may have.
    ///
    /// https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html, read in November 2026.
    static let imageQuota = 20_000

    /// ECR-019: needless images of which nobody can be certain, in one finding for each place.
    static func doubtFindings(_ cell: Cell, _ run: Run, in database: Database) throws(SQLiteError)
        -> [Finding]
    {
        let doubts = try database.rows(
            """
            SELECT doubt, sum(unknown), count(*), sum(cost) FROM ecr_review
            WHERE account = \(cell.account) AND region = \(cell.region) AND run = \(run.id) AND unknown > 0
            GROUP BY doubt ORDER BY sum(unknown) DESC, doubt
            """
        ) { row in
            (
                doubt: row[0] as String, images: row[1] as Int, repositories: row[2] as Int,
                cost: row[3] as Int64?
            )
        }
        guard let first = doubts.first else { return [] }
        let subject = Finding.Subject(
            service: "ecr", account: cell.account, region: cell.region,
            resource: "ecr/\(cell.account)/\(cell.region)",
            part: "doubt")
        let more = doubts.count > 1 ? "; ecr_repositories.csv has the \(doubts.count - 1) other reasons" : ""
        return [
            Finding(
                code: "ECR-019", severity: .info, subject: subject,
                what: "Images that may be needless, of which nobody can be certain",
                why:
                    "\(doubts.reduce(0) { $0 + $1.images }) images of \(doubts.reduce(0) { $0 + $1.repositories }) "
                    + "repositories look needless; but \(first.doubt)\(more)",
                how:
                    "let the audit see what is missing: `stocktake policy` prints the permissions; where nothing else uses "
                    + "these images, say `uses: audited` under `ecr:` in the pipeline file",
                money: ECRPrices.sum(doubts.map { $0.cost.map { Money(units: $0) } }).map {
                    .none(of: $0, [])
                }, confidence: .certain("not everything was seen that could use them"))
        ]
    }

    /// What is found by asking the tables, repository by repository.
    static func tagFindings(
        _ repository: ReviewedRepository, in database: Database
    ) throws(SQLiteError) -> [Finding] {
        guard repository.mutability == "MUTABLE" || repository.mutability.hasSuffix("EXCLUSION") else {
            return []
        }
        let moved = try database.rows(
            "SELECT tag, moves FROM ecr_tag WHERE repository = \(repository.arn) AND moves > 0 ORDER BY tag"
        ) { row in (tag: row[0] as String, moves: row[1] as Int) }.filter { (tag: String, _: Int) in
            // What floats is there to be moved.
            TagRole(tag) == .release && !ClassifiedTag(tag).isFloating
        }
        guard !moved.isEmpty else { return [] }
        let examples = moved.prefix(5).map(\.0).joined(separator: ", ")
        return [
            repository.finding(
                "ECR-012", .medium, "Tags of releases that were moved to other images",
                why: "\(moved.count) tags of releases point elsewhere than before: \(examples)",
                how: repository.command("put-image-tag-mutability --image-tag-mutability IMMUTABLE"),
                .certain("an earlier night saw them point to another digest"))
        ]
    }

    /// Holes in images that run.
    static func scanFindings(
        _ repository: ReviewedRepository, in database: Database
    ) throws(SQLiteError) -> [Finding] {
        let holes = try database.row(
            """
            SELECT count(*), sum(critical), sum(fixable), min(is_stale), max(kind) FROM ecr_scan
            JOIN ecr_verdict USING (repository, digest)
            WHERE repository = \(repository.arn) AND critical > 0 AND coalesce(fixable, 1) > 0
                AND verdict IN ('in_use', 'child_of_live', 'parent_of_live')
            """
        ) { row in
            (images: row[0] as Int, critical: row[1] as Int, fixable: row[2] as Int?, isStale: row[3] as Bool)
        }
        guard let holes, holes.images > 0 else { return [] }
        let fix =
            holes.fixable.map { "\($0) of them have a fix" }
            ?? "a basic scan does not tell which have a fix"
        return [
            repository.finding(
                "ECR-013", .critical, "Images that run with critical holes",
                why: "\(holes.images) images that are used have \(holes.critical) critical findings; \(fix)"
                    + (holes.isStale ? "; the scan is old, because ECR did not answer" : ""),
                how: "build them anew on a mended base image, and deploy; ecr_images.csv has the images",
                Finding.Confidence(percent: 90, reason: "as the scan says"))
        ]
    }

    /// Who may pull what he should not.
    static func accessFindings(
        _ repository: ReviewedRepository, in database: Database
    ) throws(SQLiteError) -> [Finding] {
        let policy = try database.row("SELECT policy FROM ecr_access WHERE repository = \(repository.arn)") {
            row in
            row[0] as String?
        }
        guard let text = policy.flatMap(\.self),
            let access = try? RepositoryAccess(text, owner: repository.account), access.isEveryone
        else { return [] }
        return [
            repository.finding(
                "ECR-015", .high, "A repository from which everybody may pull",
                why: "its policy allows the principal * without saying of which organisation or account",
                how: repository.command("get-repository-policy")
                    + " shows it; add a condition on aws:PrincipalOrgID",
                .certain("read in its policy"))
        ]
    }
}
