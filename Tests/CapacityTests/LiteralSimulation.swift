import Capacity

/// Target tracking told minute by minute, as slowly as the rules are written: the judge of the fast one.
struct LiteralSimulation {
    struct Dimension {
        var setting: ScalingSetting
        /// Halves a minute.
        var demand: [Int]
        var isGap: [Bool]
        var capacity = 0
        var bucket = 0
        var outcome = SimulatedCapacity()

        init(_ setting: ScalingSetting, _ samples: Samples, minutes: Int) {
            self.setting = setting
            demand = []
            isGap = []
            for value in samples.values {
                let units = value.isNaN ? 0 : value
                let perMinute = units / Double(samples.period / 60)
                for _ in 0..<(samples.period / 60) {
                    demand.append(Int((perMinute * 2).rounded(.up)))
                    isGap.append(value.isNaN)
                }
            }
            while demand.count < minutes {
                demand.append(0)
                isGap.append(true)
            }
            let settled = needed(demand.prefix(15).max() ?? 0)
            capacity = min(max(setting.start ?? settled, setting.minimum), setting.maximum)
            bucket = 600 * capacity
            outcome.largest = capacity
        }

        /// The smallest capacity of which so many halves a minute are at most the target share.
        func needed(_ halves: Int) -> Int {
            var capacity = halves * 100 / (setting.target * 120)
            while halves * 100 > setting.target * capacity * 120 { capacity += 1 }
            return capacity
        }

        func wanted(before minute: Int, idleScalesIn: Bool) -> Int {
            if minute >= 2 {
                let two = demand[minute - 2..<minute]
                if two.allSatisfy({ $0 * 100 > setting.target * capacity * 120 }) {
                    return min(setting.maximum, max(capacity, needed(two.max() ?? 0)))
                }
            }
            guard minute >= 15 else { return capacity }
            let last = minute - 15..<minute
            if !idleScalesIn, isGap[last].contains(true) { return capacity }
            let low = max(setting.target - 20, 1)
            guard demand[last].allSatisfy({ $0 * 100 < low * capacity * 120 }) else { return capacity }
            return min(capacity, max(setting.minimum, needed(demand[last].max() ?? 0)))
        }

        mutating func set(_ wanted: Int) {
            if wanted > capacity { outcome.increases += 1 }
            if wanted < capacity { outcome.decreases += 1 }
            capacity = wanted
            bucket = min(bucket, 600 * capacity)
            outcome.largest = max(outcome.largest, capacity)
        }

        mutating func serve(_ minute: Int) {
            outcome.unitMinutes += capacity
            bucket += 120 * capacity - demand[minute]
            if bucket < 0 {
                outcome.throttledHalves += -bucket
                outcome.throttledMinutes += 1
                bucket = 0
            }
            bucket = min(bucket, 600 * capacity)
        }
    }

    var reads: Dimension
    var writes: Dimension

    init(
        reads: ScalingSetting, of readSamples: Samples, writes: ScalingSetting, of writeSamples: Samples,
        idleScalesIn: Bool
    ) {
        let lengths = [readSamples, writeSamples].map { $0.period * $0.values.count / 60 }
        let minutes = lengths.max() ?? 0
        self.reads = Dimension(reads, readSamples, minutes: minutes)
        self.writes = Dimension(writes, writeSamples, minutes: minutes)
        var decreases: [Int] = []
        let first = readSamples.start / 60
        for minute in 0..<minutes {
            let read = self.reads.wanted(before: minute, idleScalesIn: idleScalesIn)
            let write = self.writes.wanted(before: minute, idleScalesIn: idleScalesIn)
            let lowers = read < self.reads.capacity || write < self.writes.capacity
            let allowed = lowers && Self.allows(minute, after: decreases, first)
            if read > self.reads.capacity || allowed { self.reads.set(read) }
            if write > self.writes.capacity || allowed { self.writes.set(write) }
            if allowed { decreases.append(minute) }
            self.reads.serve(minute)
            self.writes.serve(minute)
        }
    }

    private static func allows(_ minute: Int, after decreases: [Int], _ first: Int) -> Bool {
        let today = decreases.filter { (first + $0) / 1440 == (first + minute) / 1440 }
        let rested = today.allSatisfy { minute - $0 >= 60 }
        return today.count < 4 || (rested && today.count < 27)
    }
}
