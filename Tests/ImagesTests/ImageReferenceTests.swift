import Images
import Testing

struct ImageReferenceTests {
    private let digest = "sha256:dbcc1c35ac38df41fd2f5e4130b32ffdb93ebae8b3dbe638c23575912276fc9c"

    @Test func `a bare name is Docker's own image of the latest tag`() throws {
        let reference = try #require(ImageReference("nginx"))

        #expect(reference.registry == "docker.io")
        #expect(reference.repository == "library/nginx")
        #expect(reference.tag == nil)
        #expect(reference.soughtTag == "latest")
        #expect(reference.familiarName == "nginx")
    }

    @Test func `a latest that is written is told apart from one that is not`() {
        #expect(ImageReference("nginx:latest")?.tag == "latest")
        #expect(ImageReference("nginx:latest") != ImageReference("nginx"))
    }

    @Test func `a digest wins over the tag beside it, which is kept`() throws {
        let reference = try #require(ImageReference("localhost/a/b:v1@" + digest))

        #expect(reference.registry == "localhost")
        #expect(reference.repository == "a/b")
        #expect(reference.tag == "v1")
        #expect(reference.digest == ContentDigest(digest))
        #expect(reference.soughtTag == nil)
        #expect(reference.description == "localhost/a/b:v1@" + digest)
    }

    @Test func `a digest alone names no image, nor does a broken text`() {
        let broken = [
            digest, String(digest.dropFirst(7)), "", " ", "a b", "a/", "/a", "a:", "a@", "a:b:c", "a@b@c",
            "a:" + String(repeating: "t", count: 129), "a:-t", "ä", "a\u{0}", "[::1]/", "[]/a", "a.b:/c",
            "nginx@" + digest.uppercased(), "nginx@\(digest)0", "https://a.b/c", "a.b:x/c",
        ]

        for text in broken { #expect(ImageReference(text) == nil, "\(text)") }
    }

    @Test func `a port is no tag`() throws {
        let reference = try #require(ImageReference("registry:5000/app"))

        #expect(reference.registry == "registry:5000")
        #expect(reference.tag == nil)
        #expect(ImageReference("registry:5000/app:5001")?.tag == "5001")
    }
}
