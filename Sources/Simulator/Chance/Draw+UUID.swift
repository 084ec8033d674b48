extension Draw {
    /// Text in the form of a random UUID, as request ids and ids of tables have it.
    var uuid: String {
        let digits: StaticString = "0123456789abcdef"
        let (high, low) = (at(0).bits, at(1).bits)
        return String(unsafeUninitializedCapacity: 36) { text in
            var digit = 0
            for index in 0..<36 {
                if index == 8 || index == 13 || index == 18 || index == 23 {
                    text[index] = UInt8(ascii: "-")
                    continue
                }
                let half = digit < 16 ? high : low
                text[index] = digits.utf8Start[Int(half >> UInt64(60 - 4 * (digit % 16)) & 0xF)]
                digit += 1
            }
            text[14] = UInt8(ascii: "4")
            text[19] = UInt8(ascii: "a")
            return 36
        }
    }
}
