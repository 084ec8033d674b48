/// Eight bytes looked at in one step, in a register.
///
/// Each question is answered with a word whose byte is 0x80 where the answer is yes and 0 where it is no, so
/// `trailingZeroBitCount >> 3` is the first hit and `nonzeroBitCount` counts them:
///
///     bytes     a  ,  b  c  ,  d  e  f
///     equal(",") 0 80  0  0 80  0  0  0      first hit 1, two hits
///
/// The answers are exact in every byte, not only in the first (many published versions of the trick are not).
struct Bytes8 {
    let word: UInt64

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let lows: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    /// Loads eight bytes; the caller has checked that they are there.
    @inline(__always)
    init(at pointer: UnsafePointer<UInt8>) {
        word = UInt64(littleEndian: UnsafeRawPointer(pointer).loadUnaligned(as: UInt64.self))
    }

    /// Loads the last bytes of a text, fewer than eight, and zeros behind them.
    init(at pointer: UnsafePointer<UInt8>, count: Int) {
        var word: UInt64 = 0
        for index in 0..<count { word |= UInt64(pointer[index]) << UInt64(8 * index) }
        self.word = word
    }

    @inline(__always)
    func equal(_ byte: UInt8) -> UInt64 {
        let difference = word ^ (Self.ones &* UInt64(byte))
        return ~(((difference & Self.lows) &+ Self.lows) | difference) & Self.highs
    }

    /// How many bytes of an answer say yes.
    ///
    /// A multiplication adds the bytes up in the highest one. The instruction that counts bits is not in every
    /// processor that the program may run on, and what stands for it costs three times as much.
    @inline(__always)
    static func count(_ answer: UInt64) -> Int { Int(truncatingIfNeeded: ((answer >> 7) &* ones) >> 56) }

    /// How many bytes of two answers say yes, whose yes is any byte with its highest bit.
    @inline(__always)
    static func count(_ first: UInt64, _ second: UInt64) -> Int {
        let both = (first & highs) >> 7 &+ (second & highs) >> 7
        return Int(truncatingIfNeeded: (both &* ones) >> 56)
    }

    /// Bytes below `limit`, which is at most 0x80.
    @inline(__always)
    func below(_ limit: UInt8) -> UInt64 {
        ~(((word & Self.lows) &+ Self.ones &* UInt64(0x80 - limit)) | word) & Self.highs
    }

    @inline(__always)
    var notASCII: UInt64 { word & Self.highs }

    /// The number that eight digits spell, or nil where one of them is no digit.
    @inline(__always)
    var decimal: UInt64? {
        let digits = word &- Self.ones &* 0x30
        // A byte is a digit if its high half is 3 before and after adding 6.
        guard word & (word &+ Self.ones &* 6) & 0xF0F0_F0F0_F0F0_F0F0 == Self.ones &* 0x30 else { return nil }
        // Pairs, then fours, then eights: each multiplication adds ten times the left neighbour.
        let pairs = digits &* 10 &+ digits >> 8
        let low = (pairs & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
        let high = ((pairs >> 16) & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
        return (low &+ high) >> 32
    }
}
