/// What a line of the bill is, as far as its amounts depend on it.
///
/// The rules are those by which CUDOS, the dashboards that finance people know, spreads what was paid in advance
/// (`reference` of the bill: cost bases).
enum LineKind: Sendable {
    /// Whatever costs what it says: tax, credits, support, discounts.
    case plain
    /// Use of something, whose quantity counts.
    case usage
    case planCovered
    case planRecurring
    /// Paid before, or taken back from what others tell: no cost of this month.
    case planUpfrontOrNegation
    case reservationCovered
    case reservationFee
    /// Free where it is what was paid for a reservation, as its ARN tells.
    case fee
    /// Free where it gives back what was paid for a savings plan.
    case refund

    init(_ lineType: String) {
        switch lineType {
        case "Usage", "FlatRateSubscription": self = .usage
        case "SavingsPlanCoveredUsage": self = .planCovered
        case "SavingsPlanRecurringFee": self = .planRecurring
        case "SavingsPlanNegation", "SavingsPlanUpfrontFee": self = .planUpfrontOrNegation
        case "DiscountedUsage": self = .reservationCovered
        case "RIFee": self = .reservationFee
        case "Fee": self = .fee
        case "Refund": self = .refund
        default: self = .plain
        }
    }

    /// Whether its amount is a quantity that was used, and not a number of fees or hours of commitment.
    var countsUsage: Bool {
        switch self {
        case .usage, .planCovered, .reservationCovered: true
        default: false
        }
    }

    /// Whether each line of it is amortised as it is billed.
    var isAsBilled: Bool { self == .plain || self == .usage }

    /// Operations whose lines tell once more, by container, what other lines tell: their money counts nowhere.
    static func isSplit(_ operation: String) -> Bool {
        operation == "EKSPod-EC2" || operation == "ECSTask-EC2"
    }
}
