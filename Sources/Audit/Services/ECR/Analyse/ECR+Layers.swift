import Formats
import Images

extension ECR {
    /// What the images of a repository take: layers, each stored once.
    struct Layers: Sendable {
        private let ledger: LayerLedger
        /// The number of each image in the ledger; nil where its layers are not known, or it is an index.
        private let numbers: [Int?]
        /// What the listing says of the images together, each layer as often as it is used.
        let naiveBytes: Int
        let uniqueBytes: Int
        /// Of these what only archived images use.
        let archiveBytes: Int
        /// At most what images take whose layers are not known.
        let unreadBytes: Int
        /// How many images that are.
        let unread: Int

        init(of images: [StoredImage]) {
            var ledger = LayerLedger()
            var numbers: [Int?] = []
            var (naive, unreadBytes, unread) = (0, 0, 0)
            for image in images {
                guard !image.isIndex || image.manifest == nil else {
                    numbers.append(nil)
                    continue
                }
                naive = naive &+ image.bytes
                if let manifest = image.manifest, manifest.kind == .image {
                    numbers.append(ledger.count)
                    ledger.add(manifest)
                } else {
                    numbers.append(nil)
                    unread += 1
                    unreadBytes = unreadBytes &+ image.bytes
                }
            }
            let archived = images.indices.filter { images[$0].isArchived }.compactMap { numbers[$0] }
            naiveBytes = naive
            uniqueBytes = ledger.uniqueBytes
            archiveBytes = ledger.freedBytes(by: archived)
            self.unreadBytes = unreadBytes
            self.unread = unread
            self.numbers = numbers
            self.ledger = ledger
        }

        /// What only this image uses; nil where its layers are not known.
        func exclusiveBytes(of image: Int) -> Int? { numbers[image].map(ledger.exclusiveBytes) }

        /// What has been freed after each deletion.
        ///
        /// Of an image whose layers are not known, nothing is.
        func freed(in order: [Int]) -> [Int] { ledger.savings(in: order.map { numbers[$0] ?? -1 }) }

        /// What deleting images together would free.
        func freedBytes(by images: [Int]) -> Int { ledger.freedBytes(by: images.compactMap { numbers[$0] }) }

        var shelf: LayerShelf { LayerShelf(ledger) }
    }
}
