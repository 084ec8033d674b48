/// The images of a repository, by digest and by tag.
struct ImageLookup {
    let images: [Simulation.Image]
    private var byDigest: [String: Int] = [:]
    private var byTag: [String: Int] = [:]

    /// What comes of asking for an image.
    enum Result {
        case found(Simulation.Image)
        /// With the code that ECR has for it.
        case failed(String)
    }

    init(_ images: [Simulation.Image]) {
        self.images = images
        byDigest.reserveCapacity(images.count)
        for (place, image) in images.enumerated() {
            byDigest[image.digest] = place
            for tag in image.tags { byTag[tag] = place }
        }
    }

    func image(_ name: ECRAnswers.ImageName) -> Result {
        guard name.digest != nil || name.tag != nil else { return .failed("MissingDigestAndTag") }
        if let digest = name.digest, !Self.isDigest(digest) { return .failed("InvalidImageDigest") }
        if let tag = name.tag, tag.isEmpty || tag.utf8.count > 300 { return .failed("InvalidImageTag") }
        let tagged = name.tag.map { byTag[$0] }
        let known = name.digest.map { byDigest[$0] }
        if let tagged, let known, tagged != known { return .failed("ImageTagDoesNotMatchDigest") }
        guard let place = known ?? tagged, let place else { return .failed("ImageNotFound") }
        return .found(images[place])
    }

    private static func isDigest(_ text: String) -> Bool {
        let digits = text.utf8.dropFirst(7)
        return text.hasPrefix("sha256:") && digits.count == 64
            && digits.allSatisfy { "0123456789abcdef".utf8.contains($0) }
    }
}
