import Pipeline

/// How many pieces of work were looked at, and how many were not.
package struct CoverageTally: Equatable, Sendable {
    package var covered = 0
    package var gaps = 0
    /// Regions that are off, and accounts that are closed: nobody has to mend them.
    package var closed = 0
    package var pending = 0

    package init() {}

    package init(_ counts: [CoverageCount]) {
        for count in counts { add(count.state, count.cells) }
    }

    mutating func add(_ state: CellState, _ cells: Int) {
        if state.isCovered {
            covered += cells
        } else if state == .pending {
            pending += cells
        } else if state.isByDesign {
            closed += cells
        } else {
            gaps += cells
        }
    }

    static func += (left: inout CoverageTally, right: CoverageTally) {
        left.covered += right.covered
        left.gaps += right.gaps
        left.closed += right.closed
        left.pending += right.pending
    }

    /// What was to be looked at.
    package var due: Int { covered + gaps + pending }
    package var isWhole: Bool { covered == due }

    var percent: String { Shown.percent(Int128(covered), of: Int128(due)) }

    /// What every total covers.
    package var sentence: String {
        guard due > 0 else { return "Nothing was to be looked at." }
        let all = Shown.count(due, "piece")
        var text = "\(Shown.count(covered)) of \(all) of work were looked at (\(percent))"
        text += isWhole ? "." : "; \(Shown.count(missing)) could not be, and no total counts what is in them."
        if closed > 0 {
            text += " \(Shown.count(closed)) more lie in closed accounts or regions that are switched off."
        }
        return text
    }
}
