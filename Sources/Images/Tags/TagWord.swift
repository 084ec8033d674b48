/// A word of a tag that may have a number at one end: `alpine3`, `rc1`, `8u212`.
struct TagWord {
    /// The letters, if the rest is one number; else all of it.
    let letters: Range<Int>
    let hasNumberBefore, hasNumberBehind: Bool

    init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        var lower = range.lowerBound
        var upper = range.upperBound
        while lower < upper, TagText.isDigit(bytes[lower]) { lower += 1 }
        while upper > lower, TagText.isDigit(bytes[upper - 1]) { upper -= 1 }
        let isPlain = !bytes[lower..<upper].contains { TagText.isDigit($0) }
        letters = isPlain ? lower..<upper : range
        hasNumberBefore = isPlain && lower > range.lowerBound
        hasNumberBehind = isPlain && upper < range.upperBound
    }
}
