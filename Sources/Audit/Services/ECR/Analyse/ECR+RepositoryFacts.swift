import Formats
import Images
import Pipeline
import SQLite

extension ECR {
    /// What is known of a repository beside its images.
    struct RepositoryFacts: Sendable {
        var arn: String
        var account: String
        var region: String
        var name: String
        var mutability: String
        /// What tells apart what can share layers.
        var encryption: String
        var asOf: Timestamp
        /// Nil where nobody could look; `absent` where there is none.
        var lifecycle: Known<Lifecycle>?
        var access: Known<RepositoryAccess>?
        var registryAccess: Known<RepositoryAccess>?
        /// Why its images are not all known; nil where they are.
        var unlisted: String?

        /// What was looked at: it is there, or it is not.
        enum Known<Value: Sendable>: Sendable {
            case absent
            case present(Value)
            /// It is there, and cannot be understood.
            case unreadable(String)

            var value: Value? { if case .present(let value) = self { value } else { nil } }
        }

        /// The repositories of a place, in the order of their names, behind one.
        static func some(
            of cell: Cell, _ run: Run, behind arn: String, limit: Int, in database: Database
        ) throws(SQLiteError) -> [RepositoryFacts] {
            try database.rows(
                """
                SELECT arn, resource.account, resource.region, name, mutability,
                    encryption || coalesce(' ' || encryption_key, ''), ecr_repository.as_of,
                    coalesce(ecr_lifecycle.as_of >= \(run.asOf), 0), ecr_lifecycle.policy, evaluated,
                    coalesce(ecr_access.as_of >= \(run.asOf), 0), ecr_access.policy,
                    (SELECT value FROM ecr_registry WHERE ecr_registry.account = resource.account
                        AND ecr_registry.region = resource.region AND fact = 'policy'
                        AND ecr_registry.as_of >= \(run.asOf)),
                    (SELECT CASE WHEN state IN ('complete', 'empty') THEN NULL ELSE coalesce(reason, state) END
                        FROM cell WHERE cell.run = \(run.id) AND stage = 'collect' AND cell.service = 'ecr'
                        AND step = 'images' AND cell.account = resource.account
                        AND cell.region = resource.region AND cell.scope = resource.name),
                    EXISTS (SELECT 1 FROM cell WHERE cell.run = \(run.id) AND stage = 'collect'
                        AND cell.service = 'ecr' AND step = 'images' AND cell.account = resource.account
                        AND cell.region = resource.region AND cell.scope = resource.name)
                FROM resource JOIN ecr_repository USING (arn)
                LEFT JOIN ecr_lifecycle ON ecr_lifecycle.repository = arn
                LEFT JOIN ecr_access ON ecr_access.repository = arn
                WHERE service = 'ecr' AND resource.account = \(cell.account) AND resource.region = \(cell.region)
                    AND (\(cell.scope) = '' OR resource.name = \(cell.scope)) AND arn > \(arn) AND (\(Inventory.isThere(run)))
                ORDER BY arn LIMIT \(limit)
                """, RepositoryFacts.init)
        }

        /// One of which nothing is known but its name, in a place of which nothing is known either.
        init(name: String) {
            (arn, account, region, mutability, encryption) = ("", "", "", "MUTABLE", "AES256")
            self.name = name
            asOf = .earliest
        }

        private init(_ row: borrowing Row) {
            arn = row[0]
            account = row[1]
            region = row[2]
            name = row[3]
            mutability = row[4]
            encryption = row[5]
            asOf = row[6] ?? .earliest
            if row[7] {
                lifecycle =
                    (row[8] as String?).map { Known.present(Lifecycle(text: $0, evaluated: row[9])) }
                    ?? .absent
            }
            if row[10] { access = Self.access(row[11], owner: row[1]) }
            if let policy = row[12] as String? {
                registryAccess = Self.access(policy == "null" ? nil : Self.text(policy), owner: row[1])
            }
            unlisted = row[13]
            if unlisted == nil, !(row[14] as Bool) { unlisted = "its images were not listed" }
        }

        private static func access(_ policy: String?, owner: String) -> Known<RepositoryAccess> {
            guard let policy else { return .absent }
            do {
                return .present(try RepositoryAccess(policy, owner: owner))
            } catch {
                return .unreadable("\(error)")
            }
        }

        /// The text within a JSON text.
        private static func text(_ json: String) -> String? {
            guard let value = try? JSON(Array(json.utf8)) else { return json }
            return value.string
        }
    }
}
