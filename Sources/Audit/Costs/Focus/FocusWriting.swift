import Formats
import Pipeline
import SQLite

/// Writes lines of the bill as rows of FOCUS, and adds up what it writes.
struct FocusWriting: ~Copyable {
    private var file: ReportFile
    private var bytes: [UInt8]
    /// The names of the accounts that are known.
    private let names: [String: String]
    private var rows = 0
    private var sums = [ExactSum](repeating: ExactSum(), count: FocusPlan.Amount.allCases.count)
    private var byAccount: [Key: CostControl] = [:]

    private struct Key: Hashable {
        var month, account, currency: String
    }

    /// The account and the currency of lines, by their numbers in a chunk.
    private struct Place: Hashable {
        var account: Int
        var currency: Int
    }

    /// Begins a file; `names` are those of the accounts.
    init(_ file: consuming ReportFile, _ form: ReportScope, names: [String: String]) {
        self.file = file
        self.names = names
        var header = CSVWriter(
            FocusCosts.columns.map(\.header), hasByteOrderMark: form.dialect == .excel)
        bytes = header.take()
    }

    /// What was written of each account in each month, in their order.
    var controls: [CostControl] {
        byAccount.values.sorted {
            ($0.month, $0.account, $0.currency) < ($1.month, $1.account, $1.currency)
        }
    }

    /// Writes the lines of a chunk; those that tell once more what others tell cost nothing, and are left out.
    mutating func write(_ chunk: FocusChunk, from database: Database) throws {
        let plan = FocusPlan(chunk, names: names)
        var places: [Place: CostControl] = [:]
        try database.forEach(
            """
            SELECT day, account, service, usage_type, operation, region, line_type, resource, tags, currency, lines,
                unblended, unblended_rest, net, net_rest, net_amortised, net_amortised_rest, list, list_rest, usage,
                usage_rest
            FROM bill_line WHERE part = \(chunk.part) AND chunk = \(chunk.chunk) AND NOT is_split
            """
        ) { row in
            let charge = chunk.charges[row[FocusChunk.Kind.lineType.rawValue]]
            for piece in plan.pieces { put(piece, of: row, charge, chunk) }
            rows += 1
            let unblended = ExactAmount(units: row[11], rest: row[12])
            let place = Place(account: row[1], currency: row[9])
            places[place, default: CostControl()].add(unblended, lines: row[10])
            add(row, charge)
            if bytes.count >= 1 << 16 {
                try file.append(bytes)
                bytes.removeAll(keepingCapacity: true)
            }
        }
        for (place, control) in places { keep(control, of: place, chunk) }
    }

    private mutating func keep(_ control: CostControl, of place: Place, _ chunk: FocusChunk) {
        let key = Key(
            month: chunk.month, account: chunk[.account][place.account],
            currency: chunk[.currency][place.currency])
        var all =
            byAccount[key] ?? CostControl(month: key.month, account: key.account, currency: key.currency)
        all.unblended += control.unblended
        all.lines += control.lines
        byAccount[key] = all
    }

    /// Ends the file, and says what is in it.
    consuming func finish() throws -> ReportFile.Receipt {
        try file.append(bytes)
        var totals = JSONWriter()
        totals.object { json in
            for column in FocusColumn.allCases {
                guard let amount = column.amount else { continue }
                json.field(column.rawValue, sums[amount.rawValue].text(places: Money.places))
            }
        }
        let rows = rows
        var receipt = try file.commit()
        (receipt.table, receipt.rows) = ("costs", rows)
        receipt.totals = String(decoding: totals.bytes, as: UTF8.self)
        return receipt
    }

    private mutating func put(
        _ piece: FocusPlan.Piece, of row: borrowing Row, _ charge: FocusCharge, _ chunk: FocusChunk
    ) {
        switch piece {
        case .bytes(let fixed): bytes += fixed
        case .text(let kind, let texts): bytes += texts[row[kind.rawValue]]
        case .amount(let amount): put(Self.amount(amount, of: row, charge))
        case .quantity where charge.countsUsage:
            // Usage counts ones.
            let usage = ExactAmount(units: row[19], rest: row[20])
            ExactSum(usage).write(to: &bytes, places: 0)
        case .quantity: break
        case .lines: bytes += String(row[10] as Int).utf8
        case .begin: bytes += Self.midnight(of: row[0], or: chunk.begin).utf8
        case .end: bytes += Self.nextMidnight(of: row[0], or: chunk.end).utf8
        }
    }

    private mutating func put(_ amount: ExactAmount?) {
        guard let amount else { return }
        if amount.rest == 0 {
            Money(units: amount.units).write(to: &bytes)
        } else {
            ExactSum(amount).write(to: &bytes, places: Money.places)
        }
    }

    private mutating func add(_ row: borrowing Row, _ charge: FocusCharge) {
        for amount in FocusPlan.Amount.allCases {
            if let value = Self.amount(amount, of: row, charge) { sums[amount.rawValue] += value }
        }
    }

    /// The amount of a line; nil where the bill does not tell it.
    private static func amount(
        _ amount: FocusPlan.Amount, of row: borrowing Row, _ charge: FocusCharge
    ) -> ExactAmount? {
        switch amount {
        case .unblended: ExactAmount(units: row[11], rest: row[12])
        case .billed: charge.isPaidByCommitment ? .zero : ExactAmount(units: row[13], rest: row[14])
        case .effective: ExactAmount(units: row[15], rest: row[16])
        case .list: row.isNull(17) ? nil : ExactAmount(units: row[17], rest: row[18])
        case .contracted:
            // At the price that was agreed on, without what was committed to: the price list tells it where nothing
            // was billed.
            charge.isReserved
                ? Self.amount(.list, of: row, charge) ?? Self.amount(.effective, of: row, charge)
                : charge.isPaidByCommitment
                    ? ExactAmount(units: row[11], rest: row[12]) : ExactAmount(units: row[13], rest: row[14])
        }
    }

    /// `20261003` as an instant; the month's where days are not kept apart.
    private static func midnight(of day: Int, or month: String) -> String {
        guard let date = CivilDate(year: day / 10_000, month: day / 100 % 100, day: day % 100) else {
            return month
        }
        return Timestamp(date).description
    }

    private static func nextMidnight(of day: Int, or month: String) -> String {
        guard let date = CivilDate(year: day / 10_000, month: day / 100 % 100, day: day % 100) else {
            return month
        }
        return Timestamp(day: Timestamp(date).day + 1).description
    }
}

extension FocusColumn {
    /// The amount that it tells; nil for what is none.
    fileprivate var amount: FocusPlan.Amount? {
        switch self {
        case .billedCost: .billed
        case .contractedCost: .contracted
        case .effectiveCost, .pricingCurrencyEffectiveCost: .effective
        case .listCost: .list
        case .unblendedCost: .unblended
        default: nil
        }
    }
}
