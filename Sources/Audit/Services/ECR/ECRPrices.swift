import Formats
import SQLite

/// What keeping images costs in one region.
///
/// A price that the list does not have, or that is in doubt, is nil and never zero.
struct ECRPrices: Equatable, Sendable {
    let region: String
    /// A GB-month of images that can be pulled.
    let storage: UnitPrice?
    /// A GB-month of archived images: cheaper only beyond what an organisation seldom has.
    let archive: UnitPrice?

    /// As the price list calls it.
    static let service = "AmazonECR"

    /// The prices of a region: of the list that was read last, or of the one that this program carries.
    init(region: String, in database: Database) throws(SQLiteError) {
        let rows = PriceRows(service: Self.service, region: region, database: database)
        self.init(region: region, try rows.list() ?? EmbeddedPrices.ecr(region))
    }

    init(region: String, _ list: PriceList?) {
        self.region = region
        storage = list.flatMap { Self.price(in: $0) { $0.hasSuffix("TimedStorage-ByteHrs") } }
        archive = list.flatMap { list in
            Self.price(in: list) { $0.contains("TimedStorage") && $0.contains("Archive") }
        }
    }

    /// The one price of the usage types that are meant; nil where there are several that differ.
    private static func price(in list: PriceList, of isMeant: (String) -> Bool) -> UnitPrice? {
        var offers: [String: [Price]] = [:]
        for line in list.prices where line.term.kind == Price.Term.onDemand {
            guard let usageType = line.usageType, isMeant(usageType), line.unit == "GB-Mo",
                line.term.effective ?? .earliest <= list.asOf
            else { continue }
            offers[line.sku, default: []].append(line)
        }
        let prices = offers.sorted { $0.key < $1.key }.map { try? UnitPrice($0.value, of: list) }
        guard let first = prices.first, let price = first,
            prices.allSatisfy({ $0?.rate == price.rate && $0?.currency == price.currency })
        else { return nil }
        return price
    }

    /// Bytes as the price list counts them.
    static let gigabyte = 1 << 30

    /// What bytes cost a month; nil where the price is not known.
    static func cost(_ bytes: Int, at price: UnitPrice?) -> Money? {
        guard let price, let quantity = try? Rate(String(bytes)) else { return nil }
        return try? price.cost(of: quantity, per: gigabyte)
    }
}

extension EmbeddedPrices {
    /// What keeping images costs in a region, where somebody has read it; nil elsewhere.
    ///
    /// us-east-1: pointfive's CER-0308 of March 2026; ap-northeast-1: read from the Price List API on 2026-03-22.
    static func ecr(_ region: String) -> PriceList? {
        let codes = ["us-east-1": "USE1", "ap-northeast-1": "APN1"]
        guard let code = codes[region], let published = try? Timestamp(iso8601: "2026-03-22") else {
            return nil
        }
        let storage = Column(usageType: "TimedStorage-ByteHrs", unit: "GB-Mo")
        let archive = Column(usageType: "TimedStorage-Archive-ByteHrs", unit: "GB-Mo")
        var lines = prices(
            ["0.10", "0.10"], [storage, archive], region: region, code: code, published: published)
        // Beyond 150 TB the archive costs less.
        guard var beyond = lines.last else { return nil }
        lines[1].end = "153600"
        (beyond.begin, beyond.rate, beyond.rateCode) = ("153600", "0.07", beyond.rateCode + ".beyond")
        lines.append(beyond)
        return PriceList(
            service: ECRPrices.service, region: region, source: .embedded, published: published, version: nil,
            asOf: date, prices: lines)
    }
}
