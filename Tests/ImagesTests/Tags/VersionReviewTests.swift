import Images
import Testing

struct VersionReviewTests {
    /// Images of which each tag names its own, or the one that is said behind an `=`.
    private func review(_ tags: String...) -> (VersionReview, ([Int]) -> [String]) {
        let parts = tags.map { $0.split(separator: "=").map { String($0) } }
        let images = parts.map { part in
            TaggedImage(tag: part[0], digest: ContentDigest(of: Array((part.last ?? "").utf8)))
        }
        return (VersionReview(of: images), { $0.map { images[$0].tag } })
    }

    @Test func `a patch is superseded by a later one of its line alone`() {
        let (review, names) = review(
            "1.2.10", "1.2.9", "v1.3.0", "1.2.11-rc.2", "1.2.11-rc.10", "1.2.9-slim", "main")

        #expect(review.lines.map { names($0.tags) }.count == 3)
        #expect(names(review.lines[0].tags) == ["1.2.9", "1.2.10", "1.2.11-rc.2", "1.2.11-rc.10"])
        #expect(names(review.lines[0].superseded) == ["1.2.9", "1.2.11-rc.2"])
        #expect(review.lines[1].variant == "slim" && review.lines[1].superseded.isEmpty)
        #expect(review.lines[2].minor == 3)
    }

    @Test func `patches that are missing between others are told, however many`() {
        let (review, _) = review("2.0.1", "2.0.2", "2.0.4", "2.0.3-rc.1", "2.0.18446744073709551615")

        #expect(review.lines[0].missing == [3...3, 5...18_446_744_073_709_551_614])
    }

    @Test func `one version under two names is a synonym or a conflict`() {
        let (review, names) = review(
            "v1.2.3=a", "1.2.3=a", "1.2.4=b", "v1.2.4=c", "1.2.4_7=d", "1.2.4-slim=e")

        #expect(review.synonyms.map(names) == [["v1.2.3", "1.2.3"]])
        #expect(review.conflicts.map(names) == [["1.2.4", "v1.2.4"]])
        #expect(names(review.lines[0].superseded) == ["v1.2.3", "1.2.3"])
    }

    @Test func `one image under two releases is told, its pre-release and variants are not`() {
        let (review, names) = review(
            "1.0.1=a", "1.0.0=a", "1.0.0-rc.1=a", "2.0.0=b", "2.0.0-slim=b", "2.0.0-rc.1=b")

        #expect(review.rereleases.map(names) == [["1.0.0", "1.0.1"]])
    }

    @Test func `tags that are meant to move are listed`() {
        let (review, names) = review("latest", "1", "v1.2", "1.2.3", "prod-slim", "1482", "main-1a2b3c4")

        #expect(names(review.floating) == ["latest", "1", "v1.2", "prod-slim", "1482"])
    }

    @Test func `pre-releases come in the order of the standard`() {
        let ordered = [
            "1.0.0-", "1.0.0-1", "1.0.0-2", "1.0.0-10", "1.0.0-99999999999999999999", "1.0.0-alpha",
            "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1",
            "1.0.0",
        ]
        let images = ordered.reversed().map {
            TaggedImage(tag: $0, digest: ContentDigest(of: Array($0.utf8)))
        }

        #expect(
            VersionReview(of: images).lines.first?.tags.map { images[$0].tag } == Array(ordered.dropFirst()))
    }
}
