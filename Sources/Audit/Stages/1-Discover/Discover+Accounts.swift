import AWS
import Pipeline
import SQLite

/// Lists the accounts of the organisation, and chooses those to audit.
struct OrganizationAccounts: AWSStep {
    let access: Access
    let service = "organizations"
    let name = "accounts"

    func page(
        of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
    ) async throws -> Page {
        let choice = AccountSelection(access.scope)
        return try await listing(Organizations.ListAccounts(), of: cell, at: cursor, client) { answer in
            // Without paths nobody knows the units: the organisation is walked from its root instead.
            guard answer.withoutPath == 0 else {
                return Listed(found: [UnitWalk.start]) { _ in answer.accounts.count }
            }
            return choice.listed(try await choice.tagged(answer.accounts, client), in: run)
        }
    }
}

/// Finds the account that the credentials belong to, where it is the one to audit.
struct CallerAccount: AWSStep {
    let access: Access
    let service = "account"
    let name = "caller"

    func page(
        of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
    ) async throws -> Page {
        Page(found: [Cell(.discover, "account", "access", account: client.account)]) { _ in 1 }
    }
}

/// Enters an account: whether its role can be taken is told once, and not again for every region.
struct AccountAccess: AWSStep {
    let access: Access
    let service = "account"
    let name = "access"

    func page(
        of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
    ) async throws -> Page {
        if case .organization(let organization) = access.scope.accounts, organization.asksForTags {
            // It may have been found without its tags; then they decide here, or are the gap.
            let tags = try await AccountTags.tags(of: cell.account, access.client(account: ""))
            guard organization.admits(tags) else { return Page { _ in 0 } }
        }
        try await client.prepare()
        let isNamed = if case .organization = access.scope.accounts { false } else { true }
        return Page(found: [Cell(.discover, "account", "regions", account: cell.account)]) { database in
            // Of an organisation the account is stored already, and better.
            if isNamed { _ = try Account(id: cell.account, name: "").save(in: database, run, exclusion: nil) }
            return 1
        }
    }
}

extension Account {
    /// Stores the account, and says whether this run had not seen it yet.
    func save(in database: Database, _ run: Run, exclusion: String?) throws(SQLiteError) -> Int {
        let text = tags.map(TagText.json)
        return try database.execute(
            """
            INSERT INTO account (id, name, state, units, joined, tags, tags_as_of, exclusion, run, as_of)
            VALUES (\(id), \(name), \(state?.rawValue), \(units.joined(separator: "/")), \(joined), \(text),
                \(text == nil ? nil : run.asOf), \(exclusion), \(run.id), \(run.asOf))
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, state = excluded.state,
                units = excluded.units, joined = excluded.joined, tags = coalesce(excluded.tags, tags),
                tags_as_of = coalesce(excluded.tags_as_of, tags_as_of), exclusion = excluded.exclusion,
                run = excluded.run, as_of = excluded.as_of
            WHERE account.run <> excluded.run
            """)
    }
}
