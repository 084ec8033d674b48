import Formats
import Images
import Pipeline
import SQLite

extension ECR {
    /// Reviews the repositories of an account in a region.
    struct RepositoryReviews: Step {
        let setting: Setting
        let gate: Gate
        let service = "ecr"
        let name = "reviews"

        /// How many images a page holds at most, unless one repository alone has more.
        private static let enough = 5_000

        func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
            let scope = setting.scope.images
            return try await gate.pass {
                let (materials, prices, last) = try await setting.store.read { database in
                    try some(of: cell, run, behind: cursor?.text ?? "", in: database)
                }
                let reviews = materials.map { Review($0, scope, at: run.asOf) }
                return Page(next: last.map(Cursor.init)) { database in
                    for review in reviews { try review.save(prices, in: database, run) }
                    return reviews.count
                }
            }
        }

        /// The next repositories of a place, with their images; the last of them, where there are more.
        private func some(
            of cell: Cell, _ run: Run, behind: String, in database: Database
        ) throws -> ([Review.Material], ECRPrices, String?) {
            let blind = try Blind(run, isUsedElsewhere: setting.scope.images.isUsedElsewhere, in: database)
            let prices = try ECRPrices(region: cell.region, in: database)
            var materials: [Review.Material] = []
            var (images, place) = (0, behind)
            while images < Self.enough {
                let next = try RepositoryFacts.some(of: cell, run, behind: place, limit: 1, in: database)
                guard let facts = next.first else { return (materials, prices, nil) }
                let material = try Review.Material(facts, blind, run, in: database)
                images += material.images.count
                place = facts.arn
                materials.append(material)
            }
            return (materials, prices, place)
        }
    }
}

extension ECR.Review.Material {
    /// What is known of a repository.
    init(_ facts: ECR.RepositoryFacts, _ blind: ECR.Blind, _ run: Run, in database: Database) throws {
        let used = try ECR.UsedImages(of: facts.arn, run, in: database)
        let dangling = try database.rows(
            "SELECT digest FROM ecr_dangling WHERE repository = \(facts.arn)"
        ) { row in ContentDigest(bytes: row[0]) }
        self.init(
            facts: facts, images: try ECR.StoredImage.all(of: facts.arn, in: database), used: used,
            dangling: Set(dangling.compactMap(\.self)), preview: try Self.preview(of: facts, in: database),
            blindness: blind.doubt(about: facts, isInspected: used.isInspected))
    }

    /// What AWS said that the policy would do, if it said so of the policy that there is.
    private static func preview(
        of facts: ECR.RepositoryFacts, in database: Database
    ) throws(SQLiteError) -> [ContentDigest: String]? {
        let policy = try database.row(
            "SELECT coalesce(policy, '') FROM ecr_preview WHERE repository = \(facts.arn) AND status = 'COMPLETE'"
        ) { row in row[0] as String }
        guard let policy, policy.isEmpty || policy == facts.lifecycle?.value?.text else { return nil }
        var preview: [ContentDigest: String] = [:]
        let rows = try database.rows(
            "SELECT digest, action FROM ecr_preview_image WHERE repository = \(facts.arn)"
        ) { row in (ContentDigest(bytes: row[0]), row[1] as String) }
        for (digest, action) in rows { if let digest { preview[digest] = action } }
        return preview
    }
}
