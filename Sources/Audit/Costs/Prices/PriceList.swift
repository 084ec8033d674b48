import Formats

/// The prices of one service in one region, and where they come from.
package struct PriceList: Equatable, Sendable {
    package enum Source: String, Sendable {
        /// AWS was asked.
        case api
        /// The list that this program carries, for runs that may not ask.
        case embedded
    }

    /// As AWS's price list calls it, such as `AmazonDynamoDB`.
    package var service: String
    package var region: String
    package var source: Source
    /// When AWS published it; nil where the list does not say.
    package var published: Timestamp?
    package var version: String?
    /// When it was read.
    package var asOf: Timestamp
    package var prices: [Price]
}
