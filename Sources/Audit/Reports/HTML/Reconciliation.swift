import Formats

/// The bill beside our own total, for one month and account.
struct Reconciliation: Equatable, Sendable {
    /// As `2026-10`.
    var month: String
    var account: String
    var currency: String
    /// What the bill says.
    var bill: ExactSum
    /// What costs.csv says; nil where it has nothing of it.
    var ours: ExactSum?
    /// What was spent where this run has looked.
    var covered: ExactSum
    /// What the bill is made of, by what it calls its lines.
    var parts: [Part]
    /// Lines that tell once more what others tell; their money is in no sum.
    var splitLines = 0

    struct Part: Equatable, Sendable {
        var name: String
        var amount: ExactSum
    }

    var difference: ExactSum {
        var difference = bill
        difference -= ours ?? ExactSum()
        return difference
    }

    static func += (left: inout Reconciliation, right: Reconciliation) {
        left.bill += right.bill
        if let ours = right.ours { left.ours = left.ours.map { $0 + ours } ?? ours }
        left.covered += right.covered
        left.splitLines += right.splitLines
        for part in right.parts {
            if let index = left.parts.firstIndex(where: { $0.name == part.name }) {
                left.parts[index].amount += part.amount
            } else {
                left.parts.append(part)
            }
        }
    }
}

extension BilledMonth {
    /// What the bill says of each account, and what costs.csv does; the dearest accounts first.
    var reconciliations: [Reconciliation] {
        accounts.map { id, account in
            Reconciliation(
                month: month, account: id, currency: currency, bill: account.total, ours: account.reported,
                covered: account.covered,
                parts: account.kinds.sorted { $0.key < $1.key }.map { .init(name: $0.key, amount: $0.value) },
                splitLines: account.splitLines)
        }.sorted { ($1.bill, $0.account) < ($0.bill, $1.account) }
    }
}
