/// Numbers digests as they come: the first is 0, and the same digest has the same number again.
///
/// Open addressing in one flat array of places: a million digests take 40 MB and no allocation each.
struct DigestTable {
    /// The digests, by their numbers.
    private(set) var digests: [ContentDigest] = []
    /// One more than a digest's number; zero is free.
    ///
    /// A power of two long and at most half full, so that the next free place is never far.
    private var places: [UInt32]
    private var mask: Int

    init(expecting count: Int = 0) {
        mask = 15
        while mask < 2 * count { mask = 2 * mask + 1 }
        places = Array(repeating: 0, count: mask + 1)
        digests.reserveCapacity(count)
    }

    /// The number of a digest, which may be new.
    mutating func number(of digest: ContentDigest) -> Int {
        let place = place(of: digest)
        if places[place] > 0 { return Int(places[place]) - 1 }
        digests.append(digest)
        places[place] = UInt32(digests.count)
        if digests.count > mask / 2 { grow() }
        return digests.count - 1
    }

    /// The number of a digest that has one.
    func known(_ digest: ContentDigest) -> Int? {
        let number = places[place(of: digest)]
        return number > 0 ? Int(number) - 1 : nil
    }

    /// Where a digest is, or the free place where it would be.
    private func place(of digest: ContentDigest) -> Int {
        var place = Self.hash(digest) & mask
        while places[place] > 0, digests[Int(places[place]) - 1] != digest { place = (place + 1) & mask }
        return place
    }

    private mutating func grow() {
        mask = 2 * mask + 1
        places = Array(repeating: 0, count: mask + 1)
        for (number, digest) in digests.enumerated() {
            var place = Self.hash(digest) & mask
            while places[place] > 0 { place = (place + 1) & mask }
            places[place] = UInt32(number + 1)
        }
    }

    private static func hash(_ digest: ContentDigest) -> Int {
        // A slice of the digests, all with the same first byte, must not fall on few places.
        Int(truncatingIfNeeded: digest.words.3)
    }
}
