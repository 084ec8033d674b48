import Foundation
import Testing

@testable import Formats

/// The C library's strtod is the judge: it rounds correctly and shares no code with what it judges.
struct DecimalNumberTests {
    private func read(_ text: String) throws -> Double {
        try JSONReader.read(Array(text.utf8)) { try $0.double() }
    }

    @Test(arguments: [
        "0", "-0", "0.1", "1e22", "1e23", "9007199254740993", "9007199254740993.0000000000000000000000001",
        "5e-324", "2.4703282292062327e-324", "2.4703282292062328e-324", "4.9406564584124654e-324",
        "2.2250738585072011e-308", "2.2250738585072014e-308", "1.7976931348623157e308",
        "1.7976931348623158e308",
        "1e-400", "0e400", "123e-10000000", "7.2057594037927933e16", "1.00000000000000011102230246251565404",
        "8.5e-5",
        "0.000000000000000000000000000000000000000000000000000001234567890123456789012345678901234567890",
        "179769313486231580793728971405303415079934132710037826936173778980444968292764750946649017977587207096330286416692887910946555547851940402630657488671505820681908902000708383676273854845817711531764475730270069855571366959622842914819860834936475292719074168444365510704342711559699508093042880",
    ])
    func `a hard number is rounded like the C library does`(text: String) throws {
        #expect(try read(text).bitPattern == strtod(text, nil).bitPattern, "\(text)")
    }

    @Test(arguments: ["1.7976931348623159e308", "1e309", "-1e309", "0.4e99999999999999999999999"])
    func `a number that would be infinite is refused`(text: String) {
        #expect(throws: DecodingFailure.self) { try read(text) }
    }

    @Test func `random numbers of every length and size are rounded like the C library does`() throws {
        var random = Xorshift(state: 42)
        for _ in 0..<30_000 {
            let text = Self.number(&random)
            let expected = strtod(text, nil)
            guard expected.isFinite else { continue }
            #expect(try read(text).bitPattern == expected.bitPattern, "\(text)")
        }
    }

    @Test func `the shortest text of any double reads back as that double`() throws {
        var random = Xorshift(state: 7)
        for _ in 0..<30_000 {
            let value = Double(bitPattern: random.next())
            guard value.isFinite else { continue }
            #expect(try read(value.description).bitPattern == value.bitPattern)
        }
    }

    @Test func `the middle between two doubles is rounded to the even one`() throws {
        var random = Xorshift(state: 3)
        for _ in 0..<5_000 {
            let odd = random.next() >> 10 | 1 << 53 | 1  // 54 bits, the last one set: half way
            for text in ["\(odd)", "\(odd).0", "\(odd)00e-2", "\(odd).00000000000000000001"] {
                #expect(try read(text).bitPattern == strtod(text, nil).bitPattern, "\(text)")
            }
        }
    }

    private static func number(_ random: inout Xorshift) -> String {
        var text = random.next() & 1 == 0 ? "-" : ""
        text += random.next() & 1 == 0 ? "0" : "\(1 + random.next() % 999)"
        let digits = random.next() % 28
        if digits > 0 {
            text += "."
            for _ in 0..<digits { text += "\(random.next() % 10)" }
        }
        if random.next() % 4 > 0 { text += "e\(Int(random.next() % 640) - 330)" }
        return text
    }
}
