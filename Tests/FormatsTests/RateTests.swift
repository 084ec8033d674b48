import Formats
import Testing

struct RateTests {
    func failure(_ text: String) -> DecodingFailure? {
        do {
            _ = try Rate(text)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        ("0", "0"), ("-0.0", "0"), ("0.0000000309", "0.0000000309"), ("3.09e-8", "0.0000000309"),
        ("744", "744"), ("7.440", "7.44"), ("1e3", "1000"), ("-0.5", "-0.5"), ("-12.5", "-12.5"),
        ("0.00000000000000000000000000000000000001", "0.00000000000000000000000000000000000001"),
        ("99999999999999999999999999999999999999", "99999999999999999999999999999999999999"),
        ("0.10000000000000000000000000000000000000000000", "0.1"), ("0e-100", "0"),
    ])
    func `a rate keeps every digit`(text: String, printed: String) throws {
        #expect(try Rate(text).description == printed)
        #expect(try Rate(text) == Rate(printed))
    }

    @Test func `a rate that does not fit is refused`() {
        #expect(failure("1e-39") == .tooPrecise)
        #expect(failure("0.123456789012345678901234567890123456789") == .tooPrecise)
        #expect(failure("1e39") == .outOfRange)
        #expect(failure("1e999999999999999999999") == .outOfRange)
        #expect(failure("one") == .notDecimal)
    }

    @Test(arguments: [
        ("0.0000000309", "1000000", "0.0309"),
        ("0.0000166667", "744", "0.0124000248"),
        ("0.283", "12.3456789012", "3.4938271290"),  // …12903… below half
        ("0.00000000005", "1", "0.00"),
        ("0.00000000005", "3", "0.0000000002"),
        ("-0.00000000005", "3", "-0.0000000002"),
        ("0.00000000005000000000000001", "1", "0.0000000001"),
        ("0", "99999999999999999999", "0.00"),
    ])
    func `a cost is the exact product, rounded once`(rate: String, quantity: String, cost: String) throws {
        #expect(try Rate(rate).cost(of: Rate(quantity), .halfEven) == Money(cost))
        #expect(try Rate(quantity).cost(of: Rate(rate), .halfEven) == Money(cost))
    }

    @Test func `a cost that must be exact is refused when it is not`() throws {
        let rate = try Rate("0.00000000001")

        #expect(try rate.cost(of: Rate(10), .exact).units == 1)
        #expect(throws: DecimalFailure.tooPrecise) { try rate.cost(of: Rate(11), .exact) }
        #expect(try rate.cost(of: Rate(19), .down).units == 1)
        #expect(try rate.cost(of: Rate(-11), .down).units == -2)
    }

    @Test func `a cost that is too large is refused, never wrapped`() throws {
        let large = try Rate("99999999999999999999999999999999999999")

        #expect(throws: DecimalFailure.outOfRange) { try large.cost(of: large, .halfEven) }
        #expect(throws: DecimalFailure.outOfRange) { try large.cost(of: Rate(1), .halfEven) }
        #expect(throws: DecimalFailure.outOfRange) { try Rate("922337203.7").cost(of: Rate(1), .halfEven) }
        #expect(try Rate("922337203.6854775807").cost(of: Rate(-1), .halfEven).units == -Int64.max)
    }
}
