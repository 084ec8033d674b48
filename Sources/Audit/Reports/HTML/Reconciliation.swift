import Formats

/// The bill beside our own total, for one month and account.
struct Reconciliation: Equatable, Sendable {
    /// As `2026-10`.
    var month: String
    var account: String
    var currency: String
    /// What the bill says.
    var bill: ExactSum
    /// What we say.
    var ours: ExactSum
    /// What was spent where this run has looked.
    var covered: ExactSum
    /// What the two differ by, in named lines.
    var explanations: [Explanation]
    /// Lines that tell once more what others tell; their money is in no sum.
    var splitLines = 0

    struct Explanation: Equatable, Sendable {
        var name: String
        var amount: ExactSum
    }

    var difference: ExactSum {
        var difference = bill
        difference -= ours
        return difference
    }

    /// What no line explains: nothing, or a mistake.
    var unexplained: ExactSum {
        explanations.reduce(into: difference) { $0 -= $1.amount }
    }

    static func += (left: inout Reconciliation, right: Reconciliation) {
        left.bill += right.bill
        left.ours += right.ours
        left.covered += right.covered
        left.splitLines += right.splitLines
        for explanation in right.explanations {
            if let index = left.explanations.firstIndex(where: { $0.name == explanation.name }) {
                left.explanations[index].amount += explanation.amount
            } else {
                left.explanations.append(explanation)
            }
        }
    }
}

extension BilledMonth {
    /// What the bill tells of itself: use and what was bought for it is ours, and all else has a name.
    ///
    /// The dearest accounts first.
    var reconciliations: [Reconciliation] {
        accounts.map { id, account in
            var row = Reconciliation(
                month: month, account: id, currency: currency, bill: account.total, ours: ExactSum(),
                covered: account.covered, explanations: [], splitLines: account.splitLines)
            for (kind, amount) in account.kinds.sorted(by: { $0.key < $1.key }) {
                if Self.isOurs(LineKind(kind)) {
                    row.ours += amount
                } else {
                    row.explanations.append(.init(name: kind, amount: amount))
                }
            }
            return row
        }.sorted { ($1.bill, $0.account) < ($0.bill, $1.account) }
    }

    private static func isOurs(_ kind: LineKind) -> Bool {
        switch kind {
        case .plain, .refund: false
        default: true
        }
    }
}
