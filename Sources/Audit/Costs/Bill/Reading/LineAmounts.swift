import Formats

/// Reads the amounts of a line into the sums of its group.
struct LineAmounts {
    private typealias Slot = BillColumns.Slot

    private let columns: BillColumns
    private let header: BillHeader

    init(_ columns: BillColumns, _ header: BillHeader) {
        self.columns = columns
        self.header = header
    }

    @inline(__always)
    func add(
        _ row: borrowing CSVRow, of kind: LineKind, to group: inout CostGroup
    ) throws(DecodingFailure) {
        let unblended = try amount(row, Slot.unblended)
        try group.unblended.add(unblended)
        if header.has(Slot.list) { try group.list.add(try amount(row, Slot.list)) }
        if kind.countsUsage { try group.usage.add(try quantity(row, Slot.usage)) }
        let net = header.hasNet ? try needed(row, Slot.net) : unblended
        if header.hasNet { try group.net.add(net) }
        guard !kind.isAsBilled else { return }
        try addAmortised(row, kind, unblended, net, to: &group)
    }

    private func addAmortised(
        _ row: borrowing CSVRow, _ kind: LineKind, _ unblended: ExactAmount, _ net: ExactAmount,
        to group: inout CostGroup
    ) throws(DecodingFailure) {
        switch kind {
        case .planCovered:
            try spread(row, [Slot.planCost], net: [Slot.netPlanCost], to: &group)
        case .reservationCovered:
            try spread(row, [Slot.reservationCost], net: [Slot.netReservationCost], to: &group)
        case .reservationFee:
            try spread(
                row, [Slot.unusedUpfront, Slot.unusedRecurring],
                net: [Slot.netUnusedUpfront, Slot.netUnusedRecurring], to: &group)
        case .planRecurring:
            // What was committed and not used; no column tells it after discounts.
            var unused = try needed(row, Slot.planCommitment)
            try unused.subtract(try needed(row, Slot.planUsed))
            try group.amortised.add(unused)
            try group.netAmortised.add(unused)
        case .planUpfrontOrNegation:
            break
        case .fee where !row[Slot.reservation].bytes.isEmpty:
            break
        case .refund where Self.isOfPlan(row):
            break
        case .plain, .usage, .fee, .refund:
            try group.amortised.add(unblended)
            try group.netAmortised.add(net)
        }
    }

    private func spread(
        _ row: borrowing CSVRow, _ gross: [Int], net: [Int], to group: inout CostGroup
    ) throws(DecodingFailure) {
        for slot in gross { try group.amortised.add(try needed(row, slot)) }
        for slot in header.hasNet ? net : gross { try group.netAmortised.add(try needed(row, slot)) }
    }

    private static func isOfPlan(_ row: borrowing CSVRow) -> Bool {
        row[Slot.service] == "ComputeSavingsPlans"
            && row[Slot.description].bytes.isPrefixed(by: "Refund for one-time fee for Savings Plan ID")
    }

    /// The amount of a column that the line cannot do without.
    private func needed(_ row: borrowing CSVRow, _ slot: Int) throws(DecodingFailure) -> ExactAmount {
        guard header.has(slot) else {
            throw DecodingFailure(
                "a column is missing that this line needs", at: Place(line: row.line, column: 1),
                path: columns.name(of: slot))
        }
        return try amount(row, slot)
    }

    @inline(__always)
    private func amount(_ row: borrowing CSVRow, _ slot: Int) throws(DecodingFailure) -> ExactAmount {
        try number(row, slot, places: Money.places, .refused)
    }

    @inline(__always)
    private func quantity(_ row: borrowing CSVRow, _ slot: Int) throws(DecodingFailure) -> ExactAmount {
        try number(row, slot, places: 0, .cut)
    }

    @inline(__always)
    private func number(
        _ row: borrowing CSVRow, _ slot: Int, places: Int, _ excess: ExactAmount.Excess
    ) throws(DecodingFailure) -> ExactAmount {
        let text = row[slot].bytes
        guard !text.isEmpty else { return .zero }
        do {
            return try ExactAmount(text, places: places, excess)
        } catch {
            throw DecodingFailure(
                error.reason, at: Place(line: row.line, column: 1), path: columns.name(of: slot))
        }
    }
}
