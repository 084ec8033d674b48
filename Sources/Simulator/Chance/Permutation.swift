/// A shuffle of the numbers below a count, which needs no memory and can be undone.
///
/// A Feistel network of four rounds shuffles the numbers of an even count of bits; what falls outside is
/// shuffled again until it falls inside, at most four times on average.
///
///      left   right          left   right
///        │      │              │      │
///        ⊕ ← f ─┤      …       ⊕ ← f ─┤
///        └──╲╱──┘              └──╲╱──┘
struct Permutation {
    private let count: UInt64
    private let halfBits: UInt64
    private let draw: Draw

    init(of count: Int, _ draw: Draw) {
        self.count = UInt64(count)
        let bits = 64 - max(1, count - 1).leadingZeroBitCount
        halfBits = UInt64(max(1, (bits + 1) / 2))
        self.draw = draw
    }

    /// Where a number goes.
    func image(of number: Int) -> Int {
        walk(number) { value in
            var (left, right) = halves(of: value)
            for round in 0..<4 { (left, right) = (right, left ^ noise(right, round)) }
            return left << halfBits | right
        }
    }

    /// Which number goes there.
    func preimage(of number: Int) -> Int {
        walk(number) { value in
            var (left, right) = halves(of: value)
            for round in (0..<4).reversed() { (left, right) = (right ^ noise(left, round), left) }
            return left << halfBits | right
        }
    }

    private func walk(_ number: Int, _ shuffle: (UInt64) -> UInt64) -> Int {
        precondition(number >= 0 && number < count, "a number outside of the shuffle")
        var value = shuffle(UInt64(number))
        while value >= count { value = shuffle(value) }
        return Int(value)
    }

    private func halves(of value: UInt64) -> (UInt64, UInt64) {
        (value >> halfBits, value & (1 << halfBits - 1))
    }

    private func noise(_ half: UInt64, _ round: Int) -> UInt64 {
        draw.at(Int(half) << 2 | round).bits & (1 << halfBits - 1)
    }
}
