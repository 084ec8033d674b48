import Images
import Testing

struct BaseImageTests {
    private static func layers(_ names: String, size: Int = 10) -> [Manifest.Blob] {
        names.map { name in Manifest.Blob(digest: ContentDigest(of: Array("\(name)".utf8)), size: size) }
    }

    private static func tally(_ images: [String]) -> ChainTally {
        var tally = ChainTally()
        for image in images { tally.add(LayerChain(layers(image))) }
        return tally
    }

    private static func prefix(_ names: String) -> LayerPrefix {
        LayerChain(layers(names)).prefixes.last ?? .empty
    }

    @Test func `a chain has a hash for all that an image begins with`() {
        let chain = LayerChain(Self.layers("abc"))

        #expect(chain.prefixes.map(\.depth) == [1, 2, 3])
        #expect(chain.prefixes.map(\.bytes) == [10, 20, 30])
        #expect(chain.prefixes == [Self.prefix("a"), Self.prefix("ab"), Self.prefix("abc")])
        #expect(chain.prefixes.map(\.parent) == [0] + chain.prefixes.prefix(2).map(\.hash))
        #expect(chain.hash == Self.prefix("abc").hash)
        #expect(LayerChain([]).hash == 0)
    }

    @Test func `the order of layers counts, and so does each of them`() {
        let hashes = ["ab", "ba", "a", "b", "aa", "aab", "aba", ""].map { Self.prefix($0).hash }

        #expect(Set(hashes).count == hashes.count)
    }

    @Test func `hashes that databases keep do not change`() {
        #expect(Self.prefix("a").hash == 12_645_815_432_786_547_693)
        #expect(Self.prefix("ab").hash == 3_425_560_578_425_297_067)
    }

    @Test func `a packed manifest has the same chain, without its configuration`() throws {
        let layers = Self.layers("abc")
        let config = Manifest.Blob(digest: ContentDigest(of: []), size: 1)
        let manifest = Manifest(kind: .image, config: config, layers: layers)

        #expect(try LayerChain(PackedManifest(manifest.packed)) == LayerChain(layers))
    }

    @Test func `layers that lie elsewhere are a base all the same, but weigh nothing`() {
        var layers = Self.layers("ab", size: .max)
        layers[0].isForeign = true

        #expect(LayerChain(layers).prefixes.map(\.bytes) == [0, .max])
        #expect(LayerChain(layers).hash == Self.prefix("ab").hash)
        #expect(LayerChain(Self.layers("ab", size: .max)).prefixes.map(\.bytes) == [.max, .max])
    }

    @Test func `a repository tells what a fifth of its images begin with`() {
        // Twelve images: three are a fifth.
        let tally = Self.tally(
            ["abx", "aby", "abz", "acx", "acy", "d", "d", "d", "e", "e", "fx", "g"])

        #expect(tally.count == 12)
        #expect(
            Set(tally.shared) == [
                SharedPrefix(Self.prefix("a"), images: 5), SharedPrefix(Self.prefix("ab"), images: 3),
                SharedPrefix(Self.prefix("d"), images: 3),
            ])
        #expect(tally.shared.last?.prefix == Self.prefix("ab"))
        #expect(Self.tally(["ab"]).shared.isEmpty)
        #expect(Self.tally([]).shared.isEmpty)
    }

    @Test func `of a base that always goes on in the same way the longest is told`() {
        var bases = BaseImages()
        bases.add(Self.tally(["abx", "aby"]).shared)
        bases.add(Self.tally(["abv", "abw"]).shared)
        bases.add(Self.tally(["q1", "q2"]).shared)

        #expect(
            bases.shared() == [BaseImage(prefix: Self.prefix("ab"), images: 4, ownImages: 4, repositories: 2)]
        )
        #expect(bases.shared(by: 3).isEmpty)
    }

    @Test func `a base on another base is told beside it`() {
        var bases = BaseImages()
        for names in [["abcx", "abcy"], ["abc1", "abc2", "abc3"], ["ax", "ay"], ["av", "aw", "ab"]] {
            bases.add(Self.tally(names).shared)
        }

        #expect(
            bases.shared() == [
                BaseImage(prefix: Self.prefix("a"), images: 10, ownImages: 5, repositories: 4),
                BaseImage(prefix: Self.prefix("abc"), images: 5, ownImages: 5, repositories: 2),
            ])
    }

    @Test func `in any registry bases are those that a look at each image finds`() {
        var random = SplitMix(state: 41)
        for _ in 0..<400 {
            let repositories = (0..<Int.random(in: 1...6, using: &random)).map { _ in
                (0..<Int.random(in: 1...8, using: &random)).map { _ in
                    String(
                        (0..<Int.random(in: 0...4, using: &random)).map { _ in
                            "aaabc".randomElement(using: &random) ?? "a"
                        })
                }
            }
            let least = Int.random(in: 1...3, using: &random)
            var bases = BaseImages()
            for images in repositories { bases.add(Self.tally(images).shared) }

            let expected = Self.bases(of: repositories, sharedBy: least)

            let found = bases.shared(by: least)
            #expect(Set(found) == Set(expected))
            #expect(found.count == expected.count)
            #expect(found.map(\.repositories) == found.map(\.repositories).sorted(by: >))
        }
    }

    /// Every beginning, counted by hand.
    private static func bases(of repositories: [[String]], sharedBy least: Int) -> [BaseImage] {
        let names = Set(
            repositories.joined().flatMap { name in (0...name.count).map { String(name.prefix($0)) } })
        func counts(_ name: String) -> [Int] {
            repositories.map { images in
                let count = images.filter { $0.hasPrefix(name) }.count
                return count >= 2 && count * 5 >= images.count ? count : 0
            }
        }
        let candidates = names.subtracting([""]).filter { name in
            counts(name).filter { $0 > 0 }.count >= least
        }
        return candidates.compactMap { name in
            let images = counts(name).reduce(0, +)
            let longer = candidates.filter { $0.hasPrefix(name) && $0.count == name.count + 1 }
            let own = images - longer.map { counts($0).reduce(0, +) }.reduce(0, +)
            guard own > 0 else { return nil }
            return BaseImage(
                prefix: prefix(name), images: images, ownImages: own,
                repositories: counts(name).filter { $0 > 0 }.count)
        }
    }
}
