import Formats
import Images
import Testing

struct LayerSharingTests {
    /// The blobs of a repository by their names.
    private typealias Repository = [String: Int]

    private static func digest(_ name: String) -> ContentDigest { ContentDigest(of: Array(name.utf8)) }

    private static func shelf(_ blobs: Repository) -> LayerShelf {
        var ledger = LayerLedger()
        let layers = blobs.sorted { $0.key < $1.key }
            .map { Manifest.Blob(digest: digest($0.key), size: $0.value) }
        ledger.add(Manifest(kind: .image, layers: layers))
        return LayerShelf(ledger)
    }

    private static func sharing(
        _ repositories: [Repository], groups: [Int]? = nil, slices: Int = 4, top: Int = 20
    ) -> LayerSharing {
        let shelves = repositories.map(shelf)
        var sharing = LayerSharing(groups: groups ?? repositories.map { _ in 0 }, top: top)
        for slice in 0..<slices {
            for (number, shelf) in shelves.enumerated() {
                sharing.add(shelf, shelf.slice(slice, of: slices), of: number)
            }
            sharing.closeSlice()
        }
        return sharing
    }

    @Test func `a list of layers is kept sorted, in 40 bytes a blob`() throws {
        let blobs = Dictionary(uniqueKeysWithValues: (0..<300).map { ("\($0)", $0) })
        let shelf = Self.shelf(blobs)
        var kept: [(ContentDigest, Int)] = []

        shelf.forEachBlob(in: 0..<1000) { kept.append(($0, $1)) }

        #expect(shelf.count == 300)
        #expect(shelf.bytes.count == 1 + 40 * 300)
        #expect(kept.map(\.0) == blobs.keys.map(Self.digest).sorted())
        #expect(kept.map(\.1).sorted() == Array(0..<300))
        #expect(try LayerShelf(bytes: shelf.bytes) == shelf)
    }

    @Test(arguments: [1, 2, 3, 64, 100, 256])
    func `slices are all of it, one after the other`(parts: Int) {
        let shelf = Self.shelf(Dictionary(uniqueKeysWithValues: (0..<2000).map { ("\($0)", 1) }))
        var next = 0
        for slice in 0..<parts {
            let range = shelf.slice(slice, of: parts)
            shelf.forEachBlob(in: range) { digest, _ in
                #expect(Int(digest.bytes[0]) * parts / 256 == slice)
            }
            #expect(range.lowerBound == next)
            next = range.upperBound
        }
        #expect(next == shelf.count)
    }

    @Test func `a damaged list is refused`() {
        let bytes = Self.shelf(["a": 1, "b": 2, "c": 3]).bytes
        for length in 0..<bytes.count where length % 40 != 1 {
            #expect(throws: DecodingFailure.self) { try LayerShelf(bytes: Array(bytes.prefix(length))) }
        }
        for place in [0, 1, 33, 73] {
            var damaged = bytes
            damaged[place] = 0xFF
            #expect(throws: DecodingFailure.self) { try LayerShelf(bytes: damaged) }
        }
        let twice = bytes[0...40] + bytes[1...40]
        #expect(throws: DecodingFailure.self) { try LayerShelf(bytes: Array(twice)) }
    }

    @Test func `a bill lies between each blob once and each repository alone`() {
        let sharing = Self.sharing(
            [["base": 100, "a": 1], ["base": 100, "b": 2], ["base": 100, "a": 1], ["base": 100]],
            groups: [0, 0, 1, 0])

        #expect(sharing.uniqueBytes == [101, 102, 101, 100])
        #expect(sharing.distinctBytes == [103, 101])
        #expect(sharing.lowerBytes == 204)
        #expect(sharing.upperBytes == 404)
        #expect(
            sharing.topShared == [
                SharedBlob(digest: Self.digest("base"), size: 100, repositories: [0, 1, 2, 3], saving: 200)
            ])
    }

    @Test func `a copy with one more layer is found, a common base is not`() {
        let sharing = Self.sharing([
            ["base": 100, "a": 900], ["base": 100, "b": 900], ["base": 100, "a": 900, "c": 50], ["base": 100],
            [:], ["zero": 0], ["zero": 0],
        ])

        #expect(
            sharing.alike()
                == AlikeRepositories(
                    pairs: [AlikePair(first: 0, second: 2, sharedBytes: 1000, similarity: 1000.0 / 1050)],
                    count: 1))
        #expect(sharing.alike(atLeast: 0.99).pairs.isEmpty)
        #expect(sharing.alike(atLeast: 0.01, limit: 2).pairs.map(\.second) == [2, 1])
        #expect(sharing.alike(atLeast: 0.01, limit: 2).count == 6)
    }

    @Test func `sizes that are lies end at the largest number`() {
        let sharing = Self.sharing([["a": .max, "b": .max], ["a": .max, "b": .max], ["a": .max]])

        #expect(sharing.upperBytes == .max)
        #expect(sharing.lowerBytes == .max)
        #expect(sharing.topShared.map(\.saving) == [.max, .max])
        #expect(sharing.alike().count <= 3)
    }

    @Test func `in any registry sums and shared blobs are those of a look at each blob`() {
        var random = SplitMix(state: 31)
        for _ in 0..<300 {
            let repositories = Self.registry(&random)
            let groups = repositories.map { _ in Int.random(in: 0..<3, using: &random) }
            let sharing = Self.sharing(
                repositories, groups: groups, slices: [1, 3, 64, 256].randomElement(using: &random) ?? 1,
                top: 5)
            var lower = 0
            var top: [SharedBlob] = []
            for (name, size) in repositories.reduce(into: Repository(), { $0.merge($1) { $1 } }) {
                let holders = repositories.indices.filter { repositories[$0][name] != nil }
                let copies = holders.count - Set(holders.map { groups[$0] }).count
                lower += size * (holders.count - copies)
                guard copies * size > 0 else { continue }
                top.append(
                    SharedBlob(
                        digest: Self.digest(name), size: size, repositories: holders, saving: copies * size))
            }
            top.sort { ($1.saving, $0.digest) < ($0.saving, $1.digest) }

            #expect(sharing.uniqueBytes == repositories.map { $0.values.reduce(0, +) })
            #expect(sharing.lowerBytes == lower)
            #expect(sharing.topShared == Array(top.prefix(5)))
        }
    }

    @Test func `in any registry those alike are those that a comparison of all with all finds`() {
        var random = SplitMix(state: 32)
        for _ in 0..<400 {
            let repositories = Self.registry(&random)
            let thresholds: [Double] = [0.01, 0.3, 0.5, 0.8, 0.9, 1]
            let threshold = thresholds.randomElement(using: &random) ?? 0.9
            var pairs: [AlikePair] = []
            for first in repositories.indices {
                for second in repositories.indices.dropFirst(first + 1) {
                    let (left, right) = (repositories[first], repositories[second])
                    let shared = left.filter { right[$0.key] != nil }.values.reduce(0, +)
                    let all = left.merging(right) { $1 }.values.reduce(0, +)
                    let similarity = Double(shared) / Double(all)
                    guard shared > 0, similarity >= threshold else { continue }
                    pairs.append(
                        AlikePair(first: first, second: second, sharedBytes: shared, similarity: similarity))
                }
            }
            pairs.sort { ($1.sharedBytes, $0.first, $0.second) < ($0.sharedBytes, $1.first, $1.second) }
            let limit = Int.random(in: 1...30, using: &random)

            let alike = Self.sharing(repositories).alike(atLeast: threshold, limit: limit)

            #expect(alike == AlikeRepositories(pairs: Array(pairs.prefix(limit)), count: pairs.count))
        }
    }

    private static func registry(_ random: inout SplitMix) -> [Repository] {
        let names = Int.random(in: 3...30, using: &random)
        let sizes = (0..<names).map { _ in Int.random(in: 0...1000, using: &random) }
        var repositories: [Repository] = []
        for _ in 0..<Int.random(in: 1...9, using: &random) {
            // Some are copies of others, a little changed.
            var blobs = Bool.random(using: &random) ? repositories.randomElement(using: &random) ?? [:] : [:]
            for _ in 0..<Int.random(in: 0...(blobs.isEmpty ? 12 : 2), using: &random) {
                let number = Int.random(in: 0..<names, using: &random)
                blobs["\(number)"] = sizes[number]
            }
            repositories.append(blobs)
        }
        return repositories
    }
}
