import Images
import Testing

struct ClassifiedTagTests {
    @Test(arguments: [
        ("latest", "environment"), ("prod-alpine3.20", "environment variant alpine3.20"),
        ("v1.2.3", "version 1|2|3||"), ("1.2.3-rc.1_7", "version 1|2|3|rc.1|7"),
        ("1.27.0-slim-arm64", "version 1|27|0|| variant slim-arm64"), ("01.2.3", "other"),
        ("1", "partial 1|"), ("v2.10", "partial 2|10"), ("1.2.3.4", "other"),
        ("20240131", "date 2024|1|31"), ("2024-01-31T1200", "date 2024|1|31"),
        ("20241301", "partial 20241301|"),
        ("1700000000", "epoch 1700000000"), ("1700000000123", "epoch 1700000000123"),
        ("1a2b3c4", "commit 1a2b3c4"), ("sha-1a2b3c4d", "commit 1a2b3c4d"), ("g1234567", "build 1234567"),
        (String(repeating: "0", count: 40), "commit " + String(repeating: "0", count: 40)),
        ("pr-12-login", "pull 12"), ("build-77", "build 77"), ("b77", "build 77"),
        ("main-1a2b3c4", "environment of 4 then commit 1a2b3c4"),
        ("main-2024-01-31", "environment of 4 then date 2024|1|31"),
        ("feature-login-7", "branch feature of 13 then partial 7|"),
        ("release-1.2.3-rc.1", "branch release of 7 then version 1|2|3|rc.1|"),
        ("dependabot-npm-lodash", "branch dependabot"), ("-amd64", "branch other"), ("", "other"),
        ("---", "other"), ("1.0.99999999999999999999", "other"), ("pr-99999999999999999999", "branch other"),
    ])
    func `a tag is told by its shape`(tag: String, words: String) {
        #expect(ClassifiedTag(tag).words(for: tag) == words)
    }

    @Test func `a signature's tag names the digest that it is about`() {
        let digest = ContentDigest(of: [1])
        let tag = "sha256-" + digest.description.dropFirst(7)

        #expect(ClassifiedTag(tag).tagClass == .digest(digest, nil))
        #expect(ClassifiedTag(tag + ".sig").tagClass == .digest(digest, .signature))
        #expect(ClassifiedTag(tag + ".sbom").tagClass == .digest(digest, .billOfMaterials))
        #expect(ClassifiedTag(tag.uppercased()).tagClass == .stem(.branch(.other)))
    }

    @Test func `a large number is a build where nothing is versioned`() {
        let builds = ClassifiedTag.all(["1482", "999", "main-1482", "v1482.1"]).map(\.tagClass)
        let versions = ClassifiedTag.all(["1482", "1.2.3"]).map(\.tagClass)

        #expect(
            builds == [
                .piece(.build(1482)), .piece(.partialVersion(major: 999, minor: nil)),
                .compound(.environment, end: 4, .build(1482)),
                .piece(.partialVersion(major: 1482, minor: 1)),
            ])
        #expect(versions.first == .piece(.partialVersion(major: 1482, minor: nil)))
    }

    @Test func `the longest tags of all separators end`() {
        let tag = "a" + String(repeating: "-1", count: 150)

        #expect(
            ClassifiedTag(tag).tagClass
                == .compound(.branch(.other), end: 299, .partialVersion(major: 1, minor: nil)))
    }
}
