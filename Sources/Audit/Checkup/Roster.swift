import AWS
import Pipeline

/// The accounts that a run would audit, without a run.
package struct Roster: Sendable {
    package struct Entry: Equatable, Sendable {
        package var id: String
        package var name: String
    }

    package private(set) var audited: [Entry] = []
    private var excluded = 0
    private var inactive = 0

    /// Asks for them; throws a `Gap` where the organisation cannot be listed.
    package init(of access: Access) async throws {
        switch access.scope.accounts {
        case .own: audited = [Entry(id: try await access.caller().account, name: "")]
        case .listed(let accounts): audited = accounts.map { Entry(id: $0.id, name: "") }
        case .organization:
            do {
                try await list(access)
            } catch {
                throw Gap.from(error, region: "")
            }
        }
    }

    private mutating func list(_ access: Access) async throws {
        let selection = AccountSelection(access.scope)
        let client = try await access.client(account: "")
        for try await page in client.pages(Organizations.ListAccounts()) {
            for account in try await selection.tagged(page.response.accounts, client) {
                if selection.exclusion(of: account) != nil {
                    excluded += 1
                } else if let state = account.state, state != .active {
                    inactive += 1
                } else {
                    audited.append(Entry(id: account.id, name: account.name))
                }
            }
        }
        audited.sort { $0.id < $1.id }
    }

    package var words: String {
        var parts = ["\(audited.count) to audit"]
        if excluded > 0 { parts.append("\(excluded) left out by the pipeline file") }
        if inactive > 0 { parts.append("\(inactive) closed or suspended") }
        return parts.joined(separator: ", ")
    }
}

/// A visit to one account: whether it can be entered, and whether each service answers.
package struct Visit: Sendable {
    /// Why it failed; nil when it did not.
    package private(set) var failure: Gap?
    package private(set) var hint = ""
    private var answered: [String] = []

    package init(to account: Roster.Entry, _ scope: AuditScope, _ access: Access) async throws {
        let region = if case .listed(let names) = scope.aws.regions { names.first ?? "" } else { "" }
        do {
            hint = "let the role of the account be taken: `stocktake policy --format cloudformation` makes it"
            let client = try await access.client(account: account.id, region: region)
            try await client.prepare()
            for service in Catalog.services where scope.services.contains(service.name) {
                hint = "`stocktake policy` prints what the role has to allow for \(service.name)"
                try await service.probe(client)
                answered.append(service.name)
            }
        } catch {
            guard let gap = Gap.from(error, region: region) as? Gap else { throw error }
            failure = gap
        }
    }

    package var words: String { "entered; " + answered.joined(separator: " and ") + " answer" }
}
