import Formats
import Testing

struct SHA256Tests {
    @Test func `the digest of nothing and of abc are those of the standard`() {
        let nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

        #expect(SHA256().digest().hex == nothing)
        #expect(SHA256.hash(of: "abc".utf8.span).hex == abc)
    }

    @Test func `a million letters, fed in uneven pieces, give the digest of the standard`() {
        let million = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
        var hash = SHA256()
        var offset = 0
        var size = 1
        while offset < million.count {
            let end = min(offset + size, million.count)
            hash.update(million.span.extracting(offset..<end))
            offset = end
            size = size % 200 + 1
        }

        #expect(hash.digest().hex == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    @Test func `where the pieces are cut changes nothing`() {
        let bytes = (0..<200).map { UInt8($0) }
        for count in [0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 200] {
            let whole = SHA256.hash(of: bytes.span.extracting(first: count))
            for cut in 0...count {
                var hash = SHA256()
                hash.update(bytes.span.extracting(0..<cut))
                hash.update(bytes.span.extracting(cut..<count))

                #expect(hash.digest() == whole)
            }
        }
    }

    @Test func `a digest can be asked for on the way`() {
        var hash = SHA256()
        hash.update("a".utf8.span)
        let early = hash.digest()
        hash.update("bc".utf8.span)

        #expect(early == SHA256.hash(of: "a".utf8.span))
        #expect(hash.digest() == SHA256.hash(of: "abc".utf8.span))
        #expect(early != hash.digest())
    }

    @Test func `a digest as bytes and as text is the same`() {
        let digest = SHA256.hash(of: "abc".utf8.span)
        let text = digest.bytes.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }

        #expect(digest.bytes.count == 32)
        #expect(text.joined() == digest.hex)
    }
}
