import Formats

/// A month that is billed: of the calendar, whatever a report was delivered in it.
struct BillMonth: Hashable, Sendable {
    let year: Int
    let month: Int

    /// The month of a moment, or one so many months before.
    init(of moment: Timestamp, earlier months: Int = 0) {
        let date = moment.startOfMonth(later: -months).date
        (year, month) = (date.year, date.month)
    }

    /// Reads `2025-10`.
    init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count == 4, parts[1].utf8.count == 2,
            let year = Int(parts[0]), let month = Int(parts[1]),
            CivilDate(year: year, month: month, day: 1) != nil
        else { return nil }
        self.year = year
        self.month = month
    }

    /// As the tables have it: 202510.
    var number: Int { year * 100 + month }

    /// The month and those before it, so many in all, the oldest first.
    static func last(_ count: Int, before moment: Timestamp) -> [BillMonth] {
        (0..<count).reversed().map { BillMonth(of: moment, earlier: $0) }
    }

    /// The folder of a legacy report: `20251001-20251101`.
    var legacyFolder: String {
        let next = month == 12 ? (year + 1) * 100 + 1 : number + 1
        return "\(Self.padded(number, 6))01-\(Self.padded(next, 6))01"
    }

    /// The folder of an export: `BILLING_PERIOD=2025-10`.
    var exportFolder: String { "BILLING_PERIOD=\(self)" }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

extension BillMonth: CustomStringConvertible {
    var description: String { "\(Self.padded(year, 4))-\(Self.padded(month, 2))" }
}
