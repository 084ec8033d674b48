import Formats

/// Functions, and which of them read which streams, as Lambda tells it.
enum LambdaAnswers {
    /// A function of a table's, and the stream that it reads.
    private struct Mapping {
        var table: Simulation.Table
        var stream: String
        var function: String
    }

    static func body(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        switch exchange.action {
        case .listFunctions: try functions(exchange)
        case .getFunction: try function(exchange)
        case .listAliases: try aliases(exchange)
        default: try sources(exchange)
        }
    }

    private static func sources(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let source = try exchange.question.text("EventSourceArn")
        let function = try exchange.question.text("FunctionName")
        // A page holds no more than a hundred, whatever is asked for.
        let size = min(100, try exchange.question.pageSize("MaxItems", upTo: 10_000, default: 100))
        let mappings = mappings(exchange, of: source).filter { mapping in
            source ?? mapping.stream == mapping.stream
                && (function.map { mapping.function.hasSuffix(":\($0)") || mapping.function == $0 } ?? true)
        }
        let paging = try exchange.paging("Marker", of: source ?? "")
        let slice = paging.slice(of: mappings.count, size: size, exchange.oddity)
        return JSONWriter.page("EventSourceMappings") { writer in
            for mapping in mappings[slice.items] { write(mapping, to: &writer) }
        } token: {
            exchange.writeToken("NextMarker", slice.next, to: &$0)
        }
    }

    private static func mappings(_ exchange: Exchange, of source: String?) -> [Mapping] {
        let place = "\(exchange.region.name):\(exchange.account.id)"
        return tables(exchange, of: source).flatMap { table -> [Mapping] in
            guard let stream = table.stream else { return [] }
            return stream.functions.map { name in
                Mapping(
                    table: table, stream: "\(table.arn)/stream/\(stream.label)",
                    function: "arn:aws:lambda:\(place):function:\(name)")
            }
        }
    }

    /// The one table whose stream is asked for, or all.
    private static func tables(_ exchange: Exchange, of source: String?) -> [Simulation.Table] {
        let (simulation, account, region) = (exchange.simulation, exchange.account, exchange.region)
        let prefix = Simulation.arn(ofTable: "", account, region)
        guard let source else { return simulation.tables(of: account, in: region) }
        guard source.hasPrefix(prefix) else { return [] }
        let name = source.dropFirst(prefix.count).prefix { $0 != "/" }
        return simulation.table(String(name), of: account, in: region).map { [$0] } ?? []
    }

    private static func write(_ mapping: Mapping, to writer: inout JSONWriter) {
        let draw = mapping.table.draw.at("mapping").at(text: mapping.function)
        writer.object { writer in
            writer.field("BatchSize", draw.at("batch").one(of: [10, 100, 100, 500]))
            writer.field("EventSourceArn", mapping.stream)
            writer.field("FunctionArn", mapping.function)
            writer.time("LastModified", mapping.table.created.adding(days: 1))
            writer.field("LastProcessingResult", "OK")
            writer.field("MaximumBatchingWindowInSeconds", 0)
            writer.field("ParallelizationFactor", 1)
            writer.field("StartingPosition", "LATEST")
            writer.field("State", "Enabled")
            writer.field("StateTransitionReason", "User action")
            writer.field("UUID", draw.uuid)
        }
    }
}
