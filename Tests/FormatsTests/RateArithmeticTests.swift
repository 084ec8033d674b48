import Formats
import Testing

struct RateArithmeticTests {
    @Test(arguments: [
        ("0.1", "0.2", "0.3", "-0.1", "0.02"), ("18600", "0.00013", "18600.00013", "18599.99987", "2.418"),
        ("-1.5", "1.50", "0", "-3", "-2.25"), ("0", "7", "7", "-7", "0"),
        (
            "0.0000000000000000001", "1", "1.0000000000000000001", "-0.9999999999999999999",
            "0.0000000000000000001"
        ),
    ])
    func `sums, differences and products are exact`(
        left: String, right: String, sum: String, difference: String, product: String
    ) throws {
        let (left, right) = (try Rate(left), try Rate(right))

        #expect(try (left + right) == Rate(sum))
        #expect(try (left - right) == Rate(difference))
        #expect(try (left * right) == Rate(product))
    }

    @Test func `what does not fit is refused, never wrapped`() throws {
        let large = try Rate("99999999999999999999999999999999999999")
        let small = try Rate("0.00000000000000000000000000000000000001")

        #expect(throws: DecimalFailure.outOfRange) { try large + large }
        #expect(throws: DecimalFailure.outOfRange) { try Rate(0) - large - large }
        #expect(throws: DecimalFailure.outOfRange) { try large * large }
        #expect(throws: DecimalFailure.outOfRange) { try large + small }
        #expect(throws: DecimalFailure.tooPrecise) { try small * small }
        #expect(throws: DecimalFailure.outOfRange) { try large.money(.halfEven) }
    }

    @Test(arguments: [
        ["-12.5", "-1.5", "-1.2", "-0.5", "-0.00001", "0", "0.00001", "0.1", "0.12", "1", "1.01", "18600"],
        ["-99999999999999999999999999999999999999", "0.00000000000000000000000000000000000001", "1e37"],
    ])
    func `rates are ordered as numbers are`(texts: [String]) throws {
        let rates = try texts.map { text in try Rate(text) }

        #expect(rates.reversed().sorted() == rates)
        for rate in rates { #expect(!(rate < rate)) }
    }

    @Test(arguments: [
        // Unit-minutes at a price an hour: 43,800 minutes are 730 hours.
        ("0.00013", "43800", 60, "0.0949"), ("0.00065", "1", 60, "0.0000108333"),
        ("0.00065", "2", 60, "0.0000216667"), ("1", "1", 3, "0.3333333333"), ("2", "1", 3, "0.6666666667"),
        ("-2", "1", 3, "-0.6666666667"), ("0.0000000001", "1", 2, "0.00"),
        ("0.0000000001", "3", 2, "0.0000000002"),
        ("0.00000000001", "1", 1, "0.00"), ("922337203.6854775807", "7", 7, "922337203.6854775807"),
    ])
    func `parts of a unit are multiplied first, divided once and rounded once`(
        rate: String, quantity: String, parts: Int, cost: String
    ) throws {
        let product = try Rate(rate) * Rate(quantity)

        #expect(try product.money(dividedBy: parts, .halfEven) == Money(cost))
    }

    @Test func `a division says how it rounds, or refuses to`() throws {
        #expect(try Rate(1).money(dividedBy: 4, .exact) == Money("0.25"))
        #expect(throws: DecimalFailure.tooPrecise) { try Rate(1).money(dividedBy: 3, .exact) }
        #expect(try Rate(2).money(dividedBy: 3, .down) == Money("0.6666666666"))
        #expect(try Rate(-2).money(dividedBy: 3, .down) == Money("-0.6666666667"))
        #expect(throws: DecimalFailure.outOfRange) { try Rate("922337203.7").money(.halfEven) }
    }
}
