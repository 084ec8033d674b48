import Formats

extension Simulation.Table {
    /// The reads and the writes of a table, or of one of its indexes.
    struct Flows {
        var reads: Flow
        var writes: Flow
    }

    /// The whole hours from its creation to the end.
    var hours: Range<Int> {
        let first = Int((created.seconds + 3599) / 3600)
        return first..<max(first, Int(end.seconds / 3600))
    }

    /// What goes into and out of the table itself.
    var flows: Flows {
        let (reads, writes) = throughput
        return Flows(
            reads: flow(.reads, reads, draw.at("flow")), writes: flow(.writes, writes, draw.at("flow")))
    }

    /// What goes into and out of one of its global indexes.
    ///
    /// An index on demand takes a share of what its table does; one that is provisioned a share of what it has.
    func flows(of index: Index) -> Flows {
        let draw = draw.at("flow").at(text: index.name)
        return Flows(
            reads: flow(.reads, index.throughput?.reads, draw, isIndex: true, isUsed: index.isRead),
            writes: flow(
                .writes, index.throughput?.writes, draw, isIndex: true,
                isUsed: index.isRead || index.isWritten))
    }

    private enum Direction {
        case reads, writes
    }

    private var throughput: (reads: Int?, writes: Int?) {
        guard case .provisioned(let throughput) = billing else { return (nil, nil) }
        return (throughput.reads, throughput.writes)
    }

    private func flow(
        _ direction: Direction, _ units: Int?, _ draw: Draw, isIndex: Bool = false, isUsed: Bool = true
    ) -> Flow {
        let parts = direction == .reads ? 2 : 1
        let own = self.own(direction, draw)
        let shape = isUsed ? habit.shape(self.draw.at("shape"), end: Int(end.seconds / 3600)) : .none
        let scaling = isIndex ? nil : direction == .reads ? self.scaling?.reads : self.scaling?.writes
        var peak = 0
        if units == nil {
            let table = self.own(direction, self.draw.at("flow"))
            peak = peakRate(nil, scaling, table, parts) * 36
            if direction == .writes { peak = peak * table.at("written").within(8...60) / 100 }
            if isIndex { peak = peak * own.at("share").within(10...80) / 100 }
        } else {
            peak = peakRate(units, scaling, own, parts) * 36
        }
        let traffic = Traffic(draw: own, shape: shape, peak: peak, hours: hours)
        return Flow(
            traffic: traffic, capacity: Self.capacity(units, scaling, traffic, parts),
            isHot: habit == .hotPartition && !isIndex && direction == .writes, parts: parts,
            size: own.at("size").within(1...4))
    }

    /// Where the chances of a flow hang.
    ///
    /// Other regions are read by others; what is written is the same everywhere.
    private func own(_ direction: Direction, _ draw: Draw) -> Draw {
        direction == .reads ? draw.at("reads").at(text: region) : draw.at("writes")
    }

    /// Hundredths of parts a second at the peak.
    private func peakRate(
        _ units: Int?, _ scaling: ProvisionedCapacity.Scaling?, _ draw: Draw, _ parts: Int
    ) -> Int {
        if let scaling { return scaling.most * 60 * parts }
        if let units { return units * draw.at("use").within(habit.peakUse) * parts }
        if habit == .coldStorage { return 40 * parts }
        let usual = isLarge ? [1, 2, 5, 10, 25, 60, 150, 400] : [1, 1, 2, 3, 8, 15]
        return draw.at("rate").one(of: habit.peakRates ?? usual) * 100 * parts
    }

    /// What is provisioned at the end, as DescribeTable tells it: where auto scaling has left it.
    var current: Throughput {
        guard case .provisioned(var throughput) = billing else { return Throughput(reads: 0, writes: 0) }
        guard scaling != nil else { return throughput }
        let (flows, hour) = (flows, hours.upperBound - 1)
        throughput.reads = flows.reads.capacity?.units(inHour: hour) ?? throughput.reads
        throughput.writes = flows.writes.capacity?.units(inHour: hour) ?? throughput.writes
        return throughput
    }

    private static func capacity(
        _ units: Int?, _ scaling: ProvisionedCapacity.Scaling?, _ traffic: Traffic, _ parts: Int
    ) -> ProvisionedCapacity? {
        if let scaling { return .scaled(scaling, by: traffic, parts: parts) }
        return units.map { .fixed($0) }
    }
}
