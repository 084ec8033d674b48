import Testing

@testable import Audit

struct PlainNumberTests {
    @Test(arguments: [
        (0.0, "0"), (1, "1"), (-2.5, "-2.5"), (1e-7, "0.0000001"), (1.25e-10, "0.000000000125"),
        (1e16, "10000000000000000"), (1.5e17, "150000000000000000"), (-3.75e20, "-375000000000000000000"),
        (0.1, "0.1"), (123456.789, "123456.789"),
    ])
    func `measured numbers have all of their digits and no exponent`(value: Double, text: String) {
        #expect(PlainNumber.text(value) == text)
        #expect(Double(PlainNumber.text(value)) == value)
    }
}
