extension Demand {
    /// Writes what each minute demanded, and returns the halves of all steps.
    func spread(_ samples: borrowing Samples) -> Int {
        let offset = offset(of: samples)
        let perStep = samples.period / 60
        let target = demand + offset
        return samples.values.withUnsafeBufferPointer { values in
            perStep == 1
                ? Self.copy(values, to: target) : Self.copy(values, to: target, minutesPerStep: perStep)
        }
    }

    private static func copy(_ values: UnsafeBufferPointer<Double>, to target: UnsafeMutablePointer<Int32>)
        -> Int
    {
        var total = 0
        for index in values.indices {
            let halves = halves(of: values[index])
            target[index] = halves
            total &+= Int(halves)
        }
        return total
    }

    /// The minutes between the window's beginning and that of a series; an empty one begins nowhere.
    private func offset(of samples: borrowing Samples) -> Int {
        samples.values.isEmpty ? 0 : Window.minute(of: samples.start) - firstMinute
    }

    private static func copy(
        _ values: UnsafeBufferPointer<Double>, to target: UnsafeMutablePointer<Int32>, minutesPerStep: Int
    ) -> Int {
        var total = 0
        var place = target
        let minutes = Double(minutesPerStep)
        for index in values.indices {
            let value = values[index]
            let minute = halves(of: value / minutes)
            place.update(repeating: minute, count: minutesPerStep)
            place += minutesPerStep
            total &+= wholeHalves(of: value)
        }
        return total
    }

    /// An amount of units in halves, rounded up; what is no amount is nothing.
    @inline(__always)
    private static func halves(of units: Double) -> Int32 {
        let exact = units > 0 ? units * 2 : 0
        let capped = exact < Double(most) ? exact : Double(most)
        let whole = Int32(capped)
        return Double(whole) < capped ? whole &+ 1 : whole
    }

    /// The same of a step, which may hold more than a minute can.
    private static func wholeHalves(of units: Double) -> Int {
        let exact = units > 0 ? units * 2 : 0
        let capped = min(exact, 9e15)
        let whole = Int(capped)
        return Double(whole) < capped ? whole + 1 : whole
    }

    /// Finds the most of each 15 minutes, by doubling: of two, of four, of eight, and of two eights that
    /// overlap.
    ///
    /// Where idle minutes keep a table from scaling in, each is taken for more than any threshold.
    mutating func lookBack(idleScalesIn: Bool, _ samples: borrowing Samples) {
        let count = (blocks + 1) * Self.block
        let most = quarter
        most.update(from: demand, count: count)
        hasGaps = samples.values.contains { $0.isNaN } || samples.end - samples.start < 60 * minutes
        if !idleScalesIn, hasGaps { markGaps(samples) }
        Self.widen(most, count, by: 1)
        Self.widen(most, count, by: 2)
        Self.widen(most, count, by: 4)
        Self.widen(most, count, by: 7)
    }

    @inline(__always)
    private static func widen(_ most: UnsafeMutablePointer<Int32>, _ count: Int, by distance: Int) {
        for index in 0..<(count - distance) {
            let (left, right) = (most[index], most[index + distance])
            most[index] = left > right ? left : right
        }
    }

    private func markGaps(_ samples: borrowing Samples) {
        let offset = offset(of: samples)
        let perStep = samples.period / 60
        let end = offset + perStep * samples.values.count
        let gap = Int32.max
        quarter.update(repeating: gap, count: offset)
        for (index, value) in samples.values.enumerated() where value.isNaN {
            (quarter + offset + index * perStep).update(repeating: gap, count: perStep)
        }
        if end < minutes { (quarter + end).update(repeating: gap, count: minutes - end) }
    }

    /// Summarises the blocks, and of each block all that follow.
    func summarise() {
        let (demand, quarter) = (demand, quarter)
        for number in 0..<blocks {
            let start = number << Self.blockShift
            var (pair, low, peak) = (Int32(0), Int32.max, Int32(0))
            let here = demand + start
            let back = quarter + (start - 15)
            for index in 0..<Self.block {
                let (older, newer) = (here[index - 2], here[index - 1])
                let both = older < newer ? older : newer
                pair = both > pair ? both : pair
                peak = here[index] > peak ? here[index] : peak
            }
            // The first 15 minutes have no 15 minutes before them.
            for index in (number == 0 ? 15 : 0)..<Self.block { low = back[index] < low ? back[index] : low }
            (pairs[number], lows[number], peaks[number]) = (pair, low, peak)
        }
        var (pair, low, peak) = (Int32(0), Int32.max, Int32(0))
        for number in (0..<blocks).reversed() {
            pair = max(pair, pairs[number])
            low = min(low, lows[number])
            peak = max(peak, peaks[number])
            (laterPairs[number], laterLows[number], laterPeaks[number]) = (pair, low, peak)
        }
    }
}
