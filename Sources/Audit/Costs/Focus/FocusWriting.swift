import Formats
import Pipeline
import SQLite

/// Writes lines of the bill as rows of FOCUS, and adds up what it writes.
struct FocusWriting: ~Copyable {
    private var file: ReportFile
    private var csv: CSVWriter
    /// The names of the accounts that are known.
    private let names: [String: String]
    private var rows = 0
    private var sums = [ExactSum](repeating: ExactSum(), count: FocusCosts.columns.count)
    private var byAccount: [Key: CostControl] = [:]

    private struct Key: Hashable {
        var month, account, currency: String
    }

    /// Begins a file; `names` are those of the accounts.
    init(_ file: consuming ReportFile, _ form: ReportScope, names: [String: String]) {
        self.file = file
        self.names = names
        csv = CSVWriter(FocusCosts.columns.map(\.header), hasByteOrderMark: form.dialect == .excel)
    }

    /// What was written of each account in each month, in their order.
    var controls: [CostControl] {
        byAccount.values.sorted {
            ($0.month, $0.account, $0.currency) < ($1.month, $1.account, $1.currency)
        }
    }

    /// Writes the lines of a chunk; those that tell once more what others tell cost nothing, and are left out.
    mutating func write(_ texts: FocusChunk, from database: Database) throws {
        try database.forEach(
            """
            SELECT day, account, service, usage_type, operation, region, line_type, resource, tags, currency, lines,
                unblended, unblended_rest, net, net_rest, net_amortised, net_amortised_rest, list, list_rest, usage,
                usage_rest
            FROM bill_line WHERE part = \(texts.part) AND chunk = \(texts.chunk) AND NOT is_split
            """
        ) { row in
            let line = FocusLine(row, texts)
            for (index, column) in FocusColumn.allCases.enumerated() {
                if let amount = put(column, of: line, texts) { sums[index] += amount }
            }
            csv.endRow()
            rows += 1
            count(line)
            if csv.bytes.count >= 1 << 16 { try file.append(csv.take()) }
        }
    }

    private mutating func count(_ line: FocusLine) {
        let key = Key(month: line.month, account: line.account, currency: line.currency)
        byAccount[
            key,
            default: CostControl(month: line.month, account: line.account, currency: line.currency)
        ].add(line)
    }

    /// Ends the file, and says what is in it.
    consuming func finish() throws -> ReportFile.Receipt {
        try file.append(csv.take())
        var totals = JSONWriter()
        totals.object { json in
            for (column, sum) in zip(FocusCosts.columns, sums) where column.isMoney {
                json.field(column.name, sum.text(places: Money.places))
            }
        }
        let rows = rows
        var receipt = try file.commit()
        (receipt.table, receipt.rows) = ("costs", rows)
        receipt.totals = String(decoding: totals.bytes, as: UTF8.self)
        return receipt
    }

    /// Writes one value; the amount, where it is one.
    private mutating func put(
        _ column: FocusColumn, of line: FocusLine, _ texts: FocusChunk
    ) -> ExactAmount? {
        switch column {
        case .billedCost: return put(line.charge.isPaidByCommitment ? .zero : line.net)
        case .effectiveCost, .pricingCurrencyEffectiveCost: return put(line.effective)
        case .contractedCost: return put(line.contracted)
        case .listCost: return put(line.list)
        case .unblendedCost: return put(line.unblended)
        case .consumedQuantity, .pricingQuantity:
            if line.charge.countsUsage { csv.text(line.quantity) } else { csv.null() }
        case .lines: csv.int(line.lines)
        default: csv.text(text(column, of: line, texts))
        }
        return nil
    }

    private mutating func put(_ amount: ExactAmount?) -> ExactAmount? {
        guard let amount else {
            csv.null()
            return nil
        }
        if amount.rest == 0 {
            csv.money(Money(units: amount.units))
        } else {
            csv.text(ExactSum(amount).text(places: Money.places))
        }
        return amount
    }

    /// What is no amount; nil is null.
    private func text(_ column: FocusColumn, of line: FocusLine, _ texts: FocusChunk) -> String? {
        switch column {
        case .billingAccountId: texts.payer ?? line.account
        case .billingAccountName: names[texts.payer ?? line.account]
        case .billingAccountType: texts.payer == nil ? "Account" : "Payer account"
        case .billingCurrency, .pricingCurrency: line.currency
        case .billingPeriodStart: texts.begin
        case .billingPeriodEnd: texts.end
        case .chargePeriodStart: line.begin
        case .chargePeriodEnd: line.end
        case .chargeCategory: line.charge.category
        case .chargeFrequency: line.charge.frequency
        case .commitmentDiscountCategory: line.charge.commitment?.category
        case .commitmentDiscountStatus: line.charge.commitment?.status
        case .commitmentDiscountType: line.charge.commitment?.type
        case .pricingCategory: line.charge.pricing
        case .invoiceIssuerName, .providerName, .publisherName: "AWS"
        case .regionId: line.region.isEmpty ? nil : line.region
        case .resourceId: line.resource.isEmpty ? nil : line.resource
        case .serviceCategory: line.category
        case .serviceName, .serviceCode: line.service
        case .skuMeter, .usageType: line.usageType
        case .subAccountId: line.account
        case .subAccountName: names[line.account]
        case .subAccountType: "Account"
        case .tags: line.tags
        case .lineType: line.lineType
        case .operation: line.operation
        default: nil
        }
    }
}

extension CostControl {
    fileprivate mutating func add(_ line: FocusLine) {
        lines += line.lines
        unblended += line.unblended
    }
}
