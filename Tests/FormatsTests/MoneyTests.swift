import Formats
import Testing

struct MoneyTests {
    func failure(_ text: String, _ rounding: Rounding = .exact) -> DecodingFailure? {
        do {
            _ = try Money(text, rounding)
            return nil
        } catch {
            return error
        }
    }

    @Test(
        arguments: [
            ("0", 0), ("-0", 0), ("+1", 10_000_000_000), ("12.5", 125_000_000_000),
            ("0.0000000001", 1), ("-0.0000000001", -1), (".5", 5_000_000_000), ("5.", 50_000_000_000),
            ("1.25E-3", 12_500_000), ("1e2", 1_000_000_000_000), ("1e+2", 1_000_000_000_000),
            ("0.00000000010", 1), ("1.00000000000000000000000000000000000000000000000", 10_000_000_000),
            ("00000000000000000000000000000000000000000000001", 10_000_000_000),
            ("0e999999999999999999999", 0),
            ("10000000000000000000000000000000000000000000000000e-50", 1_000_000_000),
            ("0.000000000000000000000000000000000000000000000000001e51", 10_000_000_000),
            ("922337203.6854775807", Int64.max), ("-922337203.6854775808", Int64.min),
        ] as [(String, Int64)])
    func `text is read exactly`(text: String, units: Int64) throws {
        #expect(try Money(text).units == units)
    }

    @Test(arguments: [
        "", " ", "-", "+", ".", "-.", "e5", ".e5", "1e", "1e+", "1e-", "1e5.0", "1.2.3", "--1", "+-1", "1 ",
        " 1",
        "1,000", "0x10", "NaN", "Infinity", "1_000", "1f", "\u{0661}", "1\0", "$1", "1-", "1e5e5",
    ])
    func `text that is no number is refused`(text: String) {
        #expect(failure(text) == .notDecimal)
        #expect(failure(text, .halfEven) == .notDecimal)
    }

    @Test(arguments: [
        "0.00000000001", "1e-11", "1e-1000000", "-1.12345678901",
        "0.00000000010000000000000000000000000000000001",
    ])
    func `digits beyond the tenth are refused unless rounding is asked for`(text: String) {
        #expect(failure(text) == .tooPrecise)
        #expect(failure(text, .halfEven) == nil)
    }

    @Test(arguments: [
        "922337203.6854775808", "-922337203.6854775809", "1e9", "1e1000000000000000000000",
        "99999999999999999999",
        "340282366920938463463374607431768211456", "170141183460469231731687303715884105728e-10",
        "123456789012345678901234567890123456789012345678901234567890",
    ])
    func `amounts out of range are refused`(text: String) {
        #expect(failure(text) == .outOfRange)
        #expect(failure(text, .halfEven) == .outOfRange)
    }

    @Test(
        arguments: [
            ("0.00000000005", 0), ("0.00000000015", 2), ("0.00000000025", 2), ("-0.00000000015", -2),
            ("-0.00000000005", 0), ("0.00000000004999", 0), ("0.000000000050001", 1),
            ("0.00000000005000000000000000000000000000000000000000000000000001", 1),
            ("0.0000000000500000000000000000000000000000000000000000000000000", 0),
            ("1e-500", 0), ("-1e-500", 0),
        ] as [(String, Int64)])
    func `rounding takes the nearest unit, and of two the even one`(text: String, units: Int64) throws {
        #expect(try Money(text, .halfEven).units == units)
    }

    @Test(
        arguments: [
            ("0.00000000019", 1), ("-0.00000000011", -2), ("-1e-500", -1), ("1e-500", 0),
            ("-0.0000000002", -2),
        ] as [(String, Int64)])
    func `rounding down takes the lower unit`(text: String, units: Int64) throws {
        #expect(try Money(text, .down).units == units)
    }

    @Test(
        arguments: [
            (0, "0.00"), (1, "0.0000000001"), (-1, "-0.0000000001"), (10_000_000_000, "1.00"),
            (125_000_000_000, "12.50"), (-125_500_000_000, "-12.55"), (116_000_000, "0.0116"),
            (1_000_000_000, "0.10"), (Int64.max, "922337203.6854775807"),
            (Int64.min, "-922337203.6854775808"),
        ] as [(Int64, String)])
    func `an amount is written plainly, with two decimals or as many as it needs`(units: Int64, text: String)
        throws
    {
        #expect(Money(units: units).description == text)
        #expect(try Money(text).units == units)
    }

    @Test func `sums go beyond an amount and come back`() throws {
        var sum = MoneySum()
        for _ in 0..<1000 { sum += Money(units: .max) }
        #expect(throws: DecimalFailure.outOfRange) { try sum.money() }
        for _ in 0..<999 { sum -= Money(units: .max) }

        #expect(try sum.money() == Money(units: .max))
        sum += Money(units: 1)
        #expect(throws: DecimalFailure.outOfRange) { try sum.money() }
    }

    @Test func `sums add up and compare`() throws {
        var left = MoneySum()
        left += try Money("0.10")
        var right = left
        right += left
        right -= try Money("-0.0000000001")

        #expect(left < right)
        #expect(try right.money().description == "0.2000000001")
    }
}
