/// How the bill reckons: everything in 10⁻¹⁰ of a dollar or a unit, rounded once.
enum BillRates {
    static let one = 10_000_000_000

    /// What the organisation has agreed to pay of the list price, in hundredths: an enterprise discount.
    static let agreed = 91

    /// What a part of tax there is on everything, in hundredths.
    static let tax = 20

    static func net(_ cost: Int) -> Int { (cost * agreed + 50) / 100 }

    /// What an amount costs at a rate; neither is negative.
    static func cost(_ amount: Int, at rate: Int) -> Int {
        let product = amount.multipliedFullWidth(by: rate)
        let (low, overflows) = product.low.addingReportingOverflow(UInt(one / 2))
        return one.dividingFullWidth((product.high + (overflows ? 1 : 0), low)).quotient
    }

    /// The gigabyte-months of so many bytes that are kept for one day of a month.
    static func gigabyteMonths(_ bytes: Int, days: Int) -> Int {
        let product = bytes.multipliedFullWidth(by: one)
        return (days << 30).dividingFullWidth((product.high, product.low)).quotient
    }
}
