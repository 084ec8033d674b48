import Formats
import Images

@testable import Audit

/// A repository that nobody planned: indexes, children, signatures, cycles of them, tags of every scheme.
struct RandomRegistry {
    var images: [ECR.StoredImage] = []
    var roots: [Int: ECR.Root] = [:]
    static let now = Timestamp(day: 20_000)

    init(seed: UInt64, size: Int) {
        var random = Generator(state: seed)
        func digest(_ number: Int) -> ContentDigest { ContentDigest(of: Array("\(seed) \(number)".utf8)) }
        let tags = [
            "v1.2.3", "1.4.0", "latest", "prod", "main-0a1b2c3", "pr-17", "2024-01-31", "keep-me", "odd",
            "sha-0a1b2c3d",
        ]
        let layers = (0..<(size + 3)).map { number in
            Manifest.Blob(digest: digest(10_000 + number), size: 1 + random.below(1000))
        }
        for number in 0..<size {
            var image = ECR.StoredImage(digest: digest(number))
            if random.below(3) > 0 {
                image.tags = [tags[random.below(tags.count)] + (random.below(2) == 0 ? "" : "\(number)")]
            }
            if random.below(12) == 0 {
                let hex = digest(random.below(size + 2)).description.dropFirst(7)
                image.tags = ["sha256-\(hex).sig"]
            }
            image.pushed = Self.now.adding(days: -random.below(400))
            if random.below(2) == 0 { image.pulled = Self.now.adding(days: -random.below(300)) }
            image.isArchived = random.below(8) == 0
            if image.isArchived { image.archived = Self.now.adding(days: -random.below(200)) }
            let isIndex = random.below(4) == 0
            image.mediaType =
                isIndex
                ? "application/vnd.oci.image.index.v1+json" : "application/vnd.oci.image.manifest.v1+json"
            var manifest = Manifest(kind: isIndex ? .index : .image, mediaType: image.mediaType)
            if isIndex {
                manifest.children = (0..<random.below(4)).map { _ in
                    Manifest.Child(digest: digest(random.below(size + 2)), size: 10)
                }
            } else {
                manifest.layers = (0..<random.below(5)).map { _ in layers[random.below(layers.count)] }
            }
            if random.below(6) == 0 { image.subject = digest(random.below(size + 2)) }
            image.manifest = manifest
            image.bytes = manifest.layers.reduce(0) { $0 + $1.size }
            images.append(image)
        }
        for index in images.indices where random.below(10) == 0 {
            roots[index] = ECR.Root(source: "ecs", user: "task")
        }
    }

    /// Random numbers that are the same in every run.
    struct Generator {
        var state: UInt64

        mutating func below(_ limit: Int) -> Int {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return Int((mixed ^ (mixed >> 31)) >> 33) % limit
        }
    }

    var material: ECR.Review.Material { material(blindness: nil) }

    func material(blindness: String?) -> ECR.Review.Material {
        let uses = roots.sorted { $0.key < $1.key }.map { index, root in
            ECR.UsedImages.Use(
                root: root, account: "111122223333", region: "eu-west-1", image: "x",
                digest: images[index].digest,
                isThere: true, isArchived: false)
        }
        return ECR.Review.Material(
            facts: ECR.RepositoryFacts(name: "team/app"), images: images, used: ECR.UsedImages(uses),
            dangling: [],
            preview: nil, blindness: blindness)
    }

    /// Which images belong together, told slowly: by every link in both directions.
    func neighbours(of index: Int) -> Set<Int> {
        var found: Set<Int> = []
        for other in images.indices where other != index {
            if links(from: index).contains(images[other].digest)
                || links(from: other).contains(images[index].digest)
            {
                found.insert(other)
            }
        }
        return found
    }

    /// What an image lists.
    func children(of index: Int) -> Set<ContentDigest> {
        Set(images[index].manifest?.children.map(\.digest) ?? [])
    }

    /// What an image is about.
    func subjects(of index: Int) -> Set<ContentDigest> {
        var found: Set<ContentDigest> = []
        if let subject = images[index].subject { found.insert(subject) }
        for tag in images[index].tags where tag.hasPrefix("sha256-") {
            if let digest = ContentDigest(hex: Array(tag.dropFirst(7).prefix(64).utf8)) {
                found.insert(digest)
            }
        }
        return found
    }

    private func links(from index: Int) -> Set<ContentDigest> {
        children(of: index).union(subjects(of: index))
    }
}
