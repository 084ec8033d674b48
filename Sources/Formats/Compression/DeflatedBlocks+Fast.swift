extension DeflatedBlocks {
    /// How much input the fast path wants: each turn loads words of 8 bytes at most three times.
    static let fastInput = 40

    /// Reads symbols as long as there is plenty of input and room, and says whether the block ended.
    ///
    /// The bits ahead are filled up by one load that adds whole bytes: those above the count are then the
    /// right ones already, and adding them again changes nothing. From 56 bits come three literals within the
    /// root, or two and a length. The next entry is loaded before a match is copied, which hides its latency.
    mutating func readSymbolsFast(
        _ input: inout DeflatedInput, _ window: inout InflatedWindow
    ) throws(DecodingFailure) -> Bool {
        guard let chunk = input.bytes.baseAddress else { return false }
        let first = UnsafeRawPointer(chunk)
        let last = first + (input.bytes.count - Self.fastInput)
        let start = UnsafeMutableRawPointer(window.memory + window.start)
        let limit = UnsafeMutableRawPointer(window.memory + window.limit)
        let literals = UnsafePointer(literals.entries)
        let distances = UnsafePointer(distances.entries)
        let literalMask: UInt64 = 1 << UInt64(self.literals.rootBits) - 1
        let distanceMask: UInt64 = 1 << UInt64(self.distances.rootBits) - 1

        var next = first + input.offset
        var out = UnsafeMutableRawPointer(window.memory + window.position)
        var bits = FastBits(ahead: input.ahead, count: UInt64(input.count))
        var failure: String?
        var isEnd = false

        bits.fill(&next)
        var symbol = bits.entry(literals, literalMask)
        while next <= last, out <= limit {
            if symbol.isLiteral {
                bits.emit(symbol, &out)
                symbol = bits.entry(literals, literalMask)
                if symbol.isLiteral {
                    bits.emit(symbol, &out)
                    symbol = bits.entry(literals, literalMask)
                    if symbol.isLiteral {
                        bits.emit(symbol, &out)
                        bits.fill(&next)
                        symbol = bits.entry(literals, literalMask)
                        continue
                    }
                }
            }
            if symbol.isSpecial {
                if symbol.isLink {
                    symbol = bits.follow(symbol, literals)
                    if symbol.isLiteral {
                        bits.emit(symbol, &out)
                        bits.fill(&next)
                        symbol = bits.entry(literals, literalMask)
                        continue
                    }
                }
                if symbol.isSpecial {
                    isEnd = symbol.isEnd
                    bits.drop(symbol)
                    if !isEnd { failure = "invalid literal/length code" }
                    break
                }
            }
            let length = symbol.value(from: bits.ahead)
            bits.drop(symbol)
            bits.fill(&next)

            var far = bits.entry(distances, distanceMask)
            if far.isSpecial {
                if far.isLink { far = bits.follow(far, distances) }
                if far.isSpecial {
                    failure = "invalid distance code"
                    break
                }
            }
            let distance = far.value(from: bits.ahead)
            bits.drop(far)
            guard distance <= out - start else {
                failure = "invalid distance too far back"
                break
            }
            bits.fill(&next)
            symbol = bits.entry(literals, literalMask)
            FastCopy.copy(length, back: distance, &out)
        }
        window.position = out - UnsafeMutableRawPointer(window.memory)
        if let failure { throw .damaged(failure) }
        bits.giveBack(to: &input, next - first)
        return isEnd
    }
}

/// The bits ahead, of which there may be more than the count says.
private struct FastBits {
    var ahead: UInt64
    var count: UInt64

    /// Makes it at least 56 bits; 8 bytes must be there.
    @inline(__always)
    mutating func fill(_ next: inout UnsafeRawPointer) {
        ahead |= UInt64(littleEndian: next.loadUnaligned(as: UInt64.self)) &<< count
        next += Int((63 &- count) &>> 3)
        count |= 56
    }

    @inline(__always)
    func entry(_ table: UnsafePointer<UInt32>, _ mask: UInt64) -> HuffmanEntry {
        HuffmanEntry(word: table[Int(truncatingIfNeeded: ahead & mask)])
    }

    @inline(__always)
    mutating func drop(_ entry: HuffmanEntry) {
        ahead &>>= UInt64(entry.word)  // a masked shift: the lowest 6 bits
        count &-= UInt64(entry.word & 63)
    }

    /// The entry in the second table that a link leads to.
    @inline(__always)
    mutating func follow(_ link: HuffmanEntry, _ table: UnsafePointer<UInt32>) -> HuffmanEntry {
        drop(link)
        return HuffmanEntry(
            word: table[link.value &+ (Int(truncatingIfNeeded: ahead) & (1 &<< link.codeBits &- 1))])
    }

    @inline(__always)
    mutating func emit(_ literal: HuffmanEntry, _ out: inout UnsafeMutableRawPointer) {
        out.storeBytes(of: UInt8(truncatingIfNeeded: literal.word &>> 16), as: UInt8.self)
        out += 1
        drop(literal)
    }

    /// Leaves less than a byte of bits, and the whole bytes to the input.
    ///
    /// They are its own: bits from an earlier chunk were too few for the first symbol, so it used them up.
    func giveBack(to input: inout DeflatedInput, _ offset: Int) {
        let whole = min(Int(count >> 3), offset)
        input.offset = offset - whole
        input.count = Int(count) - 8 * whole
        input.ahead = ahead & (1 << UInt64(input.count) - 1)
    }
}

/// Copies in large steps, which may write up to 48 bytes beyond the end.
private enum FastCopy {
    @inline(__always)
    static func copy(_ length: Int, back distance: Int, _ out: inout UnsafeMutableRawPointer) {
        var source = UnsafeRawPointer(out - distance)
        var target = out
        out += length
        if distance >= 16 {
            repeat {
                step(SIMD16<UInt8>.self, &source, &target, 16)
                step(SIMD16<UInt8>.self, &source, &target, 16)
            } while target < out
        } else if distance >= 8 {
            repeat { step(UInt64.self, &source, &target, 8) } while target < out
        } else if distance == 1 {
            let bytes = SIMD16(repeating: source.load(as: UInt8.self))
            repeat {
                target.storeBytes(of: bytes, as: SIMD16<UInt8>.self)
                target += 16
            } while target < out
        } else {
            // Of the 8 bytes of a step only as many are right as the distance: the next step follows them.
            repeat { step(UInt64.self, &source, &target, distance) } while target < out
        }
    }

    @inline(__always)
    private static func step<Word: BitwiseCopyable>(
        _: Word.Type, _ source: inout UnsafeRawPointer, _ target: inout UnsafeMutableRawPointer, _ size: Int
    ) {
        target.storeBytes(of: source.loadUnaligned(as: Word.self), as: Word.self)
        source += size
        target += size
    }
}
