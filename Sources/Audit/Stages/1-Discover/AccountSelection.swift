import AWS
import Pipeline
import SQLite

/// Says what becomes of the accounts of an organisation.
struct AccountSelection: Sendable {
    private let organization: Organization

    init(_ scope: AWSScope) {
        if case .organization(let organization) = scope.accounts {
            self.organization = organization
        } else {
            // Cells of the organisation are left from a pipeline file that has changed: nothing is left out.
            organization = Organization(door: Door(role: ""))
        }
    }

    /// Reads the tags of accounts, where the pipeline file chooses by them.
    ///
    /// An account whose tags nobody may read keeps none: whether it is meant cannot be told.
    func tagged(_ accounts: [Account], _ client: Client) async throws -> [Account] {
        guard organization.asksForTags else { return accounts }
        var tagged: [Account] = []
        for var account in accounts {
            do {
                account.tags = try await AccountTags.tags(of: account.id, client)
                tagged.append(account)
            } catch let error as AWSError where error.denial != nil {
                tagged.append(account)
            } catch let error as AWSError where error.saysGone {
                // It left the organisation since it was listed.
            }
        }
        return tagged
    }

    /// Stores accounts, and finds what comes next for each.
    func listed(_ accounts: [Account], in run: Run) -> Listed {
        let units = Set(accounts.flatMap(\.units)).filter { $0.hasPrefix("ou-") }.sorted()
        let names = units.map { Cell(.discover, "organizations", "unit", scope: $0) }
        return Listed(found: names + accounts.flatMap(cells)) { database in
            var new = 0
            for account in accounts {
                new += try account.save(in: database, run, exclusion: exclusion(of: account))
            }
            return new
        }
    }

    /// Why an account is left out; nil where it is audited.
    func exclusion(of account: Account) -> String? {
        if organization.asksForTags && account.tags == nil { return "its tags cannot be read" }
        return organization.refusal(of: account)
    }

    private func cells(for account: Account) -> [Cell] {
        let tags = Cell(.discover, "organizations", "tags", account: account.id)
        // Tags that could not be read are a gap of both cells: what is known of the account stays.
        if organization.asksForTags && account.tags == nil {
            return [tags, Cell(.discover, "account", "access", account: account.id)]
        }
        guard organization.refusal(of: account) == nil else { return [] }
        if let state = account.state, state != .active {
            return [
                Cell(.discover, "organizations", "state", account: account.id, scope: state.rawValue)
            ]
        }
        return [Cell(.discover, "account", "access", account: account.id), tags]
    }
}

/// Tells of an account that is closed, or on its way to or from that: it cannot be entered, by design.
struct AccountState: Step {
    let service = "organizations"
    let name = "state"

    func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
        throw Gap.closed("the organisation says that the account is \(cell.scope)")
    }
}
