/// A layer or a configuration, of which nothing is known but its digest and its size.
struct Blob {
    /// Its digest is 32 bytes of chance: nobody has its content.
    let draw: Draw
    let size: Int

    /// Some bytes between two bounds, more often few than many.
    init(_ draw: Draw, _ sizes: ClosedRange<Int>, weight: Int = 1) {
        self.draw = draw
        let sample = draw.at("size")
        let upper = sample.at(0).within(sizes)
        size = sample.at(1).within(sizes.lowerBound...upper) * weight
    }
}

extension [UInt8] {
    /// Appends the sixteen hexadecimal digits of a number, eight at a step.
    mutating func append(hexOf number: UInt64) {
        for half in [number >> 32, number & 0xFFFF_FFFF] {
            var digits = (half << 16 | half) & 0x0000_FFFF_0000_FFFF
            digits = (digits << 8 | digits) & 0x00FF_00FF_00FF_00FF
            digits = (digits << 4 | digits) & 0x0F0F_0F0F_0F0F_0F0F
            let isLetter = (digits &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
            // A letter stands 39 places behind where the digit would be.
            let text = digits &+ 0x3030_3030_3030_3030 &+ isLetter &* 39
            Swift.withUnsafeBytes(of: text.bigEndian) { append(contentsOf: $0) }
        }
    }

    mutating func append(digestOf blob: Blob) {
        append("sha256:")
        for part in 0..<4 { append(hexOf: blob.draw.at(part).bits) }
    }

    mutating func append(_ text: StaticString) {
        append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
}
