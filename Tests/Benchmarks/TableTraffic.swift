import Capacity

/// The series of a table: ten shapes in turn, of two weeks.
struct TableTraffic {
    private var state: UInt64

    init(seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1 }

    private mutating func part() -> Double {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Double((state &* 0x2545_F491_4F6C_DD1D) >> 11) / Double(1 << 53)
    }

    /// Noise of about eight percent.
    private mutating func noise() -> Double { 1 + 0.14 * (part() + part() + part() + part() - 2) }

    mutating func samples(shape: Int, period: Int, scale: Double) -> Samples {
        let perDay = 86_400 / period
        var burst = 0
        var height = 0.0
        var values: [Double] = []
        values.reserveCapacity(14 * perDay)
        for step in 0..<(14 * perDay) {
            let hour = Double(step % perDay) * 24 / Double(perDay)
            var level = 0.0
            switch shape % 10 {
            case 0, 5: level = 0.65 * noise()
            case 1: level = (0.1 + 0.7 * max(0, 1 - abs(hour - 13) / 9)) * noise()
            case 2, 6:
                if burst > 0 {
                    burst -= 1
                } else if part() < 40 / Double(14 * perDay) {
                    burst = 3 + Int(27 * part())
                    height = 0.3 + 0.7 * part()
                }
                level = 0.02 * noise() + (burst > 0 ? height : 0)
            case 3: level = 0.05 * noise()
            case 4: level = (hour >= 2 && hour < 4 ? 0.8 : 0.01) * noise()
            case 7: level = .nan
            case 8: level = 0.36 * noise()
            default: level = hour < 8 || part() < 0.3 ? .nan : 0.3 * noise()
            }
            values.append((level * scale * Double(period) * 2).rounded() / 2)
        }
        return Samples(period: period, start: 1_780_000_020 / 86_400 * 86_400, values: values)
    }
}
