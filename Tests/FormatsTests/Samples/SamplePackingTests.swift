import Formats
import Testing

struct SamplePackingTests {
    static let pi: [UInt8] = [0x18, 0x2D, 0x44, 0x54, 0xFB, 0x21, 0x09, 0x40]

    /// The bits of each slot, with one spelling for what is absent.
    static func bits(_ slots: [Double]) -> [UInt64] { slots.map { $0.isNaN ? .max : $0.bitPattern } }

    static func unpacked(_ bytes: [UInt8], _ count: Int) throws -> [Double] {
        var slots = [Double](repeating: -1, count: count)
        var span = slots.mutableSpan
        try bytes.withUnsafeBytes { try SamplePacking.unpack($0, into: &span) }
        return slots
    }

    @Test(
        arguments: [
            ([12.5, 13, 12.5], [0x20, 0x32, 0x02, 0x01]),
            ([64, 0, -64], [0x00, 0x80, 0x01, 0x7F, 0x7F]),
            ([0.001, 0.002], [0x80, 0x02, 0x02]),
            ([.nan, 7, .nan, 9], [0x10, 0x0A, 0x0E, 0x04]),
            ([.pi, .pi, -.pi], [0x01] + pi + [0x06, 0x40]),
            ([.pi, -.pi, .pi], [0x01] + pi + [0x03, 0x60, 0x01]),
            ([.pi], [0x02] + pi),
            ([.nan, .pi], [0x12, 0x02] + pi),
            ([.nan, .nan], [0x03]),
            ([], [0x03]),
        ] as [([Double], [UInt8])])
    func `what is stored for years has these bytes`(slots: [Double], bytes: [UInt8]) throws {
        #expect(SamplePacking.pack(slots.span) == bytes)
        #expect(try Self.bits(Self.unpacked(bytes, slots.count)) == Self.bits(slots))
    }

    @Test(arguments: [
        0, -0.0, .infinity, -.infinity, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 0x1p51, -0x1p51,
        0x1p51 + 1, 0x1p53, 1e300, -0.1, 0.3, 1.005, 123456.789, 1e15 / 8,
    ])
    func `an odd value survives to the bit, alone and among others`(value: Double) throws {
        for slots in [[value], [1, value, 2], [value, -value, value], [.nan, value, 0.5, value, 1.0 / 3]] {
            let bytes = SamplePacking.pack(slots.span)

            #expect(try Self.bits(Self.unpacked(bytes, slots.count)) == Self.bits(slots))
        }
    }

    @Test(arguments: SampleShape.allCases, [1, 2, 7, 8, 9, 24, 287, 288, 1440])
    func `every shape of a day comes back to the bit`(shape: SampleShape, count: Int) throws {
        var random = SplitMix64(state: UInt64(count))
        let most = 1 + (count + 7) / 8 + 8 * count
        for gaps: UInt64 in [0, 1, 50, 99] {
            let slots = shape.slots(count, gaps: gaps, &random)
            let bytes = SamplePacking.pack(slots.span)

            #expect(try Self.bits(Self.unpacked(bytes, count)) == Self.bits(slots), "\(gaps) % gaps")
            #expect(bytes.count <= most)
        }
    }

    @Test func `days are packed from parts of an array and unpacked into parts of one`() throws {
        var random = SplitMix64(state: 3)
        let slots = SampleShape.halves.slots(14 * 288, gaps: 2, &random)
        var again = [Double](repeating: 0, count: slots.count)
        var all = again.mutableSpan

        for day in stride(from: 0, to: slots.count, by: 288) {
            let range = day..<(day + 288)
            let bytes = SamplePacking.pack(slots.span.extracting(range))
            try bytes.withUnsafeBytes { try SamplePacking.unpack($0, into: &all, at: range) }
        }

        #expect(Self.bits(again) == Self.bits(slots))
    }

    @Test func `a quiet day takes few bytes`() {
        let constant = [Double](repeating: 5, count: 288)
        let noise = (0..<288).map { Double($0 * 7919 % 64) * 0.5 }

        #expect(SamplePacking.pack(constant.span).count == 45)
        #expect(SamplePacking.pack(noise.span).count < 450)
    }
}

/// What a day of measurements may look like.
enum SampleShape: CaseIterable {
    case constant, steps, integers, halves, thousandths, noise, bits, odd

    func slots(_ count: Int, gaps: UInt64, _ random: inout SplitMix64) -> [Double] {
        var level = Double(random.next() % 1000)
        return (0..<count).map { _ in
            let number = random.next()
            if random.next() % 20 == 0 { level = Double(number % 100_000) }
            guard random.next() % 100 >= gaps else { return .nan }
            return value(number, level)
        }
    }

    private func value(_ number: UInt64, _ level: Double) -> Double {
        switch self {
        case .constant: 42.5
        case .steps: level
        case .integers: Double((Int64(bitPattern: number) >> 12) >> Int64(number & 63))
        case .halves: level + Double(number % 40) / 2
        case .thousandths: Double(Int64(bitPattern: number) >> 40) / 1000
        case .noise: Double(number >> 11) * 0x1p-53
        case .bits: Double(bitPattern: number)
        case .odd: [-0.0, 0, .infinity, -.infinity, .pi, 0x1p51, 0x1p60][Int(number % 7)]
        }
    }
}
