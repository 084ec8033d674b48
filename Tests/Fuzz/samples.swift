/// Any bytes, as a packed day and as the values of one: nothing is read beyond them, and every value that can
/// be unpacked, or be a value at all, is packed and comes back to the bit.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 2 else { return 0 }
    let slots = (Int(data[0]) << 8 | Int(data[1])) % 1441
    let packed = UnsafeRawBufferPointer(start: data + 2, count: count - 2)
    if let values = unpacked(packed, slots) { checkRoundTrip(values) }

    // Wide numbers are the bits of doubles, narrow ones whole numbers by one of the scales.
    let scale: Double = [0, 1, 2, 10, 100, 1000, 3, 0.5][Int(data[0]) & 7]
    if scale == 0 {
        let words = UnsafeRawBufferPointer(start: data + 2, count: (count - 2) & ~7)
        checkRoundTrip(
            (0..<(words.count / 8)).map { words.loadUnaligned(fromByteOffset: 8 * $0, as: Double.self) })
    } else {
        checkRoundTrip(packed.map { $0 == 0xFF ? .nan : Double($0) / scale })
    }
    return 0
}

func checkRoundTrip(_ values: [Double]) {
    let bytes = SamplePacking.pack(values.span)
    precondition(bytes.count <= 1 + (values.count + 7) / 8 + 8 * values.count, "more than the values")
    let again = bytes.withUnsafeBytes { unpacked($0, values.count) }
    precondition(again?.count == values.count, "what was packed cannot be unpacked")
    for (value, other) in zip(values, again ?? []) {
        precondition(value.bitPattern == other.bitPattern || (value.isNaN && other.isNaN), "other bits")
    }
}

func unpacked(_ bytes: UnsafeRawBufferPointer, _ count: Int) -> [Double]? {
    var slots = [Double](repeating: 0, count: count)
    var span = slots.mutableSpan
    guard (try? SamplePacking.unpack(bytes, into: &span)) != nil else { return nil }
    return slots
}
