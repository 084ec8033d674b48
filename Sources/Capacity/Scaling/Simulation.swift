/// Target tracking of one table or one index, its reads and its writes together.
///
/// They share the allowance of decreases, and so one dimension can keep the other dear.
struct Simulation {
    /// The dimension that throttled more than is tolerated, which ended the simulation.
    enum Breach {
        case reads
        case writes
    }

    private(set) var reads: Track
    private(set) var writes: Track
    private(set) var breach: Breach?

    init(
        reads: ScalingSetting, over readDemand: borrowing Demand, tolerated readTolerance: Int = .max,
        writes: ScalingSetting, over writeDemand: borrowing Demand, tolerated writeTolerance: Int = .max
    ) {
        self.reads = Track(reads, over: readDemand, tolerated: readTolerance)
        self.writes = Track(writes, over: writeDemand, tolerated: writeTolerance)
        run(readDemand, writeDemand)
    }

    private mutating func run(_ readDemand: borrowing Demand, _ writeDemand: borrowing Demand) {
        let end = readDemand.minutes
        var allowance = DecreaseAllowance(firstMinute: readDemand.firstMinute)
        var now = 0
        while true {
            let allowed = allowance.next(from: now)
            reads.allowFalls(from: allowed, in: readDemand)
            writes.allowFalls(from: allowed, in: writeDemand)
            now = min(reads.rise, reads.fall, writes.rise, writes.fall)
            if now >= end { break }
            // A dimension cannot grow and shrink in the same minute: one needs much, the other little.
            let lowers = reads.fall == now || writes.fall == now
            if min(reads.rise, reads.fall) == now {
                guard reads.serve(until: now, in: readDemand) else { return breach = .reads }
                if reads.rise == now { reads.grow(in: readDemand) } else { reads.shrink(in: readDemand) }
            }
            if min(writes.rise, writes.fall) == now {
                guard writes.serve(until: now, in: writeDemand) else { return breach = .writes }
                if writes.rise == now { writes.grow(in: writeDemand) } else { writes.shrink(in: writeDemand) }
            }
            if lowers { allowance.use(at: now) }
            now += 1
        }
        guard reads.serve(until: end, in: readDemand) else { return breach = .reads }
        guard writes.serve(until: end, in: writeDemand) else { return breach = .writes }
    }
}
