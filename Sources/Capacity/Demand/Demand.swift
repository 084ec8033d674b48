/// What was demanded of one dimension (the reads or the writes) of a table or an index, minute by minute.
///
/// Demand is counted in half units, the smallest amount that DynamoDB counts (an eventually consistent read
/// of 4 KB), and in whole numbers, so that no simulation depends on the order of additions. A capacity of one
/// gives 120 halves a minute.
///
/// A step longer than a minute stands for that many equal minutes, each rounded up to a half. What happened
/// inside the step is not known then: a peak of one minute in an hour looks sixty times lower than it was,
/// and what is found for it is too small. Only steps of a minute tell the truth about throttling.
///
/// Everything that a simulation asks is looked up in aggregates of blocks of 32 minutes, made once:
///
///     minute      … a b c d e f g h …
///     demand      what the minute asked for
///     quarter     the most of the 15 minutes that end before it, for scaling in
///     pairs       per block: the most of the lesser of the two minutes before a minute, for scaling out
///     lows        per block: the least quarter
///     peaks       per block: the most demand, for throttling
///     later…      per block: the same of it and all behind it, so that a vain search ends at once
struct Demand: ~Copyable {
    static let blockShift = 5
    static let block = 1 << blockShift
    static let halvesPerUnit = 120
    /// The most that a minute may demand; 17.9 million units a second, and more is cut to it.
    static let most = Int32.max - 1
    static let front = 16

    private(set) var minutes = 0
    /// The first minute, counted since the epoch.
    private(set) var firstMinute = 0
    /// All halves, as the samples tell them: not the rounded minutes.
    private(set) var halves = 0
    private(set) var peak: Int32 = 0
    /// Whether some minute told nothing.
    var hasGaps = false

    private var demandCells = Cells<Int32>()
    private var quarterCells = Cells<Int32>()
    private var beforeCells = Cells<Int64>()
    private var blockCells = Cells<Int32>()
    private(set) var blocks = 0

    /// The demand of each minute, with zeros before the first and behind the last.
    var demand: UnsafeMutablePointer<Int32> { demandCells.base + Self.front }
    /// The most of 15 minutes, told at the first of them: what minute i looks back on stands at i - 15.
    var quarter: UnsafeMutablePointer<Int32> { quarterCells.base }
    /// The demand of all minutes before each.
    var before: UnsafeMutablePointer<Int64> { beforeCells.base }
    var pairs: UnsafeMutablePointer<Int32> { blockCells.base }
    var lows: UnsafeMutablePointer<Int32> { blockCells.base + blocks }
    var peaks: UnsafeMutablePointer<Int32> { blockCells.base + 2 * blocks }
    var laterPairs: UnsafeMutablePointer<Int32> { blockCells.base + 3 * blocks }
    var laterLows: UnsafeMutablePointer<Int32> { blockCells.base + 4 * blocks }
    var laterPeaks: UnsafeMutablePointer<Int32> { blockCells.base + 5 * blocks }

    /// Takes in a series as the demand of a window, which may begin before it and end after it.
    mutating func read(_ samples: borrowing Samples, in window: Window, idleScalesIn: Bool) {
        minutes = window.minutes
        firstMinute = window.firstMinute
        blocks = (minutes + Self.block - 1) >> Self.blockShift
        let cells = Self.front + (blocks + 1) * Self.block
        demandCells.reserve(cells)
        quarterCells.reserve(cells)
        beforeCells.reserve(minutes + 1)
        blockCells.reserve(6 * blocks + 1)
        (demandCells.base).update(repeating: 0, count: cells)
        halves = spread(samples)
        sum()
        lookBack(idleScalesIn: idleScalesIn, samples)
        summarise()
        peak = blocks > 0 ? laterPeaks[0] : 0
    }

    private func sum() {
        let (demand, before) = (demand, before)
        var total: Int64 = 0
        for minute in 0..<minutes {
            before[minute] = total
            total &+= Int64(demand[minute])
        }
        before[minutes] = total
    }
}

/// The minutes that the series of one table or index cover together.
struct Window: Equatable {
    var firstMinute: Int
    var minutes: Int

    init(_ first: borrowing Samples, _ second: borrowing Samples) {
        let ends = max(first.end, second.end)
        let starts =
            first.values.isEmpty
            ? second.start : second.values.isEmpty ? first.start : min(first.start, second.start)
        firstMinute = Self.minute(of: starts)
        minutes = max(0, Self.minute(of: ends + 59) - firstMinute)
    }

    /// Rounds down, before the epoch as well.
    static func minute(of second: Int) -> Int { (second - ((second % 60) + 60) % 60) / 60 }
}
