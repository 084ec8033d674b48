import AWS
import Formats
import Images
import Pipeline
import SQLite
import Testing

@testable import Audit

/// Why nobody can be certain of what is needless: what could not be seen protects what it may pull, and nothing else.
struct DoubtTests {
    private let database: Database
    private let run = Run(id: 4, asOf: Timestamp(day: 20_000))
    private let own = "111122223333"
    private let other = "444455556666"
    private var arn: String { "arn:aws:ecr:eu-west-1:\(own):repository/team/app" }
    private var place: Cell { Cell(.analyse, "ecr", "reviews", account: own, region: "eu-west-1") }

    init() throws {
        database = try Database(path: ":memory:", as: .writer)
        try database.migrate(Stages.migrations, version: "test")
        for account in [own, other] {
            try database.execute(
                "INSERT INTO account (id, name, state, units, run, as_of) VALUES (\(account), 'a', 'ACTIVE', '', 4, \(run.asOf))"
            )
            try cell(.discover, "account", "regions", account, "", "complete")
            try cell(.discover, "ecr", "repositories", account, "eu-west-1", "complete")
        }
        try database.execute(
            """
            INSERT INTO resource (arn, service, kind, listed_by, account, region, name, run, as_of)
            VALUES (\(arn), 'ecr', 'repository', 'repositories', \(own), 'eu-west-1', 'team/app', 4, \(run.asOf))
            """)
        try database.execute(
            """
            INSERT INTO ecr_repository (arn, is_immutable, scans_on_push, encryption, run, as_of)
            VALUES (\(arn), 0, 0, 'AES256', 4, \(run.asOf))
            """)
        try database.execute(
            """
            INSERT INTO ecr_registry (account, region, fact, value, as_of)
            VALUES (\(own), 'eu-west-1', 'policy', 'null', \(run.asOf))
            """)
        try cell(.collect, "ecr", "images", own, "eu-west-1", "complete", scope: "team/app")
    }

    private func cell(
        _ stage: StageName, _ service: String, _ step: String, _ account: String, _ region: String,
        _ state: String,
        scope: String = ""
    ) throws {
        try database.execute(
            """
            INSERT OR REPLACE INTO cell (run, stage, service, step, account, region, scope, state, reason)
            VALUES (4, \(stage.rawValue), \(service), \(step), \(account), \(region), \(scope), \(state), 'no')
            """)
    }

    private func policy(_ text: String?, asOf: Timestamp? = nil) throws {
        try database.execute(
            "INSERT OR REPLACE INTO ecr_access (repository, policy, as_of) VALUES (\(arn), \(text), \(asOf ?? run.asOf))"
        )
    }

    private func grant(_ principal: String, condition: String = "") -> String {
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":\(principal),"Action":"ecr:BatchGetImage"\(condition)}]}
        """
    }

    /// Whether the images of the repository are in doubt, once the night is over.
    private func doubt(isUsedElsewhere: Bool = true) async throws -> String? {
        let step = ECR.Blindness(isUsedElsewhere: isUsedElsewhere)
        let page = try await step.page(of: Cell(.enrich, "ecr", step.name), at: nil, in: run)
        _ = try page.write(database)
        let blind = try ECR.Blind(run, isUsedElsewhere: isUsedElsewhere, in: database)
        let facts = try #require(
            try ECR.RepositoryFacts.some(of: place, run, behind: "", limit: 1, in: database).first)
        return blind.doubt(about: facts, isInspected: false)
    }

    @Test func `where all was seen, there is no doubt`() async throws {
        try policy(nil)

        #expect(try await doubt() == nil)
    }

    @Test func `uses that could not be seen in the own account are in doubt`() async throws {
        try policy(nil)
        try cell(.collect, "ecr", "ecs-clusters", own, "eu-west-1", "denied-by-iam")

        #expect(try await doubt()?.contains("ecs") == true)
    }

    @Test func `those of another account only where it may pull`() async throws {
        try cell(.collect, "ecr", "lambda-functions", other, "eu-west-1", "throttled")
        try policy(nil)
        #expect(try await doubt() == nil)

        try policy(grant("{\"AWS\":\"arn:aws:iam::\(other):root\"}"))
        #expect(try await doubt()?.contains("lambda in \(other)") == true)
    }

    @Test func `a region or a service that is not there hides nothing`() async throws {
        try policy(nil)
        try cell(.collect, "ecr", "apprunner-services", own, "eu-west-1", "unsupported")

        #expect(try await doubt() == nil)
    }

    @Test
    func `an account that is not audited may use what it may pull, unless somebody says that it does not`()
        async throws
    {
        try policy(grant("{\"AWS\":\"999988887777\"}"))

        #expect(try await doubt()?.contains("999988887777") == true)
        #expect(try await doubt(isUsedElsewhere: false) == nil)
    }

    @Test func `everybody, and an organisation that is not audited as a whole, are a doubt`() async throws {
        try policy(grant("\"*\""))
        #expect(try await doubt()?.contains("everybody") == true)

        let organization = ",\"Condition\":{\"StringEquals\":{\"aws:PrincipalOrgID\":\"o-abcdefghij\"}}"
        try policy(grant("\"*\"", condition: organization))
        #expect(try await doubt()?.contains("as a whole") == true)
        try cell(.discover, "organizations", "accounts", "", "", "complete")
        #expect(try await doubt() == nil)
    }

    @Test func `a policy of an earlier night is no policy of this one`() async throws {
        try policy(nil, asOf: run.asOf.adding(days: -1))

        #expect(try await doubt()?.contains("could not be read") == true)
    }

    @Test func `images that could not be listed are in doubt`() async throws {
        try policy(nil)
        try cell(.collect, "ecr", "images", own, "eu-west-1", "failed", scope: "team/app")

        #expect(try await doubt()?.contains("not all known") == true)
    }

    @Test func `clusters of Kubernetes hide their pods`() async throws {
        try policy(nil)
        try database.execute(
            "INSERT INTO ecr_kubernetes (account, region, cluster, run) VALUES (\(own), 'eu-west-1', 'blue', 4)"
        )

        #expect(try await doubt()?.contains("blue") == true)
    }

    @Test func `accounts and regions that are left out are told, unless they use nothing`() async throws {
        try policy(nil)
        try database.execute(
            """
            INSERT INTO region (account, name, status, source, run, as_of)
            VALUES (\(own), 'us-east-1', 'ENABLED', 'ec2', 4, \(run.asOf))
            """)

        #expect(try await doubt()?.contains("us-east-1") == true)
        #expect(try await doubt(isUsedElsewhere: false) == nil)
        try database.execute("UPDATE region SET status = 'DISABLED'")
        #expect(try await doubt() == nil)
    }

    @Test func `a use that is gone is forgotten only where its place was seen`() async throws {
        try policy(nil)
        try database.execute(
            """
            INSERT INTO ecr_use (account, region, source, user, image, registry, registry_region, repository, run, as_of)
            VALUES (\(own), 'eu-west-1', 'ecs', 'old', 'x', \(own), 'eu-west-1', 'team/app', 3, 0),
                (\(other), 'eu-west-1', 'ecs', 'old', 'x', \(own), 'eu-west-1', 'team/app', 3, 0)
            """)
        try cell(.collect, "ecr", "ecs-clusters", own, "eu-west-1", "complete")
        try cell(.collect, "ecr", "ecs-clusters", other, "eu-west-1", "failed")

        _ = try await doubt()

        #expect(try database.rows("SELECT account FROM ecr_use") { row in row[0] as String } == [other])
    }
}
