/// Makes tokens that say nothing to who carries them, and notices when one was touched.
///
///     token = digits of ( tag of the payload │ payload ⊕ noise of the tag )
///
/// A tag of eight bytes keeps honest clients honest; this is no cipher.
struct Seal {
    private let draw: Draw
    private let alphabet: Alphabet
    private let tagSize: Int

    /// The seal at a place: tokens of another are refused.
    init(_ draw: Draw, _ alphabet: Alphabet = .base64, tagSize: Int = 8) {
        (self.draw, self.alphabet, self.tagSize) = (draw, alphabet, tagSize)
    }

    func token(_ payload: [UInt8]) -> String {
        let tag = tag(of: payload)
        return alphabet.text(tag + covered(payload, by: tag))
    }

    /// What a token carries; nil for one that was not made with this seal.
    func payload(of token: String) -> [UInt8]? {
        guard let bytes = alphabet.bytes(token), bytes.count >= tagSize else { return nil }
        let tag = Array(bytes.prefix(tagSize))
        let payload = covered(Array(bytes.dropFirst(tagSize)), by: tag)
        return self.tag(of: payload) == tag ? payload : nil
    }

    private func tag(of payload: [UInt8]) -> [UInt8] {
        draw.at("tag").at(payload).bytes(tagSize)
    }

    private func covered(_ payload: [UInt8], by tag: [UInt8]) -> [UInt8] {
        let noise = draw.at("noise").at(tag).bytes(payload.count)
        return zip(payload, noise).map { $0 ^ $1 }
    }
}
