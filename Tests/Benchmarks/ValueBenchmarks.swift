import Formats

extension Benchmark {
    static let values: [Benchmark] = [
        Benchmark(name: "money.parse") {
            let amounts = Amounts()
            return {
                var sum = MoneySum()
                var start = 0
                for end in amounts.ends {
                    sum += try Money(amounts.text.span.extracting(start..<end))
                    start = end
                }
                return Amount(count: sum == MoneySum() ? 0 : Double(amounts.ends.count), unit: "values")
            }
        },
        Benchmark(name: "money.print") {
            let values = Amounts().values
            var output: [UInt8] = []
            output.reserveCapacity(24 * values.count)
            return {
                output.removeAll(keepingCapacity: true)
                for value in values { value.write(to: &output) }
                return Amount(count: output.isEmpty ? 0 : Double(values.count), unit: "values")
            }
        },
    ]
}

/// Amounts as a bill has them: small ones with ten decimals, larger ones, and every tenth with an exponent.
struct Amounts {
    var values: [Money] = []
    /// The amounts as text, one after the other.
    var text: [UInt8] = []
    /// Where the text of each amount ends.
    var ends: [Int] = []

    init() {
        var random: UInt64 = 7
        for index in 0..<100_000 {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let value = Money(units: Int64(random >> (20 + random >> 59)))
            values.append(value)
            if index.isMultiple(of: 10) {
                text.append(contentsOf: "1.5e-\(index % 9)".utf8)
            } else {
                value.write(to: &text)
            }
            ends.append(text.count)
        }
    }
}
