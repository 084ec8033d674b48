/// Why a price that a list seems to have is not taken.
package enum PriceDoubt: Error, Equatable, Sendable {
    /// There is no list, neither read nor carried.
    case noList(service: String, region: String)
    /// The unit is another than the one that is reckoned with.
    case unknownUnit(String, unit: String?)
    /// The product is in a group that such a price does not belong to.
    case unknownGroup(String, group: String)
    /// A rate or the border of a tier is no number.
    case unreadable(String)
    /// The tiers do not go from nothing to infinity without a gap.
    case brokenTiers(String)
    /// Several products have it, at different prices.
    case ambiguous(String)
    /// The terms of a reservation are not those that are known, or it would cost more than it saves.
    case oddReservation(String)
}

extension PriceDoubt: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noList(let service, let region): "no price list of \(service) is known for \(region)"
        case .unknownUnit(let name, nil): "the price of \(name) has no unit"
        case .unknownUnit(let name, let unit?): "the price of \(name) is for another unit: \(unit)"
        case .unknownGroup(let name, let group): "the price of \(name) is in another group: \(group)"
        case .unreadable(let name): "the price of \(name) is no number"
        case .brokenTiers(let name): "the tiers of the price of \(name) have gaps"
        case .ambiguous(let name): "\(name) has several prices"
        case .oddReservation(let name): "the terms of reserving \(name) are not understood"
        }
    }
}
