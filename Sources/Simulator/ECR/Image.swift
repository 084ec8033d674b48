import Formats

extension Simulation {
    /// What ECR calls an image: anything that has a manifest.
    package struct Image: Sendable {
        /// With `sha256:` before it.
        package let digest: String
        package let tags: [String]
        /// What is kept for it; of an index, for the largest of its images.
        package let bytes: Int
        package let pushed: Timestamp
        /// As far as AWS has recorded it.
        package let pulled: Timestamp?
        package let mediaType: String
        package let artifactType: String?
        package let subject: String?
        package let isArchived: Bool
        package let archived: Timestamp?
        package let restored: Timestamp?
        package let manifest: [UInt8]
        /// Its place on the shelf.
        let place: Int
    }

    /// Everything in a repository, in the order in which it is listed.
    package func images(ofRepository name: String, of account: Account, in region: Region) -> [Image] {
        ImageShelf(repository(name, of: account, in: region), account, self).images()
    }

    func shelf(_ name: String, of account: Account, in region: Region) -> ImageShelf {
        ImageShelf(repository(name, of: account, in: region), account, self)
    }
}

extension ImageShelf {
    /// What is there, in an order that says nothing.
    func images() -> [Simulation.Image] {
        let contents = contents()
        let standing = items.indices.filter { !items[$0].isGone }
        guard !standing.isEmpty else { return [] }
        let order = Permutation(of: standing.count, draw.at("order"))
        return standing.indices.map { number in
            let place = standing[order.image(of: number)]
            return image(at: place, contents[place], contents)
        }
    }

    private func image(
        at place: Int, _ content: ImageContent, _ contents: [ImageContent]
    ) -> Simulation.Image {
        let item = items[place]
        var tags = item.tags
        if case .signature(let subject) = item.kind {
            tags = ["sha256-\(contents[subject].digest.dropFirst(7)).sig"]
        }
        let (archived, restored) = archiving(item)
        return Simulation.Image(
            digest: content.digest, tags: tags, bytes: content.bytes, pushed: item.pushed,
            pulled: pulled(place, restored), mediaType: content.mediaType.rawValue,
            artifactType: content.artifact, subject: content.subject,
            isArchived: archived != nil && restored == nil, archived: archived, restored: restored,
            manifest: content.manifest, place: place)
    }

    /// When a build was put into the archive, and when it was fetched back: all that belongs to it together.
    func archiving(_ item: Item) -> (archived: Timestamp?, restored: Timestamp?) {
        let built = items[roots[item.build]].pushed
        let latest = end.adding(days: -130)
        guard habit.isArchiving, built < latest.adding(days: -60), item.build + 6 < habit.builds else {
            return (nil, nil)
        }
        let draw = draw.at("archive").at(item.build)
        let archived = built.adding(days: 60).adding(seconds: Int64(draw.below(86_400)))
        let since = max(archived, end.adding(days: -360 + draw.at("day").below(230)))
        guard draw.at("restored").percent(6) else { return (since, nil) }
        return (since, since.adding(days: draw.at("restored").within(5...90)))
    }

    /// When something was last pulled; the newest builds are pulled by what runs them.
    private func pulled(_ place: Int, _ restored: Timestamp?) -> Timestamp? {
        let item = items[place]
        let draw = draw.at("pulled").at(item.build)
        if habit.isPolluted {
            let day = end.adding(days: -12).startOfDay
            if item.pushed < day { return day.adding(seconds: Int64(draw.at(place).below(86_400))) }
        }
        // Only what has a tag is pulled by it, and of its images the first.
        switch item.kind {
        case .index, .image(0): break
        default: return nil
        }
        if item.build + 5 > habit.builds, draw.percent(85) {
            return max(item.pushed, end.adding(seconds: -Int64(draw.at("late").below(2 * 86_400))))
        }
        guard draw.percent(60) else { return nil }
        let days = draw.at("after").below(draw.at("long").percent(20) ? 200 : 8)
        let time = (restored ?? item.pushed).adding(days: days).adding(seconds: Int64(draw.below(86_400)))
        return max(item.pushed, min(time, end.adding(seconds: -3600)))
    }
}
