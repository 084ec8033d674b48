import Formats

/// Tables, as DynamoDB tells of them.
enum DynamoDBAnswers {
    static func body(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        switch exchange.action {
        case .listTables: try tables(exchange)
        case .describeTable: try table(exchange)
        case .describeTimeToLive: try timeToLive(exchange)
        case .describeContinuousBackups: try continuousBackups(exchange)
        case .describeStreaming: try streaming(exchange)
        case .describeLimits: limits(exchange.account, exchange.simulation)
        case .listBackups: try backups(exchange)
        default: try tags(exchange)
        }
    }

    /// A page begins behind a name, whether or not there is a table of that name.
    private static func tables(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let names = exchange.simulation.tableNames(of: exchange.account, in: exchange.region)
        let start = try exchange.question.text("ExclusiveStartTableName")
        let size = try exchange.question.pageSize("Limit", upTo: 100, default: 100)
        let rest = names.drop { name in start.map { !$0.utf8.lexicographicallyPrecedes(name.utf8) } ?? false }
        let (items, last) = page(of: rest, size, after: start, exchange.oddity)
        return JSONWriter.page("TableNames") { writer in
            for name in items { writer.string(name) }
        } token: {
            exchange.writeToken("LastEvaluatedTableName", last, to: &$0)
        }
    }

    private static func page(
        of names: ArraySlice<String>, _ size: Int, after start: String?, _ oddity: Paging.Oddity?
    ) -> (items: ArraySlice<String>, last: String?) {
        // "-" precedes all that a name may go on with, so nothing lies between a name and that name with it.
        if oddity == .empty, !names.isEmpty { return ([], (start ?? "--") + "-") }
        guard names.count > size else { return (names, nil) }
        let items = names.prefix(size)
        if oddity == .repeated, let start { return (items, start) }
        // Ends one name early, so that the next page begins with the last of this one.
        if oddity == .duplicate, size > 1 { return (items, items.dropLast().last) }
        return (items, items.last)
    }

    private static func table(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let name = try exchange.question.demanded("TableName")
        let table = try found(name, exchange)
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("Table")
            writer.table(table)
        }
        return writer.bytes
    }

    static func found(_ name: String, _ exchange: Exchange) throws(Objection) -> Simulation.Table {
        // A name may be an ARN.
        let prefix = Simulation.arn(ofTable: "", exchange.account, exchange.region)
        let name = name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
        guard let table = exchange.simulation.table(name, of: exchange.account, in: exchange.region) else {
            throw .own(
                status: 400, code: "ResourceNotFoundException",
                message: "Requested resource not found: Table: \(name) not found")
        }
        return table
    }

    private static func tags(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let arn = try exchange.question.demanded("ResourceArn")
        let tags = try found(arn, exchange).tags
        let slice = try exchange.paging("NextToken", of: arn).slice(of: tags.count, size: 10, exchange.oddity)
        return JSONWriter.page("Tags") { writer in
            for tag in tags[slice.items] { writer.tag(tag) }
        } token: {
            exchange.writeToken("NextToken", slice.next, to: &$0)
        }
    }
}
