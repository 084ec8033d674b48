import Formats
import Testing

struct ExactAmountTests {
    @Test(arguments: [
        ("0", 0, 0), ("1", 10_000_000_000, 0), ("-1.5", -15_000_000_000, 0), ("0.0000000001", 1, 0),
        ("0.00000000005", 0, 500_000_000_000_000_000), ("-0.00000000005", -1, 500_000_000_000_000_000),
        ("1e-28", 0, 1), ("-1E-28", -1, 999_999_999_999_999_999), ("1.25E3", 12_500_000_000_000, 0),
        ("922337203.6854775807", Int64.max, 0), ("-922337203.6854775807", -Int64.max, 0),
        ("5.", 50_000_000_000, 0),
        (".5", 5_000_000_000, 0), ("+.5", 5_000_000_000, 0), ("000000000000000000000001", 10_000_000_000, 0),
        ("0.000000000000000000000000000000000000000000", 0, 0), ("-0", 0, 0),
        ("123456.789012345678", 1_234_567_890_123_456, 780_000_000_000_000_000),
    ])
    func `no digit is lost`(text: String, units: Int64, rest: Int64) throws {
        #expect(try ExactAmount(text, places: 10) == ExactAmount(units: units, rest: rest))
    }

    @Test(arguments: [
        ("", DecodingFailure.notDecimal), ("-", .notDecimal), (".", .notDecimal), ("1.2.3", .notDecimal),
        ("1 ", .notDecimal), ("NaN", .notDecimal), ("1e", .notDecimal), ("--1", .notDecimal),
        ("1e-29", .tooPrecise), ("0.12345678901234567890123456789", .tooPrecise),
        ("922337203.6854775808", .outOfRange), ("1e30", .outOfRange), ("1e400", .outOfRange),
    ])
    func `what cannot be kept exactly is a failure`(text: String, failure: DecodingFailure) {
        #expect(throws: failure) { try ExactAmount(text, places: 10) }
    }

    @Test func `quantities are cut where they are finer than can be told`() throws {
        #expect(try ExactAmount("1e-19", places: 0, .cut) == .zero)
        #expect(
            try ExactAmount("5000000000.000000000000000001", places: 0, .cut)
                == ExactAmount(units: 5_000_000_000, rest: 1))
    }

    @Test(arguments: [
        ("0.1", "0.2", "0.30"), ("-0.00000000005", "0.00000000004", "-0.00000000001"),
        ("-1e-28", "1e-28", "0.00"), ("-3", "-0.5", "-3.50"),
        ("99999999.9999999999", "1e-10", "100000000.00"),
    ])
    func `sums are told with every digit`(left: String, right: String, text: String) throws {
        var amount = try ExactAmount(left, places: 10)
        try amount.add(try ExactAmount(right, places: 10))
        var sum = ExactSum()
        sum += try ExactAmount(left, places: 10)
        sum += try ExactAmount(right, places: 10)
        var same = ExactSum()
        same += amount

        #expect(sum.text(places: 10) == text)
        #expect(same.text(places: 10) == text)
    }

    @Test(arguments: [("1", "0.00000000005"), ("-1", "2.5"), ("0", "-1e-28"), ("1e-11", "1e-11")])
    func `taking away is adding the opposite`(left: String, right: String) throws {
        var difference = try ExactAmount(left, places: 10)
        try difference.subtract(try ExactAmount(right, places: 10))
        try difference.add(try ExactAmount(right, places: 10))

        #expect(try difference == ExactAmount(left, places: 10))
    }

    @Test(arguments: [
        ("0.3", "0.7", "1.00", "-0.40"),
        (
            "-1.00000000000000000001", "2.5", "1.49999999999999999999",
            "-3.50000000000000000001"
        ), ("5", "5", "10.00", "0.00"),
    ])
    func `sums are added and taken away to the last digit`(
        left: String, right: String, sum: String, difference: String
    ) throws {
        var (one, other) = (ExactSum(), ExactSum())
        one += try ExactAmount(left, places: 10)
        other += try ExactAmount(right, places: 10)

        var (added, taken) = (one, one)
        added += other
        taken -= other

        #expect(added.text(places: 10) == sum)
        #expect(taken.text(places: 10) == difference)
        #expect((one < other) == (taken < ExactSum()))
    }

    @Test func `a sum that does not fit is a failure`() throws {
        var amount = ExactAmount(units: .max)
        #expect(throws: DecodingFailure.outOfRange) { try amount.add(ExactAmount(units: 1)) }
    }
}
