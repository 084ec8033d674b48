import Formats

/// What Inspector looks at, as it tells it: the images of a registry that is scanned all the time.
enum InspectorAnswers {
    static func body(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let size = try exchange.question.pageSize("maxResults", upTo: 200, default: 100)
        let registry = Registry(exchange.account, exchange.region, exchange.simulation)
        let covered = registry.isEnhanced ? Coverage.all(exchange) : []
        let slice = try exchange.paging("nextToken").slice(of: covered.count, size: size, exchange.oddity)
        var last: (repository: String, page: Coverage.Details)?
        return JSONWriter.page("coveredResources") { writer in
            for resource in covered[slice.items] {
                let name = resource.repository
                let details = last?.repository == name ? last?.page : nil
                let known = details ?? Coverage.Details(name, exchange)
                last = (name, known)
                writer.covered(resource, known, exchange)
            }
        } token: {
            exchange.writeToken("nextToken", slice.next, to: &$0)
        }
    }
}

/// An image that is looked at.
private struct Coverage {
    var repository: String
    var place: Int

    /// Images for machines, not signatures or lists, of the last ninety days.
    static func all(_ exchange: Exchange) -> [Coverage] {
        let (simulation, account, region) = (exchange.simulation, exchange.account, exchange.region)
        return simulation.repositoryNames(of: account, in: region).flatMap { name -> [Coverage] in
            let shelf = simulation.shelf(name, of: account, in: region)
            return shelf.items.indices.filter { shelf.isWatched($0) }
                .map { Coverage(repository: name, place: $0) }
        }
    }

    /// What is known of a repository's images.
    struct Details {
        let images: [Int: Simulation.Image]
        let uses: [String: Int]

        init(_ name: String, _ exchange: Exchange) {
            let (simulation, account, region) = (exchange.simulation, exchange.account, exchange.region)
            let shelf = simulation.shelf(name, of: account, in: region)
            images = Dictionary(shelf.images().map { ($0.place, $0) }) { first, _ in first }
            uses = simulation.runningCounts(of: shelf, in: account, region)
        }
    }
}

extension ImageShelf {
    /// Whether Inspector scans something: an image that was pushed or pulled within ninety days.
    func isWatched(_ place: Int) -> Bool {
        let item = items[place]
        guard case .image = item.kind, !item.isGone else { return false }
        return item.pushed >= end.adding(days: -90) || isInUse(item)
    }

    /// The newest builds are those that run.
    private func isInUse(_ item: Item) -> Bool { item.build + 10 > habit.builds }
}

extension Simulation {
    /// How many containers run of each image of a shelf, by its digest.
    func runningCounts(of shelf: ImageShelf, in registry: Account, _ region: Region) -> [String: Int] {
        var counts: [String: Int] = [:]
        for workload in workloads(of: shelf.repository, in: registry, region) {
            guard workload.kind == .service || workload.kind == .schedule else { continue }
            for (back, count) in workload.taskCounts.enumerated() where count > 0 {
                let reference = workload.reference(back)
                guard let place = reference.running ?? reference.place else { continue }
                // What runs is an image for one machine, whatever it was asked for by.
                var image = place
                if case .index(let children) = shelf.items[place].kind { image = children.lowerBound }
                counts[shelf.content(of: image).digest, default: 0] += count
            }
        }
        return counts
    }
}

extension JSONWriter {
    fileprivate mutating func covered(
        _ resource: Coverage, _ details: Coverage.Details, _ exchange: Exchange
    ) {
        guard let image = details.images[resource.place] else { return }
        let place = "\(exchange.region.name):\(exchange.account.id)"
        let count = details.uses[image.digest] ?? 0
        object { writer in
            writer.field("accountId", exchange.account.id)
            writer.field(
                "resourceId", "arn:aws:ecr:\(place):repository/\(resource.repository)/\(image.digest)")
            writer.key("resourceMetadata")
            writer.object { writer in
                writer.key("ecrImage")
                writer.object { writer in
                    writer.field("inUseCount", count)
                    if let time = image.pulled { writer.time("imagePulledAt", time) }
                    if count > 0 {
                        writer.time("lastInUseAt", exchange.simulation.settings.end.adding(seconds: -7200))
                    }
                    writer.texts("tags", image.tags)
                }
            }
            writer.field("resourceType", "AWS_ECR_CONTAINER_IMAGE")
            writer.key("scanStatus")
            writer.object { writer in
                writer.field("reason", image.isArchived ? "SCAN_ELIGIBILITY_EXPIRED" : "SUCCESSFUL")
                writer.field("statusCode", image.isArchived ? "INACTIVE" : "ACTIVE")
            }
            writer.field("scanType", "PACKAGE")
        }
    }
}
