import Pipeline
import SQLite

extension DynamoDB {
    /// Tells where prices of a region are missing or in doubt: what depends on them is not reckoned, and silence about
    /// it would look as if there were nothing to save.
    struct PriceCheck: Step {
        let setting: Setting
        let service = "dynamodb"
        let name = "prices"

        func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
            let prices = try await setting.store.read { database in
                try DynamoDBPrices(region: cell.region, in: database)
            }
            guard prices.doubts.isEmpty else {
                throw Gap.failed(prices.doubts.map { "\($0)" }.joined(separator: "; "))
            }
            let standard = prices.standard
            let needed = [
                ("read requests", standard.readRequest), ("write requests", standard.writeRequest),
                ("read capacity", standard.readCapacity), ("write capacity", standard.writeCapacity),
                ("storage", standard.storage),
            ]
            let missing = needed.filter { $0.1 == nil }.map(\.0)
            guard missing.isEmpty else {
                throw Gap.failed("no price is known in \(cell.region) for \(missing.joined(separator: ", "))")
            }
            return Page { _ in needed.count }
        }
    }
}
