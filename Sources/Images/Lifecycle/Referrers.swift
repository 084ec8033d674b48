/// The manifests that are about each manifest, kept flat.
struct Referrers {
    private var starts: [Int]
    private var referrers: [Int]

    init(_ images: [LifecycleImage]) {
        var starts = [Int](repeating: 0, count: images.count + 1)
        for image in images {
            if let subject = image.subject, images.indices.contains(subject) { starts[subject + 1] += 1 }
        }
        for index in images.indices { starts[index + 1] += starts[index] }
        var next = starts
        referrers = [Int](repeating: 0, count: starts[images.count])
        for (index, image) in images.enumerated() {
            guard let subject = image.subject, images.indices.contains(subject) else { continue }
            referrers[next[subject]] = index
            next[subject] += 1
        }
        self.starts = starts
    }

    subscript(subject: Int) -> ArraySlice<Int> {
        referrers[starts[subject]..<starts[subject + 1]]
    }
}
