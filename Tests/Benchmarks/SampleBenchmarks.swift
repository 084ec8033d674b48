import Formats

extension Benchmark {
    static let samples: [Benchmark] = [
        Benchmark(name: "samples.pack") {
            let series = Series.all
            return {
                var size = 0
                var count = 0
                for values in series {
                    for day in stride(from: 0, to: values.count, by: Series.slots) {
                        size += SamplePacking.pack(values.span.extracting(day..<(day + Series.slots))).count
                        count += Series.slots
                    }
                }
                guard size < 2 * count else { throw DecodingFailure("packed to \(size) bytes") }
                return Amount(count: Double(count), unit: "values")
            }
        },
        Benchmark(name: "samples.unpack") {
            let days = Series.packed()
            var values = [Double](repeating: 0, count: Series.slots * Series.days)
            return {
                var present = 0
                for (index, bytes) in days.enumerated() {
                    var all = values.mutableSpan
                    let start = index % Series.days * Series.slots
                    let day = start..<(start + Series.slots)
                    try bytes.withUnsafeBytes { try SamplePacking.unpack($0, into: &all, at: day) }
                    present += values[start].isNaN ? 0 : Series.slots
                }
                return Amount(count: Double(present), unit: "values")
            }
        },
    ]

    /// 1,000 series of 14 days, each with 288 slots a day.
    ///
    /// Half of them are consumed capacity, which comes in steps of 0.5 with more or less noise; half are provisioned
    /// capacity, which stays for hours.
    private enum Series {
        static let slots = 288
        static let days = 14

        static let all: [[Double]] = {
            var random = SplitMix(state: 7)
            return (0..<1000).map { $0 % 2 == 0 ? consumed(&random) : provisioned(&random) }
        }()

        static func packed() -> [[UInt8]] {
            all.flatMap { values in
                stride(from: 0, to: values.count, by: slots).map { day in
                    SamplePacking.pack(values.span.extracting(day..<(day + slots)))
                }
            }
        }

        private static func consumed(_ random: inout SplitMix) -> [Double] {
            let level = random.next() % 400
            let noise = 20 + random.next() % 300
            return (0..<(slots * days)).map { index in
                let hour = UInt64(index / 12 % 24)
                let wave = level + min(hour, 24 - hour) * 8
                return Double(wave + random.next() % noise) * 0.5
            }
        }

        private static func provisioned(_ random: inout SplitMix) -> [Double] {
            var level: UInt64 = 100
            return (0..<(slots * days)).map { _ in
                if random.next() % 60 == 0 { level = 5 * (1 + random.next() % 200) }
                return Double(level)
            }
        }
    }
}
