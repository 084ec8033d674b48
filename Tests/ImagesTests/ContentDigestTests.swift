import Images
import Testing

struct ContentDigestTests {
    /// The digest of nothing, as FIPS 180-4 has it.
    private let empty = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    @Test func `content, text and bytes name the same`() throws {
        let digest = try #require(ContentDigest(empty))

        #expect(digest == ContentDigest(of: []))
        #expect(digest == ContentDigest(bytes: digest.bytes))
        #expect(digest == ContentDigest(hex: empty.utf8.dropFirst(7)))
        #expect(digest.description == empty)
    }

    @Test(arguments: ["", "sha256:", "sha512:", "SHA256:", "sha256:e3b0", "e3b0c44298"])
    func `what is not the text of a digest is none`(text: String) {
        #expect(ContentDigest(text) == nil)
    }

    @Test func `capitals and other letters are no digits`() {
        #expect(ContentDigest(empty.uppercased()) == nil)
        #expect(ContentDigest("sha256:" + empty.dropFirst(7).uppercased()) == nil)
        #expect(ContentDigest(empty.dropLast() + "g") == nil)
    }

    @Test func `they sort as their texts do`() {
        let digests = (0..<200).map { ContentDigest(of: [UInt8($0)]) }

        #expect(digests.sorted().map(\.description) == digests.map(\.description).sorted())
    }
}
