import Formats

/// What ECR charges for keeping images.
enum ImagePrice: String, CaseIterable {
    case storage = "TimedStorage-ByteHrs"
    case archive = "TimedStorage-Archive-ByteHrs"

    static let service = "AmazonECR"
    static let serviceName = "Amazon EC2 Container Registry (ECR)"
    static let family = "EC2 Container Registry"
    /// Beyond so many gigabytes a month, 150 TB, the archive costs less.
    static let archiveTier = 153_600

    /// What a gigabyte costs a month in us-east-1, in 10⁻¹⁰ dollars.
    var rate: Int { 1_000_000_000 }

    /// What it costs beyond the tier.
    var rateBeyond: Int? { self == .archive ? 700_000_000 : nil }
}

/// One price of ECR's in the price list.
struct ImagePriceProduct {
    let price: ImagePrice
    let prices: RegionPrices
    let sku: String

    init(_ price: ImagePrice, _ prices: RegionPrices, _ simulation: Simulation) {
        (self.price, self.prices) = (price, prices)
        let draw = simulation.draw.at("sku").at(text: ImagePrice.service + price.rawValue)
        sku = Alphabet.base32.text(draw.at(text: prices.region).bytes(10))
    }

    var rate: Int { prices.scaled(price.rate) }

    /// The code by which a bill names its rate.
    var rateCode: String { "\(sku).\(PriceProduct.onDemand).6YS6EN2CT7" }

    var attributes: [(name: String, value: String)] {
        [
            ("regionCode", prices.region), ("servicecode", ImagePrice.service),
            ("locationType", "AWS Region"), ("location", prices.location),
            ("servicename", ImagePrice.serviceName), ("operation", ""),
            ("usagetype", prices.usageType(price.rawValue)),
        ]
    }

    var text: String {
        PriceProduct.text(ImagePrice.service, ImagePrice.family, attributes, sku) { writer in
            writer.key("OnDemand")
            writer.object { $0.term(sku, PriceProduct.onDemand, dimensions, []) }
        }
    }

    private var dimensions: [PriceProduct.Dimension] {
        guard let beyond = price.rateBeyond else { return [dimension("6YS6EN2CT7", "0", "Inf", rate)] }
        let tier = String(ImagePrice.archiveTier)
        return [
            dimension("6YS6EN2CT7", "0", tier, rate),
            dimension("7XW4P2GQHJ", tier, "Inf", prices.scaled(beyond)),
        ]
    }

    private func dimension(
        _ code: String, _ begin: String, _ end: String, _ rate: Int
    ) -> PriceProduct.Dimension {
        PriceProduct.Dimension(
            code: code, unit: "GB-Mo", begin: begin, end: end, rate: rate,
            description: "$\(Money(units: Int64(rate))) per GB-month of data storage (\(prices.location))")
    }
}

/// A price that may be asked for.
enum ListedProduct {
    case table(PriceProduct)
    case image(ImagePriceProduct)

    var family: String {
        switch self {
        case .table(let product): product.use.family
        case .image: ImagePrice.family
        }
    }

    var attributes: [(name: String, value: String)] {
        switch self {
        case .table(let product): product.attributes
        case .image(let product): product.attributes
        }
    }

    var text: String {
        switch self {
        case .table(let product): product.text
        case .image(let product): product.text
        }
    }

    /// All prices of a service in a region; none of one that is not sold here.
    static func all(_ service: String, _ prices: RegionPrices, _ simulation: Simulation) -> [ListedProduct] {
        switch service {
        case "AmazonDynamoDB":
            PricedUse.allCases.map { .table(PriceProduct($0, prices, simulation)) }
        case ImagePrice.service:
            ImagePrice.allCases.map { .image(ImagePriceProduct($0, prices, simulation)) }
        default: []
        }
    }
}
