/// The symbols of a block, read without asking for bits or room before each: whoever takes a turn has asked.
///
/// The bits ahead are filled up by one load that adds whole bytes: those above the count are then the right
/// ones already, and adding them again changes nothing. From 56 bits come three literals within the root, or
/// two and a length. The next entry is loaded before a match is copied, which hides its latency.
struct FastPath {
    enum Turn {
        case more, end, badSymbol, badDistance, tooFar
    }

    let literals: UnsafePointer<UInt32>
    let distances: UnsafePointer<UInt32>
    let literalMask: UInt64
    let distanceMask: UInt64
    /// Where in the window the stream starts: no distance reaches further back.
    let start: UnsafeMutableRawPointer
    var next: UnsafeRawPointer
    var out: UnsafeMutableRawPointer
    var bits: FastBits
    var symbol = HuffmanEntry(word: 0)

    @inline(__always)
    mutating func refill() {
        bits.fill(&next)
        symbol = bits.entry(literals, literalMask)
    }

    /// Reads up to three literals, or up to two and a match.
    @inline(__always)
    mutating func turn() -> Turn {
        if symbol.isLiteral {
            emit()
            if symbol.isLiteral {
                emit()
                if symbol.isLiteral { return emitLast() }
            }
        }
        if symbol.isSpecial {
            if symbol.isLink {
                symbol = bits.follow(symbol, literals)
                if symbol.isLiteral { return emitLast() }
            }
            if symbol.isSpecial {
                bits.drop(symbol)
                return symbol.isEnd ? .end : .badSymbol
            }
        }
        return match()
    }

    @inline(__always)
    private mutating func emit() {
        bits.emit(symbol, &out)
        symbol = bits.entry(literals, literalMask)
    }

    @inline(__always)
    private mutating func emitLast() -> Turn {
        bits.emit(symbol, &out)
        refill()
        return .more
    }

    /// Copies the match whose length is the symbol.
    @inline(__always)
    private mutating func match() -> Turn {
        let length = symbol.value(from: bits.ahead)
        bits.drop(symbol)
        bits.fill(&next)

        var far = bits.entry(distances, distanceMask)
        if far.isSpecial {
            if far.isLink { far = bits.follow(far, distances) }
            if far.isSpecial { return .badDistance }
        }
        let distance = far.value(from: bits.ahead)
        bits.drop(far)
        guard distance <= out - start else { return .tooFar }
        refill()
        FastCopy.copy(length, back: distance, &out)
        return .more
    }
}
