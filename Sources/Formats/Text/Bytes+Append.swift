extension [UInt8] {
    /// Appends a scalar in UTF-8.
    mutating func append(_ scalar: Unicode.Scalar) {
        append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }

    /// Appends lent bytes in one copy.
    ///
    /// For fields of a few bytes, `append(contentsOf:)` costs more than the copy itself.
    @inline(__always)
    mutating func append(bytesOf text: UnsafeBufferPointer<UInt8>) {
        append(addingCapacity: text.count) { target in
            target.withUnsafeMutableBufferPointer { free, count in
                count = free.update(fromContentsOf: text)
            }
        }
    }
}
