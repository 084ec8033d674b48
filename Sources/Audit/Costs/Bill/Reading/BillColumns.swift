import Formats

/// The columns of a bill that are read, in the order that the rows have them.
///
/// Which of them a file has is told by its header: legacy reports have a column only where the month needs it,
/// and exports have those that their query asks for.
struct BillColumns: Sendable {
    /// The places of columns in a row.
    enum Slot {
        static let account = 0
        static let lineType = 1
        static let service = 2
        static let usageType = 3
        static let operation = 4
        static let currency = 5
        static let unblended = 6
        static let start = 7
        static let resource = 8
        static let usage = 9
        static let region = 10
        static let olderRegion = 11
        static let list = 12
        static let description = 13
        static let net = 14
        static let planCost = 15
        static let planCommitment = 16
        static let planUsed = 17
        static let reservationCost = 18
        static let unusedUpfront = 19
        static let unusedRecurring = 20
        static let reservation = 21
        static let netPlanCost = 22
        static let netReservationCost = 23
        static let netUnusedUpfront = 24
        static let netUnusedRecurring = 25
        static let payer = 26
        static let tags = 27
    }

    let generation: BillReport.Generation
    /// The tags that costs are told apart by; the last columns hold them.
    let tags: [String]
    private let names: [String]
    private let requiredCount: Int

    init(_ generation: BillReport.Generation, tags: [String], keepingDays: Bool) {
        self.generation = generation
        self.tags = tags
        let fixed = Self.fixed.map { generation == .legacy ? $0.legacy : $0.export }
        switch generation {
        case .legacy: names = fixed + tags.map(Self.legacyTag)
        case .export: names = fixed + (tags.isEmpty ? [] : ["resource_tags"])
        }
        requiredCount = keepingDays ? Slot.start + 1 : Slot.start
    }

    /// Without these a bill says nothing: a file that lacks one is a failure.
    var csv: CSVColumns {
        .named(Array(names[..<requiredCount]), optional: Array(names[requiredCount...]))
    }

    func name(of slot: Int) -> String { names[slot] }

    /// Tags of users have their kind before them; those of AWS are written with theirs.
    private static func legacyTag(_ tag: String) -> String {
        "resourceTags/" + (tag.contains(":") ? tag : "user:" + tag)
    }

    private static let fixed: [(legacy: String, export: String)] = [
        ("lineItem/UsageAccountId", "line_item_usage_account_id"),
        ("lineItem/LineItemType", "line_item_line_item_type"),
        ("lineItem/ProductCode", "line_item_product_code"),
        ("lineItem/UsageType", "line_item_usage_type"),
        ("lineItem/Operation", "line_item_operation"),
        ("lineItem/CurrencyCode", "line_item_currency_code"),
        ("lineItem/UnblendedCost", "line_item_unblended_cost"),
        ("lineItem/UsageStartDate", "line_item_usage_start_date"),
        ("lineItem/ResourceId", "line_item_resource_id"),
        ("lineItem/UsageAmount", "line_item_usage_amount"),
        ("product/regionCode", "product_region_code"),
        ("product/region", "product_region"),
        ("pricing/publicOnDemandCost", "pricing_public_on_demand_cost"),
        ("lineItem/LineItemDescription", "line_item_line_item_description"),
        ("lineItem/NetUnblendedCost", "line_item_net_unblended_cost"),
        ("savingsPlan/SavingsPlanEffectiveCost", "savings_plan_savings_plan_effective_cost"),
        ("savingsPlan/TotalCommitmentToDate", "savings_plan_total_commitment_to_date"),
        ("savingsPlan/UsedCommitment", "savings_plan_used_commitment"),
        ("reservation/EffectiveCost", "reservation_effective_cost"),
        (
            "reservation/UnusedAmortizedUpfrontFeeForBillingPeriod",
            "reservation_unused_amortized_upfront_fee_for_billing_period"
        ),
        ("reservation/UnusedRecurringFee", "reservation_unused_recurring_fee"),
        ("reservation/ReservationARN", "reservation_reservation_a_r_n"),
        ("savingsPlan/NetSavingsPlanEffectiveCost", "savings_plan_net_savings_plan_effective_cost"),
        ("reservation/NetEffectiveCost", "reservation_net_effective_cost"),
        (
            "reservation/NetUnusedAmortizedUpfrontFeeForBillingPeriod",
            "reservation_net_unused_amortized_upfront_fee_for_billing_period"
        ),
        ("reservation/NetUnusedRecurringFee", "reservation_net_unused_recurring_fee"),
        ("bill/PayerAccountId", "bill_payer_account_id"),
    ]
}

/// Which columns a file has, of those that are asked for.
struct BillHeader: Sendable {
    private var bits: UInt64 = 0

    init(_ hasColumn: (Int) -> Bool) {
        for slot in 0..<64 where hasColumn(slot) { bits |= 1 << UInt64(slot) }
    }

    func has(_ slot: Int) -> Bool { slot < 64 && bits >> UInt64(slot) & 1 == 1 }

    /// Whether costs after discounts are told at all: a bill without any discount has no column of them.
    var hasNet: Bool {
        has(BillColumns.Slot.net) || has(BillColumns.Slot.netPlanCost)
            || has(BillColumns.Slot.netReservationCost) || has(BillColumns.Slot.netUnusedUpfront)
            || has(BillColumns.Slot.netUnusedRecurring)
    }
}
