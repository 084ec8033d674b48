import AWS
import Formats
import HTTP

/// What is asked of AWS's price list.
enum Pricing {
    /// Where a partition keeps it; nil where it has none that is known.
    ///
    /// In the first it is also in eu-central-1 and ap-south-1, with the same answers:
    /// https://docs.aws.amazon.com/general/latest/gr/billing.html
    static func home(of partition: Partition) -> String? {
        switch partition {
        case .aws: "us-east-1"
        case .china: "cn-northwest-1"
        default: nil
        }
    }

    /// The products of a service in a region, with their prices.
    struct GetProducts: PagedRequest {
        var service: String
        var region: String
        var token: String?

        static let operation = Operation(.pricing, "GetProducts", action: "pricing:GetProducts", rate: 5)

        func encode() -> Call {
            .json(Self.operation) { writer in
                writer.field("ServiceCode", service)
                writer.key("Filters")
                writer.array { writer in
                    writer.object { writer in
                        writer.field("Type", "TERM_MATCH")
                        writer.field("Field", "regionCode")
                        writer.field("Value", region)
                    }
                }
                writer.field("FormatVersion", "aws_v1")
                writer.field("MaxResults", 100)
                writer.field("NextToken", token)
            }
        }

        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> ProductPage {
            try JSONReader.read(response.body) { reader in
                var (products, next): ([Product]?, String?) = (nil, nil)
                try reader.members { key, reader in
                    switch key {
                    case "PriceList": products = try reader.list { try Product($0.string()) }
                    case "NextToken": next = try reader.string()
                    default: break
                    }
                }
                // Without its list it is no answer, and does not say that nothing is sold.
                guard let products else { throw DecodingFailure("no PriceList") }
                return try ProductPage(products, next: next)
            }
        }

        static func nextToken(in page: ProductPage) -> String? { page.next }
    }

    struct ProductPage: Equatable, Sendable {
        var prices: [Price] = []
        /// The regions that the products name.
        var regions: Set<String> = []
        var next: String?

        init(_ products: [Product], next: String?) throws(DecodingFailure) {
            for product in products {
                prices += try product.prices()
                if let region = product.region { regions.insert(region) }
            }
            self.next = next
        }
    }
}
