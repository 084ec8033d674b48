import Formats

/// The columns of `costs.csv`: those of FOCUS 1.2 in the specification's order, and ours behind them.
///
/// FOCUS is the FinOps Open Cost and Usage Specification (https://focus.finops.org, version 1.2 of May 2025).
enum FocusColumn: String, CaseIterable {
    case availabilityZone = "AvailabilityZone"
    case billedCost = "BilledCost"
    case billingAccountId = "BillingAccountId"
    case billingAccountName = "BillingAccountName"
    case billingAccountType = "BillingAccountType"
    case billingCurrency = "BillingCurrency"
    case billingPeriodEnd = "BillingPeriodEnd"
    case billingPeriodStart = "BillingPeriodStart"
    case capacityReservationId = "CapacityReservationId"
    case capacityReservationStatus = "CapacityReservationStatus"
    case chargeCategory = "ChargeCategory"
    case chargeClass = "ChargeClass"
    case chargeDescription = "ChargeDescription"
    case chargeFrequency = "ChargeFrequency"
    case chargePeriodEnd = "ChargePeriodEnd"
    case chargePeriodStart = "ChargePeriodStart"
    case commitmentDiscountCategory = "CommitmentDiscountCategory"
    case commitmentDiscountId = "CommitmentDiscountId"
    case commitmentDiscountName = "CommitmentDiscountName"
    case commitmentDiscountQuantity = "CommitmentDiscountQuantity"
    case commitmentDiscountStatus = "CommitmentDiscountStatus"
    case commitmentDiscountType = "CommitmentDiscountType"
    case commitmentDiscountUnit = "CommitmentDiscountUnit"
    case consumedQuantity = "ConsumedQuantity"
    case consumedUnit = "ConsumedUnit"
    case contractedCost = "ContractedCost"
    case contractedUnitPrice = "ContractedUnitPrice"
    case effectiveCost = "EffectiveCost"
    case invoiceId = "InvoiceId"
    case invoiceIssuerName = "InvoiceIssuerName"
    case listCost = "ListCost"
    case listUnitPrice = "ListUnitPrice"
    case pricingCategory = "PricingCategory"
    case pricingCurrency = "PricingCurrency"
    case pricingCurrencyContractedUnitPrice = "PricingCurrencyContractedUnitPrice"
    case pricingCurrencyEffectiveCost = "PricingCurrencyEffectiveCost"
    case pricingCurrencyListUnitPrice = "PricingCurrencyListUnitPrice"
    case pricingQuantity = "PricingQuantity"
    case pricingUnit = "PricingUnit"
    case providerName = "ProviderName"
    case publisherName = "PublisherName"
    case regionId = "RegionId"
    case regionName = "RegionName"
    case resourceId = "ResourceId"
    case resourceName = "ResourceName"
    case resourceType = "ResourceType"
    case serviceCategory = "ServiceCategory"
    case serviceName = "ServiceName"
    case serviceSubcategory = "ServiceSubcategory"
    case skuId = "SkuId"
    case skuMeter = "SkuMeter"
    case skuPriceDetails = "SkuPriceDetails"
    case skuPriceId = "SkuPriceId"
    case subAccountId = "SubAccountId"
    case subAccountName = "SubAccountName"
    case subAccountType = "SubAccountType"
    case tags = "Tags"
    case lineType = "x_LineItemType"
    case lines = "x_Lines"
    case operation = "x_Operation"
    case serviceCode = "x_ServiceCode"
    case unblendedCost = "x_UnblendedCost"
    case usageType = "x_UsageType"

    var column: ReportColumn {
        switch self {
        case .billedCost, .contractedCost, .effectiveCost, .listCost, .pricingCurrencyEffectiveCost,
            .unblendedCost:
            .exact(rawValue)
        case .consumedQuantity, .pricingQuantity, .commitmentDiscountQuantity, .contractedUnitPrice,
            .listUnitPrice, .pricingCurrencyContractedUnitPrice, .pricingCurrencyListUnitPrice:
            .number(rawValue)
        case .billingPeriodEnd, .billingPeriodStart, .chargePeriodEnd, .chargePeriodStart: .instant(rawValue)
        case .tags, .skuPriceDetails: .object(rawValue)
        case .lines: .count(rawValue)
        case .subAccountName, .billingAccountName, .resourceId, .resourceName, .chargeDescription, .operation,
            .billingAccountId, .subAccountId:
            .text(rawValue)
        default: .word(rawValue)
        }
    }
}
