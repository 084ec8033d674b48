extension [UInt8] {
    /// Appends the digits of a number that is not negative.
    ///
    /// Metrics are millions of numbers, and making a text of each would take most of the time.
    mutating func append(digitsOf number: Int) {
        var rest = UInt(bitPattern: number)
        var (count, limit) = (1, UInt(10))
        while limit <= rest {
            count += 1
            limit &*= 10
        }
        append(addingCapacity: count) { target in
            target.withUnsafeMutableBufferPointer { free, filled in
                for place in stride(from: count - 1, through: 0, by: -1) {
                    let next = rest / 10
                    free[place] = UInt8(truncatingIfNeeded: rest - next * 10) | 0x30
                    rest = next
                }
                filled = count
            }
        }
    }

    /// Appends a fraction of two whole numbers, with up to so many decimals and no zeros at its end.
    mutating func append(_ number: Int, over divisor: Int, places: Int = 6) {
        guard divisor > 1 else { return append(digitsOf: number) }
        var (whole, rest) = number.quotientAndRemainder(dividingBy: divisor)
        append(digitsOf: whole)
        guard rest > 0 else { return }
        var end = count
        append(UInt8(ascii: "."))
        for _ in 0..<places where rest > 0 {
            (whole, rest) = (rest * 10).quotientAndRemainder(dividingBy: divisor)
            append(UInt8(truncatingIfNeeded: whole) | 0x30)
            if whole > 0 { end = count }
        }
        // The point goes as well, where all decimals that there is room for are zero.
        removeLast(count - end)
    }
}
