import Formats
import Pipeline
import SQLite

extension ECR {
    /// A repository with what its review has found, as findings need it.
    struct ReviewedRepository: Sendable {
        var arn: String
        var account: String
        var region: String
        var name: String
        var images: Int
        var used: Int
        var unknown: Int
        var candidates: Int
        var doubt: String?
        var incomplete: Int
        var archived: Int
        var pollutedDay: Int?
        var policyState: String
        var policyUsed: Int?
        var previewDiffers: Int?
        var evaluated: Timestamp?
        var cost: Money?
        var prices: [String]
        var mutability: String
        var scansOnPush: Bool
        var asOf: Timestamp
        var wastes: [Waste] = []
        var flaws: [Flaw] = []

        struct Waste: Sendable {
            var kind: Verdict.Waste
            var images: Int
            var bytes: Int
            var cost: Money?
        }

        struct Flaw: Sendable {
            var rule: Int?
            var kind: String
            var words: String
        }

        /// Some of a place, in the order of their ARNs.
        static func some(
            of cell: Cell, _ run: Run, behind arn: String, limit: Int, in database: Database
        ) throws(SQLiteError) -> [ReviewedRepository] {
            var found = try database.rows(
                """
                SELECT review.repository, review.account, review.region, resource.name, images, used, unknown, candidates,
                    doubt, incomplete, archived, polluted_day, policy_state, policy_used, preview_differs,
                    (SELECT evaluated FROM ecr_lifecycle WHERE ecr_lifecycle.repository = review.repository),
                    cost, prices, mutability, scans_on_push, review.as_of
                FROM ecr_review AS review JOIN resource ON resource.arn = review.repository
                JOIN ecr_repository ON ecr_repository.arn = review.repository
                WHERE review.account = \(cell.account) AND review.region = \(cell.region) AND review.run = \(run.id)
                    AND review.repository > \(arn)
                ORDER BY review.repository LIMIT \(limit)
                """, ReviewedRepository.init)
            for index in found.indices { try found[index].readParts(in: database) }
            return found
        }

        private init(_ row: borrowing Row) {
            arn = row[0]
            account = row[1]
            region = row[2]
            name = row[3]
            images = row[4]
            used = row[5]
            unknown = row[6]
            candidates = row[7]
            doubt = row[8]
            incomplete = row[9]
            archived = row[10]
            pollutedDay = row[11]
            policyState = row[12]
            policyUsed = row[13]
            previewDiffers = row[14]
            evaluated = row[15]
            cost = (row[16] as Int64?).map { Money(units: $0) }
            prices = (row[17] as String).split(separator: " ").map(String.init)
            mutability = row[18]
            scansOnPush = row[19]
            asOf = row[20] ?? .earliest
        }

        private mutating func readParts(in database: Database) throws(SQLiteError) {
            wastes = try database.rows(
                "SELECT waste, images, bytes, cost FROM ecr_waste WHERE repository = \(arn)"
            ) { row in
                Waste(
                    kind: Verdict.Waste(rawValue: row[0]) ?? .untagged, images: row[1], bytes: row[2],
                    cost: (row[3] as Int64?).map { Money(units: $0) })
            }
            flaws = try database.rows(
                "SELECT rule, kind, words FROM ecr_flaw WHERE repository = \(arn) ORDER BY number"
            ) { row in Flaw(rule: row[0], kind: row[1], words: row[2]) }
        }

        /// A finding about it; what is about no money keeps what the repository costs.
        func finding(
            _ code: String, _ severity: Finding.Severity, part: String = "", _ what: String, why: String,
            how: String, _ confidence: Finding.Confidence, saving: Money? = nil, changes: [String] = []
        ) -> Finding {
            let subject = Finding.Subject(
                service: "ecr", account: account, region: region, resource: arn, part: part)
            var effect = cost.map { Finding.Effect.none(of: $0, prices) }
            if let saving, let cost {
                effect?.projected = Money(units: max(0, cost.units - saving.units))
            }
            return Finding(
                code: code, severity: severity, subject: subject, what: what, why: why, how: how,
                money: effect,
                confidence: confidence, changes: saving == nil ? [] : changes, asOf: asOf)
        }

        /// A command of AWS's own tool about it.
        func command(_ words: String) -> String {
            "aws ecr \(words) --repository-name \(name) --region \(region)"
        }
    }
}
