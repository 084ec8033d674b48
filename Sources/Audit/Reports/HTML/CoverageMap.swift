import Pipeline
import SQLite

/// How every account and region was covered, counted from the ledger in one pass over a run's cells.
struct CoverageMap {
    /// An account's row: what of it was covered, by region.
    struct Line {
        var account: String
        var total: CoverageTally
        var regions: [String: CoverageTally]
    }

    /// The regions that anything was to be looked at in, in their order; "" is what has no region.
    private(set) var regions: [String] = []
    /// The regions that are off in every account.
    private(set) var closed: [String] = []
    /// The accounts with the most gaps first; "" is what is about no account.
    private(set) var lines: [Line] = []

    init(of run: Run, in database: Database) throws {
        var lines: [String: Line] = [:]
        var names: Set<String> = []
        try database.forEach(
            "SELECT account, region, state FROM cell WHERE run = \(run.id) AND stage <> 'report'"
        ) { row in
            let (account, region): (String, String) = (row[0], row[1])
            guard let state = CellState(rawValue: row[2]) else { return }
            names.insert(region)
            lines[account, default: Line(account: account, total: CoverageTally(), regions: [:])]
                .add(state, in: region)
        }
        let isOpen = { (name: String) in lines.values.contains { ($0.regions[name]?.due ?? 0) > 0 } }
        regions = names.filter(isOpen).sorted()
        closed = names.filter { !isOpen($0) }.sorted()
        self.lines = lines.values.sorted { left, right in
            (right.total.missing, left.account) < (left.total.missing, right.account)
        }
    }

    /// The first so many lines, and all others added up into one, which has their number.
    func folded(to limit: Int) -> (lines: [Line], others: Line?, count: Int) {
        guard lines.count > limit else { return (lines, nil, 0) }
        var others = Line(account: "", total: CoverageTally(), regions: [:])
        for line in lines.dropFirst(limit) {
            others.total += line.total
            others.regions.merge(line.regions) { left, right in
                var sum = left
                sum += right
                return sum
            }
        }
        return (Array(lines.prefix(limit)), others, lines.count - limit)
    }
}

extension CoverageMap.Line {
    fileprivate mutating func add(_ state: CellState, in region: String) {
        total.add(state, 1)
        regions[region, default: CoverageTally()].add(state, 1)
    }
}

extension CoverageTally {
    /// What was to be looked at and was not.
    var missing: Int { gaps + pending }
}
