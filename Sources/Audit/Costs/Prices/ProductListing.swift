import AWS
import Formats
import Pipeline
import SQLite

/// Reads the prices of a service in a region.
///
/// The rows of a listing carry its run. They become the current list with the last page, and until then the list
/// before counts: one that broke off in the middle is never taken for a list.
struct ProductListing: AWSStep, RecallingStep {
    let access: Access
    let service = "pricing"
    let name = "products"

    /// Asks where the price list is, which is seldom the region that it is about.
    func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
        let partition = Partition(of: cell.region)
        guard let home = Pricing.home(of: partition) else {
            throw Gap.unsupported("the partition \(partition.id) has no price list that is known")
        }
        do {
            let client = try await access.client(account: "", region: home)
            return try await page(of: cell, at: cursor, in: run, asking: client)
        } catch {
            throw Gap.from(error, region: home)
        }
    }

    func page(
        of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
    ) async throws -> Page {
        let request = Pricing.GetProducts(service: cell.scope, region: cell.region)
        let answer = try await answer(to: request, at: cursor, client)
        guard answer.response.regions.isSubset(of: [cell.region]) else {
            throw Gap.failed("asked for the prices of \(cell.region), it answers with those of others")
        }
        return Page(next: answer.next) { database in
            let rows = PriceRows(service: cell.scope, region: cell.region, database: database)
            // A listing that begins again, because its token grew old, may be of another list than before.
            let forgotten = answer.isFirst ? try rows.forget(run) : 0
            let count = try answer.response.prices.reduce(0) { try $0 + rows.add($1, run) }
            if answer.next == nil { try rows.makeCurrent(run) }
            return count - forgotten
        }
    }

    /// A list that was read on the same day is not read again: AWS publishes a few times a month.
    func recall(_ cell: Cell, in database: Database, for run: Run) throws -> Page? {
        let rows = PriceRows(service: cell.scope, region: cell.region, database: database)
        guard let list = try rows.head(), list.asOf.day == run.asOf.day else { return nil }
        return Page { _ in list.count }
    }
}
