import AWS
import Formats

/// Finds the prices of DynamoDB among the lines of a list.
struct PriceReader {
    /// Why prices were not taken.
    var doubts: [PriceDoubt] = []
    private let list: PriceList?
    private var onDemand: [DynamoDB.Priced: [Price]] = [:]
    private var reserved: [DynamoDB.Priced: [Price]] = [:]

    /// Sorts the lines by what they charge for; those in other currencies than the region's are for others.
    init(_ list: PriceList?) {
        self.list = list
        guard let list else { return }
        let currency = Partition(of: list.region) == .china ? "CNY" : "USD"
        for price in list.prices where price.currency == currency || price.currency.isEmpty {
            guard let usageType = price.usageType, let kind = DynamoDB.Priced(usageType: usageType),
                price.term.effective ?? .earliest <= list.asOf
            else { continue }
            switch price.term.kind {
            case Price.Term.onDemand: onDemand[kind, default: []].append(price)
            case Price.Term.reserved: reserved[kind, default: []].append(price)
            default: break
            }
        }
    }

    /// What something costs on demand; nil where the list does not say, and in doubt.
    mutating func price(of kind: DynamoDB.Priced) -> UnitPrice? {
        guard let list, let lines = onDemand[kind] else { return nil }
        do throws(PriceDoubt) {
            let usageType = lines.first?.usageType ?? kind.rawValue
            for line in lines { try Self.check(line, kind) }
            var offers: [UnitPrice] = []
            for lines in Self.offers(lines) { offers.append(try UnitPrice(lines, of: list)) }
            return try Self.one(of: offers, usageType)
        } catch {
            doubts.append(error)
            return nil
        }
    }

    /// What capacity can be reserved for, the shortest term first.
    mutating func reservations(read: UnitPrice?, write: UnitPrice?) -> [ReservedCapacity] {
        let reads = offers(of: .read, [.readCapacity, .reservedRead], read)
        let writes = offers(of: .write, [.writeCapacity, .reservedWrite], write)
        return (reads + writes).sorted { $0.years < $1.years }
    }

    /// One offer for each term; of those that contradict each other none.
    private mutating func offers(
        of capacity: ReservedCapacity.Capacity, _ kinds: [DynamoDB.Priced], _ onDemand: UnitPrice?
    ) -> [ReservedCapacity] {
        guard let list else { return [] }
        var offers: [Int: [ReservedCapacity]] = [:]
        for (kind, lines) in kinds.flatMap({ kind in Self.offers(reserved[kind] ?? []).map { (kind, $0) } }) {
            do throws(PriceDoubt) {
                let offer = try ReservedCapacity(lines, capacity, kind, of: list, onDemand)
                offers[offer.years, default: []].append(offer)
            } catch {
                doubts.append(error)
            }
        }
        return offers.sorted { $0.key < $1.key }.compactMap { _, offers in one(of: offers) }
    }

    private mutating func one(of offers: [ReservedCapacity]) -> ReservedCapacity? {
        guard let first = offers.first else { return nil }
        let isClear = offers.allSatisfy { $0.upfront == first.upfront && $0.hourly.rate == first.hourly.rate }
        if !isClear { doubts.append(.ambiguous(first.hourly.usageType)) }
        return isClear ? first : nil
    }

    private static func check(_ line: Price, _ kind: DynamoDB.Priced) throws(PriceDoubt) {
        let usageType = line.usageType ?? kind.rawValue
        guard let unit = line.unit, kind.units.contains(unit) else {
            throw .unknownUnit(usageType, unit: line.unit)
        }
        if let group = line.group, !group.isEmpty, let expected = kind.group, group != expected {
            throw .unknownGroup(usageType, group: group)
        }
    }

    /// The lines of each product on each term, and of those that replace each other the newest.
    private static func offers(_ lines: [Price]) -> [[Price]] {
        var offers: [OfferKey: [Price]] = [:]
        for line in lines { offers[OfferKey(line), default: []].append(line) }
        var newest: [String: Timestamp] = [:]
        for key in offers.keys where key.kind == Price.Term.onDemand {
            newest[key.sku] = max(newest[key.sku] ?? .earliest, key.effective)
        }
        let keys = offers.keys.filter { key in
            key.kind != Price.Term.onDemand || newest[key.sku] == key.effective
        }
        return keys.sorted { ($0.sku, $0.offer, $0.effective) < ($1.sku, $1.offer, $1.effective) }.compactMap
        { offers[$0] }
    }

    private struct OfferKey: Hashable {
        var sku: String
        var kind: String
        var offer: String
        var effective: Timestamp

        init(_ line: Price) {
            sku = line.sku
            kind = line.term.kind
            offer = line.term.offer ?? ""
            effective = line.term.effective ?? .earliest
        }
    }

    /// The one price of several products that all have the same; that with free units, which the others lack.
    ///
    /// us-east-1 has some usage types twice, with its name and without.
    private static func one(of offers: [UnitPrice], _ usageType: String) throws(PriceDoubt) -> UnitPrice {
        guard let first = offers.max(by: { $0.free < $1.free }) else { throw .brokenTiers(usageType) }
        guard offers.allSatisfy({ $0.rate == first.rate && $0.currency == first.currency }) else {
            throw .ambiguous(usageType)
        }
        return first
    }
}
