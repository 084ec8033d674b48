import AWS
import Pipeline
import SQLite

/// Lists the regions of an account, and finds what each service has to list in those that are on.
struct AccountRegions: AWSStep {
    let access: Access
    let services: [AuditedService]
    let service = "account"
    let name = "regions"

    func page(
        of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
    ) async throws -> Page {
        do {
            return try await regionsByOrganization(of: cell, at: cursor, run)
        } catch let error as AWSError where cursor == nil && error.retry == .never {
            // Not allowed, or not known to this partition: the account is asked itself.
        }
        do {
            let regions = try await client.send(EC2.DescribeRegions())
            return Page(found: cells(for: regions, of: cell) + unknown(beside: regions, of: cell)) {
                database in
                try Self.save(regions, of: cell.account, from: "ec2", in: database, run)
            }
        } catch let error as AWSError where error.retry == .never {
            return assumed(client.partition, of: cell, run)
        }
    }

    /// Asks from where the organisation is led, which takes no session in the account.
    private func regionsByOrganization(of cell: Cell, at cursor: Cursor?, _ run: Run) async throws -> Page {
        let leader = try await access.client(account: "")
        let isOwn = leader.account == cell.account
        let request = AccountManagement.ListRegions(account: isOwn ? nil : cell.account)
        return try await listing(request, of: cell, at: cursor, leader) { answer in
            // All regions of today fit on one page: only of a list that has several, an unknown one goes untold.
            let isWhole = cursor == nil && answer.next == nil
            let others = isWhole ? unknown(beside: answer.regions, of: cell) : []
            return Listed(found: cells(for: answer.regions, of: cell) + others) { database in
                try Self.save(answer.regions, of: cell.account, from: "account", in: database, run)
            }
        }
    }

    /// Tries every region that the partition has, and leaves it to a cell of its own to say so.
    private func assumed(_ partition: Partition, of cell: Cell, _ run: Run) -> Page {
        let names = if case .listed(let names) = access.scope.regions { names } else { partition.regions }
        let regions = names.map { RegionStatus(name: $0, status: "ENABLED") }
        let doubt = Cell(.discover, "account", "region-status", account: cell.account)
        let unknown = regions.map { RegionStatus(name: $0.name, status: "unknown") }
        return Page(found: cells(for: regions, of: cell) + [doubt]) { database in
            try Self.save(unknown, of: cell.account, from: "partition", in: database, run)
        }
    }

    private func cells(for regions: [RegionStatus], of cell: Cell) -> [Cell] {
        regions.flatMap { region -> [Cell] in
            guard isAsked(region.name) else { return [] }
            guard region.isOn else {
                return [
                    Cell(
                        .discover, "account", "region", account: cell.account, region: region.name,
                        scope: region.status)
                ]
            }
            return services.map { service in
                Cell(
                    .discover, service.name, service.listing, account: cell.account, region: region.name)
            }
        }
    }

    /// The regions that the pipeline file names and the account does not have.
    private func unknown(beside regions: [RegionStatus], of cell: Cell) -> [Cell] {
        guard case .listed(let names) = access.scope.regions else { return [] }
        return names.filter { name in !regions.contains { $0.name == name } }.map {
            Cell(.discover, "account", "region", account: cell.account, region: $0)
        }
    }

    private func isAsked(_ region: String) -> Bool {
        switch access.scope.regions {
        case .enabled: true
        case .listed(let names): names.contains(region)
        }
    }

    private static func save(
        _ regions: [RegionStatus], of account: String, from source: String, in database: Database, _ run: Run
    ) throws -> Int {
        try regions.reduce(0) { count, region in
            count
                + (try database.execute(
                    """
                    INSERT INTO region (account, name, status, source, run, as_of)
                    VALUES (\(account), \(region.name), \(region.status), \(source), \(run.id), \(run.asOf))
                    ON CONFLICT (account, name) DO UPDATE SET status = excluded.status, source = excluded.source,
                        run = excluded.run, as_of = excluded.as_of
                    WHERE region.run <> excluded.run
                    """))
        }
    }
}

/// Tells why the regions of an account are not known: it asks once more, and what it hears is the reason.
struct RegionStatusCheck: AWSStep {
    let access: Access
    let service = "account"
    let name = "region-status"

    func page(
        of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
    ) async throws -> Page {
        let count = try await client.send(EC2.DescribeRegions()).count
        return Page { _ in count }
    }
}

/// Tells of a region that is off in an account, by design, or that does not exist.
struct RegionOff: Step {
    let service = "account"
    let name = "region"

    func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
        guard !cell.scope.isEmpty else { throw Gap.unsupported("the account knows no such region") }
        throw Gap.regionOff("the account has the region switched off (\(cell.scope))")
    }
}
