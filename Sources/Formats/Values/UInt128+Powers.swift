extension UInt128 {
    /// Ten to a power of 0 to 38, the largest that fits.
    static func powerOfTen(_ exponent: Int) -> UInt128 {
        precondition(0...38 ~= exponent)
        return powers[exponent]
    }

    private static let powers: InlineArray<39, UInt128> = {
        var powers = InlineArray<39, UInt128>(repeating: 1)
        for exponent in 1..<39 { powers[exponent] = powers[exponent - 1] * 10 }
        return powers
    }()
}
