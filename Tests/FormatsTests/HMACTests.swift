import Formats
import Testing

struct HMACTests {
    @Test func `a tag is that of RFC 4231`() {
        let hmac = HMAC(key: "Jefe".utf8.span)

        let tag = hmac.tag(of: "what do ya want for nothing?".utf8.span)

        #expect(tag.hex == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    }

    @Test func `one key makes the same tag again`() {
        let hmac = HMAC(key: "Jefe".utf8.span)
        let first = hmac.tag(of: "a".utf8.span)

        #expect(hmac.tag(of: "b".utf8.span) != first)
        #expect(hmac.tag(of: "a".utf8.span) == first)
    }

    @Test func `a key longer than a block stands for its digest, one of a block for itself`() {
        let long = [UInt8](repeating: 7, count: 65)
        let block = [UInt8](repeating: 7, count: 64)
        let digest = SHA256.hash(of: long.span).bytes

        #expect(HMAC(key: long.span).tag(of: "a".utf8.span) == HMAC(key: digest.span).tag(of: "a".utf8.span))
        #expect(
            HMAC(key: block.span).tag(of: "a".utf8.span)
                != HMAC(key: SHA256.hash(of: block.span).bytes.span).tag(of: "a".utf8.span))
    }
}
