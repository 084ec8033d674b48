/// Copies in large steps, which may write up to 48 bytes beyond the end.
enum FastCopy {
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
