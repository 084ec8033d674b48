import Formats

/// How the lines of a chunk become rows: what is the same for all of them or told by a text is written once, in advance.
///
///     ,191.53,111122223333,payer,Payer account,USD,…
///     piece: bytes | amount | bytes (the same for every line) | text of the currency | bytes …
struct FocusPlan {
    enum Piece {
        case bytes([UInt8])
        /// One of the texts of a kind, as it stands in a field.
        case text(FocusChunk.Kind, [[UInt8]])
        case amount(Amount)
        case quantity, lines, begin, end
    }

    enum Amount: Int, CaseIterable {
        case billed, contracted, effective, list, unblended
    }

    private(set) var pieces: [Piece] = []

    init(_ chunk: FocusChunk, names: [String: String]) {
        for (index, column) in FocusColumn.allCases.enumerated() {
            if index > 0 { add([UInt8(ascii: ",")]) }
            add(column, of: chunk, names)
        }
        add([UInt8(ascii: "\r"), UInt8(ascii: "\n")])
    }

    /// Bytes behind bytes are one piece.
    private mutating func add(_ bytes: [UInt8]) {
        if case .bytes(let before) = pieces.last {
            pieces[pieces.count - 1] = .bytes(before + bytes)
        } else {
            pieces.append(.bytes(bytes))
        }
    }

    private mutating func add(_ column: FocusColumn, of chunk: FocusChunk, _ names: [String: String]) {
        let isText = column.column.kind == .text
        func fixed(_ text: String?) { add(CSVWriter.field(text, isText: isText)) }
        func told(by kind: FocusChunk.Kind, _ text: (Int, String) -> String?) {
            let texts = chunk[kind].enumerated().map { CSVWriter.field(text($0, $1), isText: isText) }
            pieces.append(.text(kind, texts))
        }
        func charge(_ text: (FocusCharge) -> String?) {
            told(by: .lineType) { number, _ in text(chunk.charges[number]) }
        }
        switch column {
        case .billedCost: pieces.append(.amount(.billed))
        case .contractedCost: pieces.append(.amount(.contracted))
        case .effectiveCost, .pricingCurrencyEffectiveCost: pieces.append(.amount(.effective))
        case .listCost: pieces.append(.amount(.list))
        case .unblendedCost: pieces.append(.amount(.unblended))
        case .consumedQuantity, .pricingQuantity: pieces.append(.quantity)
        case .lines: pieces.append(.lines)
        case .chargePeriodStart: pieces.append(.begin)
        case .chargePeriodEnd: pieces.append(.end)
        case .billingPeriodStart: fixed(chunk.begin)
        case .billingPeriodEnd: fixed(chunk.end)
        case .invoiceIssuerName, .providerName, .publisherName: fixed("AWS")
        case .subAccountType: fixed("Account")
        case .billingAccountType: fixed(chunk.payer == nil ? "Account" : "Payer account")
        case .billingAccountId: told(by: .account) { _, account in chunk.payer ?? account }
        case .billingAccountName: told(by: .account) { _, account in names[chunk.payer ?? account] }
        case .subAccountId: told(by: .account) { _, account in account }
        case .subAccountName: told(by: .account) { _, account in names[account] }
        case .billingCurrency, .pricingCurrency: told(by: .currency) { $1 }
        case .regionId: told(by: .region) { $1.isEmpty ? nil : $1 }
        case .resourceId: told(by: .resource) { $1.isEmpty ? nil : $1 }
        case .serviceCategory: told(by: .service) { FocusCharge.serviceCategory(of: $1) }
        case .serviceName, .serviceCode: told(by: .service) { $1 }
        case .skuMeter, .usageType: told(by: .usageType) { $1 }
        case .operation: told(by: .operation) { $1 }
        case .lineType: told(by: .lineType) { $1 }
        case .tags: if chunk[.tags].isEmpty { fixed(nil) } else { told(by: .tags) { $1 } }
        case .chargeCategory: charge(\.category)
        case .chargeFrequency: charge(\.frequency)
        case .commitmentDiscountCategory: charge(\.commitment?.category)
        case .commitmentDiscountStatus: charge(\.commitment?.status)
        case .commitmentDiscountType: charge(\.commitment?.type)
        case .pricingCategory: charge(\.pricing)
        default: fixed(nil)
        }
    }
}
