import AWS
import Formats
import Images
import Pipeline
import SQLite

extension ECR {
    /// Looks at one repository again, and at everything that may use it, before anything is done to it.
    ///
    /// It is an audit of its own, by the same steps, in a database that is thrown away: what a night asks of all
    /// repositories it asks of this one. Of the nights it knows only what cannot change, and when images were really pulled.
    package struct SecondLook: Sendable {
        private let place: RepositoryPlace
        private let arn: String
        private let setting: Setting

        /// An image as it is now.
        struct Sight: Sendable {
            var image: StoredImage
            var kind: String
            var confidence = ""
            var reason: String
        }

        private init(_ place: RepositoryPlace, _ arn: String, _ setting: Setting) {
            (self.place, self.arn, self.setting) = (place, arn, setting)
        }

        /// Looks again, and says what of a plan may go now and what not, up to a class: `A`, `B` or `C`.
        ///
        /// `scratch` is a file for the database, which is made anew; `nightly` that of the nights, where there is one.
        package static func look(
            at plan: CleanupPlan, upTo surest: String, _ scope: AuditScope, _ access: Access, scratch: String,
            nightly: Database?, now: Timestamp, report: @escaping @Sendable (Event) -> Void
        ) async throws -> Prospect {
            var scope = scope
            scope.services = ["ecr"]
            scope.costs.source = .none
            let store = try store(at: scratch)
            let known = try nightly.map { try Recalled.all(of: plan, in: $0) } ?? []
            try await store.write { database in
                for table in known { try table.save(in: database) }
            }
            let place = RepositoryPlace(account: plan.account, region: plan.region, name: plan.repository)
            let look = SecondLook(place, plan.arn, Setting(scope, access, store))
            let engine = Engine(store: store, stages: look.stages, report: report)
            var order = Engine.Order(asOf: now, pipeline: "apply", version: "apply")
            order.start = .afresh
            _ = try await engine.carryOut(order)
            return try await look.prospect(of: plan, upTo: surest)
        }

        private static func store(at path: String) throws -> Store {
            let database = try Database(path: path, as: .writer)
            try database.migrate(Stages.migrations, version: "apply")
            return Store(database)
        }

        private var stages: [Stage] {
            var service = ECR.service
            let place = place
            service.steps = { access in
                [
                    OneRepository(access: access, place: place), RepositoryAccessReading(access: access),
                    RegistryReading(access: access),
                ]
            }
            let reviews = RepositoryReviews(setting: setting, gate: Gate(1))
            let blindness = Blindness(isUsedElsewhere: setting.scope.images.isUsedElsewhere)
            return [
                Discover.stage(setting.scope, setting.access, [service]),
                Stage(.collect, steps: ECR.collection(setting)) { database, _ in
                    guard let run = try database.runs(limit: 1).first?.run else { return Plan() }
                    return Plan(try ECR.collectionPlan(run, in: database))
                },
                Stage(.enrich, steps: [blindness]) { _, _ in Plan([Cell(.enrich, "ecr", blindness.name)]) },
                Stage(.analyse, steps: [reviews]) { _, _ in
                    Plan([
                        Cell(
                            .analyse, "ecr", reviews.name, account: place.account, region: place.region,
                            scope: place.name)
                    ])
                },
                Stage(.report),
            ]
        }

        private func prospect(of plan: CleanupPlan, upTo surest: String) async throws -> Prospect {
            let arn = arn
            return try await setting.store.read { database in
                let images = try StoredImage.all(of: arn, in: database)
                var verdicts: [ContentDigest: (kind: String, confidence: String, reason: String)] = [:]
                try database.forEach(
                    "SELECT digest, verdict, coalesce(confidence, ''), reason FROM ecr_verdict WHERE repository = \(arn)"
                ) { row in
                    if let digest = ContentDigest(bytes: row[0]) {
                        verdicts[digest] = (row[1], row[2], row[3])
                    }
                }
                let doubt = try database.row("SELECT doubt FROM ecr_review WHERE repository = \(arn)") {
                    row in
                    row[0] as String?
                }
                let sights = images.map { image in
                    let verdict = verdicts[image.digest]
                    return Sight(
                        image: image, kind: verdict?.kind ?? "unknown", confidence: verdict?.confidence ?? "",
                        reason: verdict?.reason ?? "nobody has judged it")
                }
                // Without a review the repository is gone, or could not be listed.
                let unseen = "the repository could not be looked at, or is gone"
                return Prospect(
                    plan, upTo: surest, sights, doubt: doubt == nil ? unseen : doubt.flatMap(\.self))
            }
        }
    }

    /// Rows of the nights' database: what cannot change, and what tells this program's own pulls from others'.
    private struct Recalled: Sendable {
        var table: String
        var columns: [String]
        var rows: [[Value]]

        static func all(of plan: CleanupPlan, in nightly: Database) throws(SQLiteError) -> [Recalled] {
            let own: SQL = "repository = \(plan.arn)"
            let manifests: SQL = "digest IN (SELECT digest FROM ecr_image WHERE \(own))"
            return [
                try Recalled("ecr_image", own, nightly), try Recalled("ecr_dangling", own, nightly),
                try Recalled("ecr_definition", "1", nightly),
                try Recalled("ecr_manifest", manifests, nightly),
            ]
        }

        private init(_ table: String, _ which: SQL, _ nightly: Database) throws(SQLiteError) {
            let columns = try nightly.prepare("SELECT * FROM \(table) LIMIT 0").columnNames
            let text = "SELECT " + columns.joined(separator: ", ") + " FROM " + table + " WHERE "
            self.table = table
            self.columns = columns
            rows = try nightly.rows(SQL(text, []) + which) { row in columns.indices.map { row[$0] as Value } }
        }

        func save(in database: Database) throws(SQLiteError) {
            let marks = columns.map { _ in "?" }.joined(separator: ", ")
            let text = "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(marks))"
            for row in rows { try database.execute(SQL(text, row)) }
            // No run of the new database has seen them yet.
            if columns.contains("as_of") { try database.execute(SQL("UPDATE \(table) SET run = 0", [])) }
        }
    }

    /// Finds one repository, and nothing else.
    private struct OneRepository: AWSStep {
        let access: Access
        let place: RepositoryPlace
        let service = "ecr"
        let name = "repositories"

        func page(
            of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
        ) async throws -> Page {
            // Elsewhere nothing is listed: only that the place can be entered counts, and what uses images there.
            guard cell.account == place.account, cell.region == place.region else { return Page { _ in 0 } }
            let found: [Repository]
            do {
                found = try await client.send(DescribeRepositories(names: [place.name])).repositories
            } catch let error as AWSError where error.saysGone {
                found = []
            }
            func next(_ stage: StageName, _ step: String, _ scope: String) -> Cell {
                Cell(stage, "ecr", step, account: cell.account, region: cell.region, scope: scope)
            }
            let cells =
                found.isEmpty
                ? []
                : [next(.discover, "access", place.name), next(.collect, "images", place.name)]
                    + [.policy, .exclusions, .scanning].map { (fact: RegistryFact) in
                        next(.discover, "registry", fact.rawValue)
                    }
            return Page(found: cells) { database in
                try found.reduce(0) { try $0 + $1.see(in: database, run, listedBy: cell) }
            }
        }
    }
}
