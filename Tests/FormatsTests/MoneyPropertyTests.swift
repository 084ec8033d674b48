import Formats
import Testing

/// Numbers as strings of digits, the slow way of school: a judge that shares nothing with what it judges.
struct SlowDecimal {
    var isNegative: Bool
    var digits: [Int]
    var scale: Int

    init(isNegative: Bool, digits: [Int], scale: Int) {
        self.isNegative = isNegative
        self.digits = digits
        self.scale = scale
    }

    /// A product, by long multiplication.
    static func * (left: SlowDecimal, right: SlowDecimal) -> SlowDecimal {
        var result = [Int](repeating: 0, count: left.digits.count + right.digits.count)
        for (i, a) in left.digits.reversed().enumerated() {
            for (j, b) in right.digits.reversed().enumerated() {
                result[i + j] += a * b
                result[i + j + 1] += result[i + j] / 10
                result[i + j] %= 10
            }
        }
        let isNegative = left.isNegative != right.isNegative
        return SlowDecimal(isNegative: isNegative, digits: result.reversed(), scale: left.scale + right.scale)
    }

    var text: String {
        let whole = digits.dropLast(scale).map(String.init).joined()
        let fraction = digits.suffix(scale).map(String.init).joined()
        return (isNegative ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
    }

    /// The digits of the nearest count of 10⁻¹⁰, ties to even.
    var units: Int64? {
        var kept = digits + [Int](repeating: 0, count: max(0, 10 - scale))
        var dropped: [Int] = []
        while kept.count > digits.count - scale + 10 { dropped.insert(kept.removeLast(), at: 0) }
        let half = [5] + [Int](repeating: 0, count: max(0, dropped.count - 1))
        let isOdd = (kept.last ?? 0) % 2 == 1
        let goesUp =
            !dropped.isEmpty
            && (isOdd ? !dropped.lexicographicallyPrecedes(half) : half.lexicographicallyPrecedes(dropped))
        let magnitude = Int64(kept.map(String.init).joined()).map { $0 + (goesUp ? 1 : 0) }
        return magnitude.map { isNegative ? -$0 : $0 }
    }

    static func random(wholeDigits: Int, scale: Int, using random: inout some RandomNumberGenerator)
        -> SlowDecimal
    {
        let digits = (0..<wholeDigits + scale).map { _ in
            Bool.random(using: &random)
                ? Int.random(in: 0...9, using: &random) : [0, 5, 9][Int.random(in: 0...2, using: &random)]
        }
        return SlowDecimal(isNegative: Bool.random(using: &random), digits: digits, scale: scale)
    }
}

struct MoneyPropertyTests {
    @Test func `reading and rounding agree with arithmetic on strings of digits`() throws {
        var random = SplitMix64(state: 1)
        for _ in 0..<5000 {
            let scale = Int.random(in: 0...45, using: &random)
            let number = SlowDecimal.random(
                wholeDigits: Int.random(in: 1...8, using: &random), scale: scale, using: &random)

            #expect(try Money(number.text, .halfEven).units == number.units, "\(number.text)")
        }
    }

    @Test func `costs agree with long multiplication`() throws {
        var random = SplitMix64(state: 1)
        for _ in 0..<5000 {
            let rate = SlowDecimal.random(
                wholeDigits: 2, scale: Int.random(in: 0...14, using: &random), using: &random)
            let quantity = SlowDecimal.random(
                wholeDigits: 6, scale: Int.random(in: 0...14, using: &random), using: &random)
            let cost = try Rate(rate.text).cost(of: Rate(quantity.text), .halfEven)

            #expect(cost.units == (rate * quantity).units, "\(rate.text) × \(quantity.text)")
        }
    }

    @Test func `an amount that is written and read is the same`() throws {
        var random = SplitMix64(state: 1)
        for _ in 0..<5000 {
            let bits = Int64.random(in: .min ... .max, using: &random)
            let money = Money(units: bits >> Int64.random(in: 0...63, using: &random))

            #expect(try Money(money.description) == money)
        }
    }
}
