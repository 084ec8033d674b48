import SQLite

extension DynamoDB {
    /// The prices of regions, read once for all pages of a stage: they are many rows, and the same for each.
    actor KnownPrices {
        private var byRegion: [String: DynamoDBPrices] = [:]

        func prices(of region: String, in store: Store) async throws -> DynamoDBPrices {
            if let known = byRegion[region] { return known }
            let prices = try await store.read { try DynamoDBPrices(region: region, in: $0) }
            byRegion[region] = prices
            return prices
        }
    }
}
