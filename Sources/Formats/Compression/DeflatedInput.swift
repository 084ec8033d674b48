/// The compressed bytes of one chunk, and the bits that were taken from them but not used yet.
///
/// Bytes are pulled one by one, and only when they are needed, so that what remains at the end of a stream
/// belongs to whatever follows it. Only the fast path loads more, and it gives back what it did not use.
struct DeflatedInput {
    var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    /// Where in the chunk the next byte is.
    var offset = 0
    /// The next bits, the first lowest; those beyond the count are zero.
    var ahead: UInt64 = 0
    var count = 0

    var isEmpty: Bool { offset == bytes.count }

    mutating func pull() -> Bool {
        guard offset < bytes.count else { return false }
        ahead |= UInt64(bytes[offset]) &<< UInt64(count)
        offset += 1
        count += 8
        return true
    }

    /// Whether there are so many bits, up to 48, now or in this chunk.
    mutating func has(_ wanted: Int) -> Bool {
        while count < wanted {
            guard pull() else { return false }
        }
        return true
    }

    /// Takes bits that are there.
    mutating func take(_ taken: Int) -> UInt64 {
        let bits = ahead & (1 << UInt64(taken) - 1)
        ahead &>>= UInt64(taken)
        count -= taken
        return bits
    }

    /// Drops the rest of a byte.
    mutating func align() { _ = take(count & 7) }
}
