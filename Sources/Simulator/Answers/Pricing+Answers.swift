import Formats

/// The price list, as AWS's price list service tells it.
enum PricingAnswers {
    static func body(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let service = try exchange.question.demanded("ServiceCode")
        let size = try exchange.question.pageSize("MaxResults", upTo: 100, default: 100)
        let filters = try filters(exchange.question)
        let products = products(service, filters, exchange.simulation)
        let subject = service + filters.map { "\($0.field)=\($0.value)" }.joined(separator: "&")
        let slice = try exchange.paging("NextToken", of: subject).slice(
            of: products.count, size: size, exchange.oddity)
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("FormatVersion", "aws_v1")
            writer.key("PriceList")
            writer.array { writer in
                for product in products[slice.items] { writer.string(product.text) }
            }
            exchange.writeToken("NextToken", slice.next, to: &writer)
        }
        return writer.bytes
    }

    private struct Filter {
        var field: String
        var value: String
    }

    private static func filters(_ question: Question) throws(Objection) -> [Filter] {
        guard case .object(let object) = question else { throw .malformed }
        var filters: [Filter] = []
        for element in object["Filters"]?.elements ?? [] {
            guard let field = element["Field"]?.string, let value = element["Value"]?.string else {
                throw .absent("Filters")
            }
            guard element["Type"]?.string == "TERM_MATCH" else {
                throw .outside("Type", element["Type"]?.string ?? "", "TERM_MATCH")
            }
            filters.append(Filter(field: field, value: value))
        }
        return filters
    }

    private static func products(
        _ service: String, _ filters: [Filter], _ simulation: Simulation
    ) -> [ListedProduct] {
        let wanted = filters.filter { $0.field == "regionCode" }.map(\.value)
        let regions = simulation.regions.map(\.name).filter { wanted.isEmpty || wanted == [$0] }
        return regions.flatMap { region in
            ListedProduct.all(service, RegionPrices(region), simulation).filter { product in
                filters.allSatisfy { filter in
                    filter.field == "productFamily"
                        ? product.family == filter.value
                        : product.attributes.contains { $0.name == filter.field && $0.value == filter.value }
                }
            }
        }
    }
}
