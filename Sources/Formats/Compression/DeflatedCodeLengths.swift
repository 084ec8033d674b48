/// How many bits each symbol of a block's two codes has, as the head of the block tells.
///
///     literals-257:5 distances-1:5 own-4:4    own times 3 bits: the code of code lengths, in an order of its own
///     then by that code: 0 to 15 is a length; 16 repeats the last 3 to 6 times, 17 and 18 zero, up to 138 times
struct DeflatedCodeLengths: ~Copyable {
    private static let order: [Int] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    /// Room for the longest pair of codes.
    private static let capacity = 286 + 30

    private var own = HuffmanTable(.codeLengths)
    private var ownCount = 0
    private var literalCount = 0
    private var distanceCount = 0
    private var known = 0
    private let lengths: UnsafeMutableBufferPointer<UInt8>

    init() {
        lengths = .allocate(capacity: Self.capacity)
        lengths.initialize(repeating: 0)
    }

    deinit { lengths.deallocate() }

    /// Begins with the three counts.
    mutating func begin(_ counts: UInt64) throws(DecodingFailure) {
        literalCount = Int(counts & 31) + 257
        distanceCount = Int(counts >> 5 & 31) + 1
        ownCount = Int(counts >> 10) + 4
        guard literalCount <= 286, distanceCount <= 30 else {
            throw .damaged("too many length or distance symbols")
        }
        known = 0
        lengths.update(repeating: 0)
    }

    /// Reads the code of code lengths, and says whether all of it was there.
    mutating func readOwnCode(_ input: inout DeflatedInput) throws(DecodingFailure) -> Bool {
        while known < ownCount {
            guard input.has(3) else { return false }
            lengths[Self.order[known]] = UInt8(input.take(3))
            known += 1
        }
        guard own.build(UnsafeBufferPointer(rebasing: lengths[..<Self.order.count])) else {
            throw .damaged("invalid code lengths set")
        }
        known = 0
        return true
    }

    /// Reads the lengths of both codes, and says whether all of them were there.
    mutating func read(_ input: inout DeflatedInput) throws(DecodingFailure) -> Bool {
        let total = literalCount + distanceCount
        while known < total {
            guard let (entry, _) = own.entry(ahead: input.ahead, count: input.count) else {
                guard input.pull() else { return false }
                continue
            }
            let symbol = entry.value
            let extra = symbol < 16 ? 0 : [2, 3, 7][symbol - 16]
            guard input.has(entry.codeBits + extra) else { return false }
            _ = input.take(entry.codeBits)
            if symbol < 16 {
                lengths[known] = UInt8(symbol)
                known += 1
            } else {
                try repeatLength(symbol, Int(input.take(extra)), total)
            }
        }
        return true
    }

    private mutating func repeatLength(_ symbol: Int, _ extra: Int, _ total: Int) throws(DecodingFailure) {
        let times = extra + (symbol == 18 ? 11 : 3)
        guard symbol != 16 || known > 0, known + times <= total else {
            throw .damaged("invalid bit length repeat")
        }
        let length = symbol == 16 ? lengths[known - 1] : 0
        lengths[known..<(known + times)].update(repeating: length)
        known += times
    }

    /// Makes the two codes of the block.
    func take(_ literals: inout HuffmanTable, _ distances: inout HuffmanTable) throws(DecodingFailure) {
        guard lengths[256] > 0 else { throw .damaged("invalid code -- missing end-of-block") }
        guard literals.build(UnsafeBufferPointer(rebasing: lengths[..<literalCount])) else {
            throw .damaged("invalid literal/lengths set")
        }
        let end = literalCount + distanceCount
        guard distances.build(UnsafeBufferPointer(rebasing: lengths[literalCount..<end])) else {
            throw .damaged("invalid distances set")
        }
    }

    /// Makes the two codes that need no telling.
    static func takeFixed(_ literals: inout HuffmanTable, _ distances: inout HuffmanTable) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 288) { lengths in
            lengths.initialize(repeating: 8)
            lengths[144..<256].update(repeating: 9)
            lengths[256..<280].update(repeating: 7)
            _ = literals.build(UnsafeBufferPointer(lengths))
            lengths[..<32].update(repeating: 5)
            _ = distances.build(UnsafeBufferPointer(rebasing: lengths[..<32]))
        }
    }
}
