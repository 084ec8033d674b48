/// The reads or the writes of one table or index: what is asked for, and what there is for it.
struct Flow {
    let traffic: Traffic
    /// What has been provisioned; nil on demand.
    let capacity: ProvisionedCapacity?
    /// Whether most of it falls on one partition, which is throttled although there is enough for all.
    let isHot: Bool
    /// In how many parts a unit is counted: two for reads, one for writes.
    let parts: Int
    /// How many parts a request takes.
    let size: Int
}

/// Reads a flow slot by slot, keeping what it knows of the hour it is in.
struct FlowReader {
    let flow: Flow
    private var hour = Int.min
    private var course = InlineArray<13, Int>(repeating: 0)
    /// How many parts a slot of this hour may have.
    private var ceiling = Int.max
    private(set) var units = 0

    init(_ flow: Flow) { self.flow = flow }

    /// What is served and what is refused in a slot, counted in five minutes from 1970.
    mutating func slot(_ slot: Int) -> (served: Int, refused: Int) {
        let hour = slot / Traffic.slotsPerHour
        if hour != self.hour { turn(to: hour) }
        let place = slot - hour * Traffic.slotsPerHour
        let asked = course[place + 1] - course[place]
        let served = min(asked, ceiling)
        var refused = (asked - served + flow.size - 1) / flow.size
        if flow.isHot, asked > ceiling / 6 { refused += hotRefusals(slot) }
        return (served, refused)
    }

    /// The units that are provisioned in a slot; none outside of the table's life.
    mutating func capacity(_ slot: Int) -> Int? {
        let hour = slot / Traffic.slotsPerHour
        guard flow.capacity != nil, flow.traffic.hours.contains(hour) else { return nil }
        if hour != self.hour { turn(to: hour) }
        return units
    }

    private mutating func turn(to hour: Int) {
        self.hour = hour
        course = flow.traffic.course(ofHour: hour)
        guard let capacity = flow.capacity else { return }
        units = capacity.units(inHour: hour)
        ceiling = units * flow.parts * Traffic.slotSeconds
    }

    private func hotRefusals(_ slot: Int) -> Int {
        let chance = flow.traffic.draw.at(slot).at(3)
        return chance.percent(20) ? chance.at(0).within(3...180) : 0
    }
}
