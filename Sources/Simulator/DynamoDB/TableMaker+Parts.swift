import Formats

/// The indexes and the stream of a table.
extension TableMaker {
    func globalIndexes(
        _ billing: Simulation.Table.Billing, _ items: Int, _ size: Int
    ) -> [Simulation.Table.Index] {
        let count = max(0, draw.at("global").below(7) - 3)
        return (0..<count).map { number in
            let draw = draw.at("global").at(number)
            let names = ["status", "email", "owner", "sku", "externalId", "region", "channel"]
            let key = Simulation.Table.Attribute(name: names[(number + draw.below(2) * 3) % 7], type: "S")
            var index = index("\(key.name)-\(number)-index", key, nil, draw, items, size)
            if case .provisioned = billing { index.throughput = throughput(draw, large: false) }
            return index
        }
    }

    func localIndexes(
        _ partitionKey: Simulation.Table.Attribute, _ items: Int, _ size: Int
    ) -> [Simulation.Table.Index] {
        guard draw.at("local").percent(9) else { return [] }
        let key = Simulation.Table.Attribute(name: "updatedAt", type: "N")
        return [index("updatedAt-local", partitionKey, key, draw.at("local"), items, size)]
    }

    /// One index in four is never read, and one in five of those holds nothing, because no item has its key.
    private func index(
        _ name: String, _ partitionKey: Simulation.Table.Attribute, _ sortKey: Simulation.Table.Attribute?,
        _ draw: Draw, _ items: Int, _ size: Int
    ) -> Simulation.Table.Index {
        let projection = draw.at("projection").one(of: ["ALL", "ALL", "KEYS_ONLY", "INCLUDE"])
        let share = draw.at("share").within(1...100)
        return Simulation.Table.Index(
            name: name, partitionKey: partitionKey, sortKey: sortKey, projection: projection,
            included: projection == "INCLUDE" ? ["amount", "currency"] : [], throughput: nil,
            items: items / 100 * share, bytes: size / (projection == "ALL" ? 100 : 500) * share,
            isRead: !draw.at("unread").percent(25), isWritten: !draw.at("sparse").percent(20))
    }

    var stream: Simulation.Table.Stream? {
        guard global != nil || draw.at("stream").percent(22) else { return nil }
        let views = ["NEW_AND_OLD_IMAGES", "NEW_IMAGE", "KEYS_ONLY"]
        let enabled = created.adding(days: 1).text(.extended).dropLast()
        let readers = draw.at("stream").at("readers")
        let words = ["on-change", "projector", "indexer"]
        let count = isForgotten || readers.percent(30) ? 0 : readers.at(0).within(1...2)
        return Simulation.Table.Stream(
            view: global != nil ? views[0] : draw.at("view").one(of: views), label: enabled + ".000",
            functions: (0..<count).map { "\(name)-\(words[$0])" },
            hasOtherReader: !isForgotten && readers.at(1).percent(8))
    }
}
