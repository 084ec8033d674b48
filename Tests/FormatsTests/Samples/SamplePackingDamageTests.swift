import Formats
import Testing

struct SamplePackingDamageTests {
    static let damaged = DecodingFailure("packed samples are damaged")

    @Test(
        arguments: [
            ([], 1),
            ([0x04, 0x02], 1),
            ([0x13], 1),
            ([0x23], 1),
            ([0x21] + SamplePackingTests.pi, 1),
            ([0xA0, 0x02], 1),
            ([0x03, 0x00], 1),
            ([0x10], 2),
            ([0x10, 0x00], 2),
            ([0x10, 0x03, 0x02, 0x02], 2),
            ([0x10, 0x05, 0x02, 0x02], 2),
            ([0x00, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00], 1),
            ([0x00, 0x80], 1),
            ([0x00, 0x02], 2),
            ([0x00, 0x02, 0x02], 1),
            ([0x01] + SamplePackingTests.pi.dropLast(), 1),
            ([0x01] + SamplePackingTests.pi, 0),
            ([0x01] + SamplePackingTests.pi + [0x02], 2),
            ([0x01] + SamplePackingTests.pi + [0xFF, 0xFF], 2),
            ([0x02] + SamplePackingTests.pi, 2),
        ] as [([UInt8], Int)])
    func `bytes that no day packs to are refused`(bytes: [UInt8], count: Int) {
        #expect(throws: Self.damaged) { try SamplePackingTests.unpacked(bytes, count) }
    }

    @Test(arguments: SampleShape.allCases, [0, 30] as [UInt64])
    func `a day cut short or with a byte too many is refused`(shape: SampleShape, gaps: UInt64) {
        var random = SplitMix64(state: 1)
        let bytes = SamplePacking.pack(shape.slots(60, gaps: gaps, &random).span)

        for count in bytes.indices {
            #expect(throws: Self.damaged) { try SamplePackingTests.unpacked(Array(bytes[..<count]), 60) }
        }
        #expect(throws: Self.damaged) { try SamplePackingTests.unpacked(bytes + [0], 60) }
    }

    @Test(arguments: SampleShape.allCases, [0, 30] as [UInt64])
    func `a damaged byte is refused or gives as many other values`(shape: SampleShape, gaps: UInt64) {
        var random = SplitMix64(state: 2)
        let bytes = SamplePacking.pack(shape.slots(60, gaps: gaps, &random).span)
        for index in bytes.indices {
            for change in 1...UInt8.max {
                var other = bytes
                other[index] ^= change
                do {
                    #expect(try SamplePackingTests.unpacked(other, 60).count == 60)
                } catch {
                    #expect(error as? DecodingFailure == Self.damaged)
                }
            }
        }
    }
}
