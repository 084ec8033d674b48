import Capacity
import Testing

/// Quantiles as numpy 2.4.6 reckons them, to the last bit:
/// `numpy.percentile(values / period, [50, 90, 95, 99])` of the same random series.
struct QuantileTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var seed: UInt64
        var count: Int
        var kind: Int
        var period: Int
        /// Bits, with missing steps as zero.
        var all: [UInt64]
        /// Bits, without missing steps.
        var told: [UInt64]

        var testDescription: String { "\(count) values of kind \(kind)" }

        var samples: Samples {
            var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678_9ABC_DEF1
            var values: [Double] = []
            for index in 0..<(4 + count) {
                state ^= state << 13
                state ^= state >> 7
                state ^= state << 17
                let random = state &* 0x2545_F491_4F6C_DD1D
                if index >= 4 { values.append(value(random)) }
            }
            return Samples(period: period, values: values)
        }

        private func value(_ random: UInt64) -> Double {
            let part = Double(random >> 11) / Double(1 << 53)
            return switch kind {
            case 0: (part * 1000 * 2).rounded(.toNearestOrEven) / 2
            case 1: part * part * part * 1e6
            case 2: random % 3 == 0 ? .nan : part * 100
            default: random % 97 == 0 ? 1e9 * part : part * 0.01
            }
        }
    }

    @Test(arguments: cases)
    func `quantiles equal those of numpy to the last bit`(expected: Case) {
        var bench = Workbench()

        let statistics = bench.statistics(of: expected.samples)

        #expect(Self.bits(statistics.quantiles) == expected.all)
        #expect(Self.bits(statistics.reportedQuantiles) == expected.told)
    }

    private static func bits(_ quantiles: Quantiles) -> [UInt64] {
        [quantiles.p50, quantiles.p90, quantiles.p95, quantiles.p99].map(\.bitPattern)
    }

    private static let cases = [
        Case(
            seed: 1, count: 1, kind: 0, period: 60,
            all: [
                0x402c222222222222, 0x402c222222222222,
                0x402c222222222222, 0x402c222222222222,
            ],
            told: [
                0x402c222222222222, 0x402c222222222222,
                0x402c222222222222, 0x402c222222222222,
            ]),
        Case(
            seed: 2, count: 2, kind: 1, period: 60,
            all: [
                0x40837a546bb9a963, 0x4091695e144a3c4b,
                0x40925ee49017e93e, 0x4093235026560d34,
            ],
            told: [
                0x40837a546bb9a963, 0x4091695e144a3c4b,
                0x40925ee49017e93e, 0x4093235026560d34,
            ]),
        Case(
            seed: 3, count: 3, kind: 1, period: 300,
            all: [
                0x4020ae373fce7c66, 0x402fc8ea310e2638,
                0x4030d620479b0db9, 0x4031977606de3c9d,
            ],
            told: [
                0x4020ae373fce7c66, 0x402fc8ea310e2638,
                0x4030d620479b0db9, 0x4031977606de3c9d,
            ]),
        Case(
            seed: 4, count: 10, kind: 0, period: 60,
            all: [
                0x401d5dddddddddde, 0x402f46d3a06d3a07,
                0x402fff258bf258bf, 0x4030494d242e6bdd,
            ],
            told: [
                0x401d5dddddddddde, 0x402f46d3a06d3a07,
                0x402fff258bf258bf, 0x4030494d242e6bdd,
            ]),
        Case(
            seed: 5, count: 97, kind: 1, period: 60,
            all: [
                0x40a9552e7f367497, 0x40c89413a9d14121,
                0x40cc04e1e3e2b8ea, 0x40cf111e554dbba0,
            ],
            told: [
                0x40a9552e7f367497, 0x40c89413a9d14121,
                0x40cc04e1e3e2b8ea, 0x40cf111e554dbba0,
            ]),
        Case(
            seed: 6, count: 1440, kind: 2, period: 60,
            all: [
                0x3fd9c7989b9126ce, 0x3ff6ceb265d81131,
                0x3ff8a7d84373d4d3, 0x3ffa55f513b926c7,
            ],
            told: [
                0x3fec6aadaa82b203, 0x3ff80c7e21c240f7,
                0x3ff96acdc79c66ff, 0x3ffa74201939b489,
            ]),
        Case(
            seed: 7, count: 20160, kind: 0, period: 60,
            all: [
                0x4020955555555555, 0x402deaaaaaaaaaab,
                0x402f99999999999a, 0x40307dddddddddde,
            ],
            told: [
                0x4020955555555555, 0x402deaaaaaaaaaab,
                0x402f99999999999a, 0x40307dddddddddde,
            ]),
        Case(
            seed: 8, count: 20160, kind: 1, period: 300,
            all: [
                0x407a14cd7a8732f5, 0x40a2fb7064b8c70c,
                0x40a6558446bc408e, 0x40a9315f184fb812,
            ],
            told: [
                0x407a14cd7a8732f5, 0x40a2fb7064b8c70c,
                0x40a6558446bc408e, 0x40a9315f184fb812,
            ]),
        Case(
            seed: 9, count: 20160, kind: 2, period: 60,
            all: [
                0x3fdc2f5c6c437155, 0x3ff6dd5dcb1c3d3d,
                0x3ff8c56baf4a771b, 0x3ffa5c25f8dc0d05,
            ],
            told: [
                0x3fead3abd8489784, 0x3ff8110b52ce27ae,
                0x3ff970a8ad7cc3a3, 0x3ffa766a4274aaa9,
            ]),
        Case(
            seed: 10, count: 20160, kind: 3, period: 60,
            all: [
                0x3f161d86884f5ab2, 0x3f23ceeb5ab76008,
                0x3f24f4b5b16fe2d1, 0x412f4860a9423c98,
            ],
            told: [
                0x3f161d86884f5ab2, 0x3f23ceeb5ab76008,
                0x3f24f4b5b16fe2d1, 0x412f4860a9423c98,
            ]),
        Case(
            seed: 11, count: 4031, kind: 3, period: 3600,
            all: [
                0x3eb75b4edcab3917, 0x3ec5463a695593cb,
                0x3ec672540e65ef1b, 0x40d7ddc4d8f2f8db,
            ],
            told: [
                0x3eb75b4edcab3917, 0x3ec5463a695593cb,
                0x3ec672540e65ef1b, 0x40d7ddc4d8f2f8db,
            ]),
        Case(
            seed: 12, count: 31, kind: 2, period: 60,
            all: [
                0x3fe6761e2757633c, 0x3ff7d0142045e99e,
                0x3ff971f2298a6ae9, 0x3ffa2a208b662f6d,
            ],
            told: [
                0x3fed04903b242392, 0x3ff8918c47c0ea75,
                0x3ff9fec53cac9e4d, 0x3ffa2b0f01905bcd,
            ]),
        Case(
            seed: 13, count: 101, kind: 1, period: 60,
            all: [
                0x409331d8daf9457a, 0x40c46efa461b56a2,
                0x40c7c8e100cc2332, 0x40cbc15c3f87ee7c,
            ],
            told: [
                0x409331d8daf9457a, 0x40c46efa461b56a2,
                0x40c7c8e100cc2332, 0x40cbc15c3f87ee7c,
            ]),
    ]
}
