import AWS
import Pipeline
import SQLite

/// Reads the tags of an account.
struct AccountTags: AWSStep {
    let access: Access
    let service = "organizations"
    let name = "tags"

    func page(
        of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
    ) async throws -> Page {
        let tags = try await Self.tags(of: cell.account, access.client(account: ""))
        return Page { database in
            try database.execute(
                """
                UPDATE account SET tags = \(TagText.json(tags)), tags_as_of = \(run.asOf)
                WHERE id = \(cell.account)
                """)
            return tags.count
        }
    }

    /// All of them, since an account has 50 at most.
    ///
    /// It is the organisation that is asked, not the account.
    static func tags(of account: String, _ client: Client) async throws -> [String: String] {
        var tags: [String: String] = [:]
        for try await page in client.pages(Organizations.ListTagsForResource(resource: account)) {
            tags.merge(page.response.tags) { _, new in new }
        }
        return tags
    }
}
