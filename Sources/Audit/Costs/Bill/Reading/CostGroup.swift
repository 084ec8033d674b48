import Formats

/// What lines have to have in common to be added up; texts are numbers of their tables.
struct CostKey: Hashable, Sendable {
    /// As 20251003; 0 where days are not kept apart.
    var day: Int32 = 0
    var account: Int32 = 0
    var service: Int32 = 0
    var usageType: Int32 = 0
    var operation: Int32 = 0
    var region: Int32 = 0
    var lineType: Int32 = 0
    var resource: Int32 = 0
    var tags: Int32 = 0
    var currency: Int32 = 0

    /// Two chains, because each multiplication waits for the one before it.
    @inline(__always)
    var hash: UInt64 {
        let (left, right): (UInt64, UInt64) = (0x9E37_79B9_7F4A_7C15, 0xD6E8_FEB8_6659_FD93)
        var first = (Self.word(resource, account) ^ left) &* right
        var second = (Self.word(usageType, lineType) ^ right) &* left
        first = (first ^ first >> 32 ^ Self.word(day, tags)) &* left
        second = (second ^ second >> 32 ^ Self.word(operation, service)) &* right
        let both = (first ^ second >> 31 ^ Self.word(region, currency)) &* right
        return both ^ both >> 32
    }

    @inline(__always)
    private static func word(_ high: Int32, _ low: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: high)) << 32 | UInt64(UInt32(bitPattern: low))
    }
}

/// The sums of lines that have their key in common.
///
/// Costs count 10⁻¹⁰ of the currency's unit, usage counts ones. What can be told from other sums is not summed:
/// `net` without net columns, what is amortised of lines that are as billed.
struct CostGroup: Sendable {
    var key: CostKey
    var lines: Int = 0
    var unblended = ExactAmount.zero
    var net = ExactAmount.zero
    var amortised = ExactAmount.zero
    var netAmortised = ExactAmount.zero
    var list = ExactAmount.zero
    var usage = ExactAmount.zero

    init(_ key: CostKey) { self.key = key }
}
