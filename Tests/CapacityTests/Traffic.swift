import Capacity

/// Series of the shapes that tables have, made of a seed.
struct Traffic {
    enum Shape: CaseIterable {
        case idle, steady, diurnal, bursty, batch, gaps, spike, stop, ramp, weekly, noise
    }

    private var state: UInt64

    init(seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678_9ABC_DEF1
        for _ in 0..<4 { _ = next() }
    }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state &* 0x2545_F491_4F6C_DD1D
    }

    /// From zero up to one.
    mutating func part() -> Double { Double(next() >> 11) / Double(1 << 53) }

    mutating func integer(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next() % UInt64(range.count))
    }

    mutating func choice<T>(_ values: [T]) -> T { values[integer(0...values.count - 1)] }

    /// Sums a step, in halves.
    mutating func samples(_ shape: Shape, steps: Int, period: Int = 60, scale: Double, start: Int = 0)
        -> Samples
    {
        let perDay = max(1, 86_400 / period)
        let pivot = integer(0...max(0, steps - 1))
        let spread = choice([0.02, 0.08, 0.3])
        var values: [Double] = []
        var burst = 0
        for step in 0..<steps {
            let hour = Double(step % perDay) * 24 / Double(perDay)
            let day = step / perDay
            let noise = 1 + spread * (part() + part() + part() + part() - 2)
            if burst > 0 { burst -= 1 } else if integer(0...400) == 0 { burst = integer(1...30) }
            let level: Double
            switch shape {
            case .idle: level = .nan
            case .steady: level = 0.65 * noise
            case .diurnal: level = (0.1 + 0.8 * max(0, 1 - abs(hour - 14) / 8)) * noise
            case .bursty: level = burst > 0 ? (0.3 + part()) : 0.02 * noise
            case .batch: level = hour >= 2 && hour < 4 ? 0.8 * noise : 0.01
            case .gaps: level = hour < 8 || integer(0...2) == 0 ? .nan : 0.3 * noise
            case .spike: level = step == pivot ? 8 : 0.05
            case .stop: level = step < pivot ? 0.7 * noise : integer(0...1) == 0 ? 0 : .nan
            case .ramp: level = (0.1 + Double(step) / Double(max(1, steps))) * noise
            case .weekly: level = (day % 7 == 2 && hour >= 9 && hour < 11 ? 1 : 0.1) * noise
            case .noise: level = part() * part() * 2
            }
            values.append((level * scale * Double(period) * 2).rounded() / 2)
        }
        return Samples(period: period, start: start, values: values)
    }
}
