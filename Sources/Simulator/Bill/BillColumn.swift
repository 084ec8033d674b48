/// The columns of the report, in the order of its header: those that such a month needs.
enum BillColumn: String, CaseIterable {
    case id = "identity/LineItemId"
    case interval = "identity/TimeInterval"
    case invoice = "bill/InvoiceId"
    case invoicer = "bill/InvoicingEntity"
    case biller = "bill/BillingEntity"
    case billType = "bill/BillType"
    case payer = "bill/PayerAccountId"
    case periodStart = "bill/BillingPeriodStartDate"
    case periodEnd = "bill/BillingPeriodEndDate"
    case account = "lineItem/UsageAccountId"
    case kind = "lineItem/LineItemType"
    case start = "lineItem/UsageStartDate"
    case end = "lineItem/UsageEndDate"
    case product = "lineItem/ProductCode"
    case usageType = "lineItem/UsageType"
    case operation = "lineItem/Operation"
    case zone = "lineItem/AvailabilityZone"
    case resource = "lineItem/ResourceId"
    case amount = "lineItem/UsageAmount"
    case currency = "lineItem/CurrencyCode"
    case rate = "lineItem/UnblendedRate"
    case cost = "lineItem/UnblendedCost"
    case blendedRate = "lineItem/BlendedRate"
    case blendedCost = "lineItem/BlendedCost"
    case description = "lineItem/LineItemDescription"
    case taxType = "lineItem/TaxType"
    case netRate = "lineItem/NetUnblendedRate"
    case netCost = "lineItem/NetUnblendedCost"
    case seller = "lineItem/LegalEntity"
    case productName = "product/ProductName"
    case group = "product/group"
    case instanceType = "product/instanceType"
    case location = "product/location"
    case family = "product/productFamily"
    case region = "product/region"
    case regionCode = "product/regionCode"
    case service = "product/servicecode"
    case sku = "product/sku"
    case lease = "pricing/LeaseContractLength"
    case offering = "pricing/OfferingClass"
    case purchase = "pricing/PurchaseOption"
    case rateCode = "pricing/RateCode"
    case priceCurrency = "pricing/currency"
    case listCost = "pricing/publicOnDemandCost"
    case listRate = "pricing/publicOnDemandRate"
    case term = "pricing/term"
    case unit = "pricing/unit"
    case effective = "reservation/EffectiveCost"
    case reservationEnd = "reservation/EndTime"
    case netEffective = "reservation/NetEffectiveCost"
    case netUnusedUpfront = "reservation/NetUnusedAmortizedUpfrontFeeForBillingPeriod"
    case netUnusedRecurring = "reservation/NetUnusedRecurringFee"
    case reservation = "reservation/ReservationARN"
    case reservationStart = "reservation/StartTime"
    case unusedUpfront = "reservation/UnusedAmortizedUpfrontFeeForBillingPeriod"
    case unusedQuantity = "reservation/UnusedQuantity"
    case unusedRecurring = "reservation/UnusedRecurringFee"
    case discount = "discount/EdpDiscount"
    case totalDiscount = "discount/TotalDiscount"
    case costCentre = "resourceTags/user:cost-centre"
    case owner = "resourceTags/user:owner"
    case tier = "resourceTags/user:tier"

    /// Whether it differs from day to day, so that it is written anew for each.
    var isDaily: Bool {
        switch self {
        case .id, .interval, .start, .end, .amount, .cost, .blendedCost, .netCost, .listCost, .effective,
            .netEffective, .discount, .totalDiscount:
            true
        default: false
        }
    }

    static let header = Array((allCases.map(\.rawValue).joined(separator: ",") + "\n").utf8)
}
