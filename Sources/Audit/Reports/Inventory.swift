import Formats
import Pipeline
import SQLite

/// The reports of what there is: the accounts, and the resources in them.
///
/// What a cell of this run could not look at stays as an earlier run saw it, with the as-of of then.
package enum Inventory {
    static let reports = [accounts, resources]

    private static let accounts = TableReport(
        "accounts", "The accounts of the organisation, and whether each was audited.",
        columns: [
            .text("account"), .text("name"), .word("state"), .text("units"), .instant("joined"),
            .object("tags"), .word("audited"), .text("reason"), .instant("as_of"),
        ],
        key: ["account"]
    ) { run in
        """
        SELECT known.id, account.name, account.state, \(unitNames), joined, tags,
            CASE WHEN exclusion IS NULL AND regions.state = 'complete' THEN 'yes' ELSE 'no' END,
            coalesce(exclusion, access.reason, regions.reason, (
                -- Not the first by an order: SQLite would walk the cells of the whole run in that order.
                SELECT min(cell.reason) FROM cell WHERE cell.run = \(run.id) AND cell.stage = 'discover'
                    AND cell.service = 'organizations' AND cell.step = 'state' AND cell.account = known.id)), account.as_of
        FROM (
            SELECT id FROM account WHERE run = \(run.id) OR EXISTS (
                SELECT 1 FROM cell WHERE run = \(run.id) AND stage = 'discover' AND service = 'organizations'
                    AND step IN ('accounts', 'walk') AND \(isGap("cell"))
                    AND account.as_of >= cell.as_of)
            UNION
            SELECT account FROM cell WHERE run = \(run.id) AND stage = 'discover' AND service = 'account'
                AND step = 'access'
        ) AS known LEFT JOIN account ON account.id = known.id
        LEFT JOIN cell AS access ON access.run = \(run.id) AND access.stage = 'discover'
            AND access.service = 'account' AND access.step = 'access' AND access.account = known.id
        LEFT JOIN cell AS regions ON regions.run = \(run.id) AND regions.stage = 'discover'
            AND regions.service = 'account' AND regions.step = 'regions' AND regions.account = known.id
        ORDER BY known.id
        """
    }

    private static let resources = TableReport(
        "resources", "The inventory: what there is, and what nobody could look at since it was seen.",
        columns: [
            .text("arn"), .word("service"), .word("kind"), .text("account"), .text("account_name"),
            .text("units"), .word("region"), .text("name"), .text("owner"), .instant("created"),
            .object("tags"),
            .money("monthly_cost"), .count("first_run"), .count("last_run"), .instant("as_of"),
        ],
        key: ["arn"]
    ) { run in
        """
        WITH place AS MATERIALIZED (SELECT id, name, \(unitNames) AS units FROM account)
        SELECT arn, service, kind, resource.account, place.name, place.units, region, resource.name, owner, created, tags,
            CASE service \(costs) END, coalesce(first_run, run), run, as_of
        FROM resource LEFT JOIN place ON place.id = resource.account
        WHERE \(isThere(run)) ORDER BY arn
        """
    }

    /// What a resource costs a month, service by service.
    static var costs: SQL {
        Catalog.services.reduce("") { "\($0) WHEN \($1.name) THEN \($1.monthlyCost)" }
    }

    /// How many there are of a kind.
    package struct Count: Equatable, Sendable {
        package var name: String
        package var count: Int
    }

    /// What a run has found, for people to read.
    package static func counts(of run: Run, in database: Database) throws(SQLiteError) -> [Count] {
        let accounts = try database.row(
            "SELECT count(*) FROM account WHERE run = \(run.id) AND exclusion IS NULL"
        ) { row in row[0] as Int }
        let resources = try database.rows(
            """
            SELECT service || ' ' || CASE kind WHEN 'repository' THEN 'repositories' ELSE kind || 's' END, count(*)
            FROM resource WHERE \(isThere(run)) GROUP BY service, kind ORDER BY service, kind
            """
        ) { row in Count(name: row[0], count: row[1]) }
        return [Count(name: "accounts", count: accounts ?? 0)].filter { $0.count > 0 } + resources
    }

    /// Whether a resource is there, as far as anybody knows: it was seen, or nobody could look where it was.
    ///
    /// What nobody could look at is as it was when somebody last could: what had gone by then stays gone.
    static func isThere(_ run: Run) -> SQL {
        """
        resource.run = \(run.id) OR EXISTS (
            SELECT 1 FROM cell WHERE cell.run = \(run.id) AND cell.stage = 'discover'
                AND cell.service = resource.service AND cell.step = resource.listed_by
                AND cell.account = resource.account AND cell.region = resource.region AND \(isGap("cell"))
                AND resource.as_of >= cell.as_of)
        OR (resource.as_of >= \(lastLook(before: run)) AND (
            EXISTS (
                SELECT 1 FROM cell WHERE cell.run = \(run.id) AND cell.stage = 'discover'
                    AND cell.service = 'account' AND cell.step = 'region'
                    AND cell.account = resource.account AND cell.region = resource.region)
            OR EXISTS (
                SELECT 1 FROM cell WHERE cell.run = \(run.id) AND cell.stage = 'discover'
                    AND cell.service = 'organizations' AND cell.step = 'state'
                    AND cell.account = resource.account)))
        """
    }

    /// When the listing of a resource's place last looked.
    private static func lastLook(before run: Run) -> SQL {
        """
        (SELECT cell.as_of FROM run CROSS JOIN cell ON cell.run = run.id
            WHERE run.id < \(run.id) AND cell.stage = 'discover' AND cell.service = resource.service
                AND cell.step = resource.listed_by AND cell.account = resource.account
                AND cell.region = resource.region AND cell.scope = '' AND cell.state IN ('complete', 'empty')
            ORDER BY run.id DESC LIMIT 1)
        """
    }

    /// The names of an account's units, from the root down; the root itself is in every account's way.
    static let unitNames: SQL = """
        (SELECT group_concat(name, '/') FROM (
            SELECT coalesce(unit.name, way.value) AS name
            FROM json_each('["' || replace(account.units, '/', '","') || '"]') AS way
            LEFT JOIN unit ON unit.id = way.value
            WHERE way.value LIKE 'ou-%' ORDER BY way.key))
        """

    static func isGap(_ cell: String) -> SQL {
        let text = cell + ".state NOT IN ('complete', 'empty', 'pending')"
        return SQL(text)
    }
}
