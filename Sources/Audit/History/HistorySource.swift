import Pipeline
import SQLite

/// Something whose past is kept: the resources of a service, or the accounts.
struct HistorySource: Sendable {
    /// The service that its events carry.
    var service: String
    /// Gives arn, account, region, name, state, facts, cost and birth of some things behind one, in their order.
    ///
    /// The state is `present`, `deleted` where somebody looked and did not see it, or `stale`.
    var some: @Sendable (_ behind: String, _ run: Run, _ limit: Int) -> SQL

    /// The resources of a service.
    static func resources(of service: AuditedService) -> HistorySource {
        HistorySource(service: service.name) { behind, run, limit in
            """
            SELECT arn, account, region, name,
                CASE WHEN resource.run = \(run.id) THEN 'present' WHEN EXISTS (
                    SELECT 1 FROM cell WHERE cell.run = \(run.id) AND cell.stage = 'discover'
                        AND cell.service = resource.service AND cell.step = resource.listed_by
                        AND cell.account = resource.account AND cell.region = resource.region
                        AND cell.scope = '' AND cell.state IN ('complete', 'empty'))
                    THEN 'deleted' ELSE 'stale' END,
                json_patch(coalesce(\(service.facts), '{}'), json_object('owner', owner, 'tags', json(coalesce(tags, 'null')))),
                \(service.monthlyCost), created
            FROM resource WHERE resource.service = \(service.name) AND arn > \(behind) ORDER BY arn LIMIT \(limit)
            """
        }
    }

    /// The accounts, whose units say where in the organisation they are.
    static let accounts = HistorySource(service: "account") { behind, run, limit in
        """
        SELECT id, id, '', name,
            CASE WHEN account.run = \(run.id) THEN 'present' WHEN EXISTS (
                SELECT 1 FROM cell WHERE cell.run = \(run.id) AND cell.stage = 'discover'
                    AND cell.service = 'organizations' AND cell.step = 'accounts'
                    AND cell.state IN ('complete', 'empty'))
                THEN 'deleted' ELSE 'stale' END,
            json_object('name', name, 'state', state, 'units', coalesce(\(Inventory.unitNames), '')), NULL, joined
        FROM account WHERE id > \(behind) ORDER BY id LIMIT \(limit)
        """
    }

    static func all(_ services: Set<String>) -> [HistorySource] {
        [accounts] + Catalog.services.filter { services.contains($0.name) }.map(resources)
    }
}
