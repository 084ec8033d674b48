import Formats
import Images
import Testing

struct LayerLedgerTests {
    private static func blob(_ name: String, _ size: Int, isForeign: Bool = false) -> Manifest.Blob {
        Manifest.Blob(digest: ContentDigest(of: Array(name.utf8)), size: size, isForeign: isForeign)
    }

    private static func image(_ layers: [Manifest.Blob], config: Manifest.Blob? = nil) -> Manifest {
        Manifest(kind: .image, config: config, layers: layers)
    }

    private func ledger(_ images: [Manifest]) -> LayerLedger {
        var ledger = LayerLedger()
        for image in images { ledger.add(image) }
        return ledger
    }

    @Test func `a blob is stored once and freed with its last image`() {
        let (a, b, c) = (Self.blob("a", 100), Self.blob("b", 20), Self.blob("c", 3))
        let ledger = ledger([
            Self.image([a, b], config: Self.blob("0", 1)), Self.image([a, b]), Self.image([a, c, c]),
        ])

        #expect(ledger.count == 3)
        #expect(ledger.blobCount == 4)
        #expect(ledger.uniqueBytes == 124)
        #expect(ledger.listedBytes == 121 + 120 + 103)
        #expect((0..<3).map(ledger.bytes) == [121, 120, 103])
        #expect((0..<3).map(ledger.exclusiveBytes) == [1, 0, 3])
        #expect(ledger.freedBytes(by: [0, 1]) == 21)
        #expect(ledger.freedBytes(by: []) == 0)
        #expect(ledger.savings(in: [1, 0, 0, 9, -1, 2]) == [0, 21, 21, 21, 21, 124])
    }

    @Test func `what lies elsewhere costs nothing here`() {
        let ledger = ledger([
            Self.image([Self.blob("a", 5, isForeign: true), Self.blob("b", 2)]),
            Self.image([Self.blob("a", 5)]),
        ])

        #expect(ledger.bytes(of: 0) == 2)
        #expect(ledger.exclusiveBytes(of: 1) == 5)
    }

    @Test func `sizes that are lies add up to the largest number, and no further`() {
        let ledger = ledger([
            Self.image([Self.blob("a", .max), Self.blob("b", .max)]), Self.image([Self.blob("c", -5)]),
            Self.image([Self.blob("c", 7)]),
        ])

        #expect(ledger.uniqueBytes == .max)
        #expect(ledger.listedBytes == .max)
        #expect(ledger.exclusiveBytes(of: 0) == .max)
        #expect(ledger.savings(in: [1, 2, 0]) == [0, 7, .max])
    }

    @Test func `a damaged manifest is an image all the same`() throws {
        var ledger = LayerLedger()
        let packed = Self.image([Self.blob("a", 5), Self.blob("b", 6)]).packed

        #expect(throws: DecodingFailure.self) { try ledger.add(PackedManifest(Array(packed.prefix(50)))) }
        try ledger.add(PackedManifest(packed))

        #expect(ledger.count == 2)
        #expect((0..<2).map(ledger.bytes) == [5, 11])
    }

    @Test func `any order of deletions frees what a look at all that is left would tell`() {
        var random = SplitMix(state: 21)
        for _ in 0..<500 {
            let images = Self.repository(&random)
            let ledger = ledger(images)
            let order = images.indices.shuffled(using: &random)
            let savings = ledger.savings(in: order)

            #expect(ledger.uniqueBytes == Self.bytes(images))
            for step in order.indices {
                let left = order[(step + 1)...].map { images[$0] }
                #expect(savings[step] == ledger.uniqueBytes - Self.bytes(left))
                #expect(ledger.freedBytes(by: order[...step].shuffled(using: &random)) == savings[step])
            }
            for index in images.indices {
                let others = images.indices.filter { $0 != index }.map { images[$0] }
                #expect(ledger.exclusiveBytes(of: index) == ledger.uniqueBytes - Self.bytes(others))
                #expect(ledger.bytes(of: index) == Self.bytes([images[index]]))
            }
        }
    }

    /// The bytes of the different blobs of images.
    private static func bytes(_ images: [Manifest]) -> Int {
        var sizes: [ContentDigest: Int] = [:]
        for image in images {
            for blob in image.layers + [image.config].compactMap({ $0 }) where !blob.isForeign {
                sizes[blob.digest] = blob.size
            }
        }
        return sizes.values.reduce(0, +)
    }

    private static func repository(_ random: inout SplitMix) -> [Manifest] {
        (0..<Int.random(in: 1...8, using: &random)).map { _ in
            func any() -> Manifest.Blob {
                let number = Int.random(in: 0..<15, using: &random)
                return blob(
                    "\(number)", number * number * 7, isForeign: Int.random(in: 0..<9, using: &random) == 0)
            }
            let layers = (0..<Int.random(in: 0...5, using: &random)).map { _ in any() }
            return image(layers, config: Bool.random(using: &random) ? any() : nil)
        }
    }
}
