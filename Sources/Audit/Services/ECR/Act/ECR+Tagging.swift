import AWS
import Formats
import Images
import Pipeline

extension ECR {
    /// Gives an image a tag, and takes it from no other by mistake.
    package struct Tagging: Sendable {
        let place: RepositoryPlace
        let access: Access
        let log: ActionLog

        package enum Outcome: Equatable, Sendable {
            /// The image had the tag already.
            case alreadySo
            case tagged
            /// The tag was taken from another image.
            case moved(from: ContentDigest)
        }

        package init(_ place: RepositoryPlace, access: Access, _ log: ActionLog) {
            (self.place, self.access, self.log) = (place, access, log)
        }

        /// Tags an image; with `moving`, also with a tag that another image has.
        package func tag(_ digest: ContentDigest, _ tag: String, moving: Bool) async throws -> Outcome {
            guard ImageName.isTag(tag) else {
                throw Problem(
                    "'\(tag)' is no tag of an image", hint: "letters, digits, '_', '.' and '-', 128 at most",
                    exit: .usage)
            }
            let client = try await access.client(account: place.account, region: place.region)
            let before = try await holder(of: tag, client)
            if before == digest { return .alreadySo }
            if let before {
                let repository = try await client.send(DescribeRepositories(names: [place.name])).repositories
                    .first
                guard repository?.lets(move: tag) ?? false else {
                    throw Problem(
                        "the tag \(tag) belongs to \(before), and not to \(digest): tags of \(place.name) cannot be moved",
                        hint: "take another tag, or delete that image first", exit: .unavailable)
                }
                guard moving else {
                    throw Problem(
                        "the tag \(tag) belongs to \(before), and not to \(digest)",
                        hint: "--move takes it from there", exit: .unavailable)
                }
            }
            try await put(tag, on: digest, client)
            return before.map { .moved(from: $0) } ?? .tagged
        }

        /// The image that has a tag; nil where none has.
        private func holder(of tag: String, _ client: Client) async throws -> ContentDigest? {
            do {
                return try await client.send(DescribeImages(repository: place.name, tag: tag)).images.first?
                    .digest
            } catch let error as AWSError where error.code == "ImageNotFoundException" {
                return nil
            }
        }

        private func put(_ tag: String, on digest: ContentDigest, _ client: Client) async throws {
            let page = try await client.send(BatchGetImage(repository: place.name, digests: [digest]))
            guard let fetched = page.manifests.first else {
                let reason = page.failures.first.map { "\($0.code): \($0.reason)" } ?? "it is not there"
                throw Problem(
                    "\(digest) cannot be read: \(reason)",
                    hint: "`stocktake list FILE ecr-images` has the digests",
                    exit: .unavailable)
            }
            guard ContentDigest(of: fetched.text) == digest else {
                throw Problem(
                    "what ECR gives for \(digest) has another digest",
                    hint: "nothing was done; ask AWS how that can be", exit: .unavailable)
            }
            try log.write(.tagging, place, [(digest, [tag])], "")
            do {
                _ = try await client.send(
                    PutImage(
                        repository: place.name, digest: digest,
                        manifest: String(decoding: fetched.text, as: UTF8.self),
                        mediaType: fetched.mediaType, tag: tag))
            } catch let error as AWSError where error.code == "ImageAlreadyExistsException" {
                // Somebody else was as fast: the image has the tag.
            } catch let error as AWSError where error.code == "ImageTagAlreadyExistsException" {
                throw Problem(
                    "the tag \(tag) was given to another image meanwhile, and cannot be moved",
                    hint: "take another tag", exit: .unavailable)
            }
            try log.write(.tagged, place, [(digest, [tag])], "")
        }
    }
}

extension ECR.Repository {
    /// Whether a tag can be taken from one image and given to another.
    func lets(move tag: String) -> Bool {
        let isExcluded = exclusions.contains { Wildcard($0, .stars).matches(tag) }
        switch mutability {
        case "IMMUTABLE": return false
        case "IMMUTABLE_WITH_EXCLUSION": return isExcluded
        case "MUTABLE_WITH_EXCLUSION": return !isExcluded
        default: return true
        }
    }
}
