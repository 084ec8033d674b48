import Formats

extension Simulation {
    /// Something that names an image or runs it.
    package struct ImageUse: Hashable, Sendable {
        /// The ARN of what does so.
        package let user: String
        /// Which service tells of it.
        package let service: String
        package let account: String
        package let region: String
        /// The image as it is written there.
        package let image: String
        /// What it leads to or runs; nil where that was never there.
        package let digest: String?
    }

    /// What a perfect audit knows of the images of one repository, without any request.
    package struct ImageTruth: Sendable {
        /// Who uses what, by the digest that is named or runs: all of what is there.
        package var uses: [String: [ImageUse]] = [:]
        /// Uses of what is not there.
        package var broken: [ImageUse] = []
        /// What must not go: what is used, what it is part of or consists of, and what is said about that.
        package var live: Set<String> = []
        /// What is said about something that is gone.
        package var orphans: Set<String> = []
        /// Parts of a list that is gone.
        package var dangling: Set<String> = []
        /// Lists that lack one of their parts.
        package var incomplete: Set<String> = []
        package var archived: Set<String> = []
        /// Images without a tag, because their tag has moved on.
        package var superseded: Set<String> = []
    }

    /// The truth of a repository, as far as the uses are told: all of them without a condition.
    package func imageTruth(
        ofRepository name: String, of account: Account, in region: Region,
        counting isKnown: (ImageUse) -> Bool = { _ in true }
    ) -> ImageTruth {
        let shelf = shelf(name, of: account, in: region)
        let digests = shelf.contents().map(\.digest)
        var truth = shelf.truth(digests)
        var roots: Set<Int> = []
        for workload in workloads(of: shelf.repository, in: account, region) {
            for (use, place) in workload.imageUses(digests) where isKnown(use) {
                guard let place, !shelf.items[place].isGone else {
                    truth.broken.append(use)
                    continue
                }
                roots.insert(place)
                truth.uses[digests[place], default: []].append(use)
            }
        }
        truth.live = Set(shelf.closure(of: roots).map { digests[$0] })
        return truth
    }
}

extension Workload {
    /// All that it names and runs, each with its place on the shelf.
    func imageUses(_ digests: [String]) -> [(use: Simulation.ImageUse, place: Int?)] {
        let place = "\(region.name):\(account.id)"
        switch kind {
        case .service, .schedule:
            let cluster = kind == .service ? account.name : account.name + "-jobs"
            let definitions = (0..<revisions).map { named(definitionARN($0), "ecs", $0, digests) }
            let deployments =
                kind == .service ? taskCounts.indices.map { named(serviceARN, "ecs", $0, digests) } : []
            return definitions + deployments + tasks(inCluster: cluster).map { runs($0, digests) }
        case .function:
            let arn = "arn:aws:lambda:\(place):function:\(name)"
            let versions = (0..<revisions).map { resolved("\(arn):\(version($0))", $0, digests) }
            return [resolved(arn, 0, digests)] + versions
        case .application: return [named(applicationARN, "apprunner", 0, digests)]
        case .jobs: return [named(jobDefinitionARN, "batch", 0, digests)]
        case .model: return [named(modelARN, "sagemaker", 0, digests)]
        case .build: return [named(projectARN, "codebuild", 0, digests)]
        }
    }

    private func named(
        _ user: String, _ service: String, _ back: Int, _ digests: [String]
    ) -> (Simulation.ImageUse, Int?) {
        let reference = reference(back)
        return use(user, service, reference.image, reference.place, digests)
    }

    private func resolved(_ user: String, _ back: Int, _ digests: [String]) -> (Simulation.ImageUse, Int?) {
        let reference = reference(back)
        return use(user, "lambda", reference.image, reference.running ?? reference.place, digests)
    }

    private func runs(_ task: ContainerTask, _ digests: [String]) -> (Simulation.ImageUse, Int?) {
        let reference = reference(task.back)
        let place = (reference.running ?? reference.place).map { runningPlace($0) }
        return use(task.arn, "ecs", reference.image, place, digests)
    }

    private func use(
        _ user: String, _ service: String, _ image: String, _ place: Int?, _ digests: [String]
    ) -> (Simulation.ImageUse, Int?) {
        let use = Simulation.ImageUse(
            user: user, service: service, account: account.id, region: region.name, image: image,
            digest: place.map { digests[$0] })
        return (use, place)
    }
}
