/// What the bits ahead mean, in one word, so that one load and two shifts decode a symbol.
///
///     31        30 ... 16   15       14    13 ... 8    5 ... 0
///     literal   value       special  link  code bits   code bits and extra bits
///
/// - A literal: its byte is the value.
/// - A length or a distance: the value is the least it can be, and its extra bits, which follow the code, add.
/// - A link, which is special: the value is where the second table starts, and the code bits how many select.
/// - The end of the block, which is special: the value is 1. A code that stands for nothing: the value is 0.
struct HuffmanEntry {
    let word: UInt32

    static let literal: UInt32 = 1 << 31
    static let special: UInt32 = 1 << 15
    static let link: UInt32 = 1 << 14

    private static let lengthBases: [UInt32] = [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163,
        195, 227, 258,
    ]
    private static let endOfBlock: UInt32 = special | 1 << 16

    /// Entries of symbols, without a code: literals 0 to 255, the end of the block, 29 lengths, and two codes of the fixed table for nothing.
    static let ofLiterals: [UInt32] = {
        let literals = (0..<256).map { literal | UInt32($0) << 16 }
        let lengths = lengthBases.enumerated().map { index, base in
            // Four codes for every number of extra bits, from the ninth on; the longest length has none.
            let extra = index < 8 || index == 28 ? 0 : UInt32(index / 4 - 1)
            return base << 16 | extra
        }
        return literals + [endOfBlock] + lengths + [special, special]
    }()

    /// Thirty distances, and two codes of the fixed table for nothing.
    static let ofDistances: [UInt32] = {
        var base: UInt32 = 1
        var entries: [UInt32] = []
        for index in 0..<30 {
            let extra = index < 4 ? 0 : UInt32(index / 2 - 1)
            entries.append(base << 16 | extra)
            base += 1 << extra
        }
        return entries + [special, special]
    }()

    /// The lengths of codes, 0 to 15, and three ways to repeat them: plain values.
    static let ofCodeLengths: [UInt32] = (0..<19).map { UInt32($0) << 16 }

    @inline(__always)
    init(word: UInt32) { self.word = word }

    /// This entry behind a code of so many bits.
    static func word(_ entry: UInt32, codeBits: Int) -> UInt32 {
        entry + UInt32(codeBits) << 8 + UInt32(codeBits)
    }

    @inline(__always) var isLiteral: Bool { word & Self.literal != 0 }
    @inline(__always) var isSpecial: Bool { word & Self.special != 0 }
    @inline(__always) var isLink: Bool { word & Self.link != 0 }
    @inline(__always) var isEnd: Bool { value == 1 }
    /// Without the mark of a literal, which has its own question.
    @inline(__always) var value: Int { Int(word >> 16 & 0x7FFF) }
    @inline(__always) var codeBits: Int { Int(word >> 8 & 63) }
    /// The bits of the code and of what follows it.
    @inline(__always) var bits: Int { Int(word & 63) }

    /// The value and its extra bits; these bits start with the code.
    @inline(__always)
    func value(from ahead: UInt64) -> Int {
        // Masked shifts: of the word they take the 6 bits that the layout above puts there.
        value &+ Int((ahead & ~(~0 &<< UInt64(word))) &>> UInt64(word &>> 8))
    }
}
