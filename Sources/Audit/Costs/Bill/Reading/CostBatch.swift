import Formats

/// Sums of lines, ready to be stored.
struct CostBatch: Sendable {
    /// Texts that no earlier batch of the chunk has.
    struct Texts: Sendable {
        var kind: Int
        /// The number of the first.
        var first: Int
        var texts: [String]
    }

    /// Which of the part's numberings of texts its keys are of.
    var chunk: Int
    var groups: [CostGroup]
    var texts: [Texts]
    var kinds: [LineKind]
    var splits: [Bool]
    /// Whether the file tells costs after discounts.
    var hasNet: Bool
    /// Whether the file tells list prices.
    var hasList: Bool
    /// The account that pays; empty where the file does not tell it.
    var payer: String?
    /// The lines of the file up to the end of this batch.
    var position = 0
    var isLast = false

    /// A group with every sum that can be told.
    func completed(_ group: CostGroup) -> CostGroup {
        var group = group
        if !hasNet { group.net = group.unblended }
        if kinds[Int(group.key.lineType)].isAsBilled {
            group.amortised = group.unblended
            group.netAmortised = group.net
        }
        return group
    }

    var lines: Int { groups.reduce(0) { $0 + $1.lines } }

    var splitLines: Int {
        groups.reduce(0) { splits[Int($1.key.operation)] ? $0 + $1.lines : $0 }
    }
}
