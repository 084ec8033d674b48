extension [UInt8] {
    /// Appends an amount of 10⁻¹⁰ units with all of its decimals, as AWS writes money: `0.0000001250`.
    mutating func append(moneyOf units: Int) {
        if units < 0 { append(UInt8(ascii: "-")) }
        let (whole, rest) = Int(units.magnitude).quotientAndRemainder(dividingBy: 10_000_000_000)
        append(digitsOf: whole)
        append(UInt8(ascii: "."))
        var place = 1_000_000_000
        while place > rest, place > 1 {
            append(UInt8(ascii: "0"))
            place /= 10
        }
        append(digitsOf: rest)
    }
}
