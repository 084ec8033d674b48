import Pipeline
import SQLite

/// Says whose each resource is: by its own tags, by those of its account, or else by the name of the account.
struct Owners: Step {
    /// The tags that name an owner, the first that there is.
    let tags: [String]
    let service = "resource"
    let name = "owners"

    static let first = Cell(.enrich, "resource", "owners")

    func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
        Page { database in
            try database.execute(
                """
                UPDATE resource SET owner = coalesce(\(tagged("resource.tags")), (
                    SELECT coalesce(\(tagged("account.tags")), nullif(account.name, ''), account.id)
                    FROM account WHERE account.id = resource.account), resource.account)
                WHERE run = \(run.id)
                """)
        }
    }

    /// The value of the first of the tags that a JSON object has, however they are capitalised.
    private func tagged(_ column: String) -> SQL {
        var ranks = SQL("CASE lower(tag.key)", [])
        for (rank, tag) in tags.enumerated() { ranks = "\(ranks) WHEN \(tag.lowercased()) THEN \(rank)" }
        return """
            (SELECT tag.value FROM json_each(\(SQL(column))) AS tag
                WHERE \(ranks) END IS NOT NULL AND tag.value <> '' ORDER BY \(ranks) END, tag.key LIMIT 1)
            """
    }
}
