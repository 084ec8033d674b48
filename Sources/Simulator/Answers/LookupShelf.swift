import Synchronization

/// The repositories that were looked into last, so that asking for each image of one does not make all anew.
///
/// It is no more than haste: what is not here comes out the same.
final class LookupShelf: Sendable {
    private let kept = Mutex<[(arn: String, lookup: ImageLookup)]>([])
    private static let most = 24

    func lookup(_ shelf: ImageShelf) -> ImageLookup {
        let arn = shelf.repository.arn
        if let known = kept.withLock({ $0.first { $0.arn == arn }?.lookup }) { return known }
        let lookup = ImageLookup(shelf.images())
        kept.withLock { kept in
            if kept.count >= Self.most { kept.removeFirst() }
            kept.append((arn, lookup))
        }
        return lookup
    }
}
