import Formats

/// Repositories, as ECR tells of them.
enum ECRAnswers {
    static func body(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        switch exchange.action {
        case .listRepositoryTags: try tags(exchange)
        case .describeImages: try images(exchange)
        case .batchGetImage: try manifests(exchange)
        case .getLifecyclePolicy: try lifecyclePolicy(exchange)
        case .getLifecyclePreview: try lifecyclePreview(exchange)
        case .getRepositoryPolicy: try repositoryPolicy(exchange)
        case .getRegistryPolicy: try registryPolicy(exchange)
        case .describeRegistry: try registryDescription(exchange)
        case .describePullThroughCaches: try upstreams(exchange)
        case .describeCreationTemplates: try templates(exchange)
        case .getScanningConfiguration: try scanningConfiguration(exchange)
        case .getRepositoryScanning: try repositoryScanning(exchange)
        case .getAccountSetting: try setting(exchange)
        case .describeScanFindings: try scanFindings(exchange)
        case .listPullExclusions: try pullExclusions(exchange)
        default: try repositories(exchange)
        }
    }

    private static func repositories(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        try checkRegistry(exchange)
        let all = exchange.simulation.repositoryNames(of: exchange.account, in: exchange.region)
        if let names = try exchange.question.texts("repositoryNames") {
            for name in names where !all.contains(name) { throw missing(name, exchange) }
            return page(names, nil, exchange)
        }
        let size = try exchange.question.pageSize("maxResults", upTo: 1000, default: 100)
        let slice = try exchange.paging("nextToken").slice(of: all.count, size: size, exchange.oddity)
        return page(all[slice.items], slice.next, exchange)
    }

    /// Nobody may look into another account's registry here.
    static func checkRegistry(_ exchange: Exchange) throws(Objection) {
        guard let registry = try exchange.question.text("registryId"), registry != exchange.account.id else {
            return
        }
        let name = try exchange.question.text("repositoryName") ?? "*"
        throw exchange.denied(
            .identity, on: "arn:aws:ecr:\(exchange.region.name):\(registry):repository/\(name)")
    }

    /// The repository that is asked for.
    static func found(_ exchange: Exchange) throws(Objection) -> Simulation.Repository {
        try checkRegistry(exchange)
        let name = try exchange.question.demanded("repositoryName")
        let names = exchange.simulation.repositoryNames(of: exchange.account, in: exchange.region)
        guard names.contains(name) else { throw missing(name, exchange) }
        return exchange.simulation.repository(name, of: exchange.account, in: exchange.region)
    }

    private static func page(_ names: some Sequence<String>, _ next: String?, _ exchange: Exchange) -> [UInt8]
    {
        JSONWriter.page("repositories") { writer in
            for name in names {
                let repository = exchange.simulation.repository(
                    name, of: exchange.account, in: exchange.region)
                write(repository, to: &writer)
            }
        } token: {
            exchange.writeToken("nextToken", next, to: &$0)
        }
    }

    private static func write(_ repository: Simulation.Repository, to writer: inout JSONWriter) {
        let registry = "\(repository.account).dkr.ecr.\(repository.region).amazonaws.com"
        writer.object { writer in
            writer.time("createdAt", repository.created)
            writer.key("encryptionConfiguration")
            writer.object { writer in
                writer.field("encryptionType", repository.key == nil ? "AES256" : "KMS")
                if let key = repository.key { writer.field("kmsKey", key) }
            }
            writer.key("imageScanningConfiguration")
            writer.object { $0.field("scanOnPush", repository.scansOnPush) }
            writer.field("imageTagMutability", repository.mutability)
            if !repository.exclusions.isEmpty {
                writer.filters("imageTagMutabilityExclusionFilters", repository.exclusions)
            }
            writer.field("registryId", repository.account)
            writer.field("repositoryArn", repository.arn)
            writer.field("repositoryName", repository.name)
            writer.field("repositoryUri", "\(registry)/\(repository.name)")
        }
    }

    private static func tags(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let arn = try exchange.question.demanded("resourceArn")
        let prefix = "arn:aws:ecr:\(exchange.region.name):\(exchange.account.id):repository/"
        let name = arn.hasPrefix(prefix) ? String(arn.dropFirst(prefix.count)) : ""
        let names = exchange.simulation.repositoryNames(of: exchange.account, in: exchange.region)
        guard names.contains(name) else { throw missing(name, exchange) }
        let repository = exchange.simulation.repository(name, of: exchange.account, in: exchange.region)
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("tags")
            writer.array { writer in
                for tag in repository.tags { writer.tag(tag) }
            }
        }
        return writer.bytes
    }

    static func missing(_ name: String, _ exchange: Exchange) -> Objection {
        .own(
            status: 400, code: "RepositoryNotFoundException",
            message: "The repository with name '\(name)' does not exist in the registry with id "
                + "'\(exchange.account.id)'")
    }
}
