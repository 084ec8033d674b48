/// What CloudWatch keeps of some time: how much it was, in how many samples, and the least and most of them.
struct MetricSample {
    /// In parts of the metric's unit.
    var sum: Int
    var count: Int
    var highest: Int
    var lowest: Int

    mutating func add(_ other: MetricSample) {
        sum += other.sum
        count += other.count
        highest = max(highest, other.highest)
        lowest = min(lowest, other.lowest)
    }
}

/// One metric of one table, index, operation or stream.
struct MetricSeries {
    enum Kind {
        case consumed, provisioned, throttled
        /// Failures of DynamoDB's own.
        case errors
        /// How long requests took, in microseconds, and what share of the requests these are, in hundredths.
        case latency(Int, share: Int)
        /// What so many readers of a stream got.
        case returned(readers: Int)
    }

    let kind: Kind
    private var reader: FlowReader
    /// How many parts make up one of the metric's unit.
    let parts: Int

    init(_ kind: Kind, _ flow: Flow) {
        self.kind = kind
        reader = FlowReader(flow)
        switch kind {
        case .consumed: parts = flow.parts
        case .latency: parts = 1000
        case .provisioned, .throttled, .errors, .returned: parts = 1
        }
    }

    private var flow: Flow { reader.flow }

    /// Whether it never had a sample.
    var isSilent: Bool {
        if case .provisioned = kind { flow.capacity == nil } else { flow.traffic.isNothing }
    }

    /// The hours in which it may have samples.
    var hours: Range<Int> { flow.traffic.hours }

    /// What was measured in five minutes, counted from 1970.
    mutating func sample(ofSlot slot: Int) -> MetricSample? {
        if case .provisioned = kind { return capacity(slot) }
        return sample(of: amount(slot), slot)
    }

    /// What was measured in a minute; what is measured but every five minutes is in the first of them.
    mutating func sample(ofMinute minute: Int) -> MetricSample? {
        let (slot, place) = minute.quotientAndRemainder(dividingBy: 5)
        switch kind {
        case .provisioned: return place == 0 ? capacity(slot) : nil
        case .errors: return place == 0 ? sample(of: amount(slot), slot) : nil
        default: break
        }
        let amount = amount(slot)
        guard amount > 0 else { return nil }
        let begin = flow.traffic.course(ofSlot: slot, amount, byMinute: place)
        return sample(of: flow.traffic.course(ofSlot: slot, amount, byMinute: place + 1) - begin, slot)
    }

    private mutating func capacity(_ slot: Int) -> MetricSample? {
        guard let units = reader.capacity(slot) else { return nil }
        return MetricSample(sum: units, count: 1, highest: units, lowest: units)
    }

    /// How much happened in a slot: parts, requests or failures.
    private mutating func amount(_ slot: Int) -> Int {
        let (served, refused) = reader.slot(slot)
        switch kind {
        case .throttled: return refused
        case .latency(_, let share): return served / flow.size * share / 100
        case .returned(let readers): return served * readers
        case .errors:
            let chance = flow.traffic.draw.at(slot).at(4).bits
            return served > 0 && chance & 4095 == 0 ? Int(chance >> 12 & 1) + 1 : 0
        case .consumed, .provisioned: return served
        }
    }

    private func sample(of amount: Int, _ slot: Int) -> MetricSample? {
        guard amount > 0 else { return nil }
        switch kind {
        case .consumed, .provisioned:
            let highest = min(amount, flow.size * 3)
            return MetricSample(sum: amount, count: max(1, amount / flow.size), highest: highest, lowest: 1)
        case .throttled, .errors:
            return MetricSample(sum: amount, count: amount, highest: 1, lowest: 1)
        case .latency(let mean, _):
            let mean = mean * (900 + flow.traffic.draw.at(slot).at(5).below(200)) / 1000
            return MetricSample(sum: amount * mean, count: amount, highest: mean * 7, lowest: mean / 2)
        case .returned(let readers):
            return MetricSample(sum: amount, count: readers * 60, highest: amount / 20 + 1, lowest: 0)
        }
    }
}
