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
    /// Appends the sixteen hexadecimal digits of a number.
    mutating func append(hexOf number: UInt64) {
        let digits: StaticString = "0123456789abcdef"
        for shift in stride(from: 60, through: 0, by: -4) {
            append(digits.utf8Start[Int(number >> UInt64(shift) & 0xF)])
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
