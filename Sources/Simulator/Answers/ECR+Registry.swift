import Formats

/// Whole registries, and who may use a repository, as ECR tells of them.
extension ECRAnswers {
    private static func registry(_ exchange: Exchange) throws(Objection) -> Registry {
        try checkRegistry(exchange)
        return Registry(exchange.account, exchange.region, exchange.simulation)
    }

    static func repositoryPolicy(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let repository = try found(exchange)
        guard let text = exchange.simulation.policy(of: repository, exchange.account, exchange.region) else {
            throw .own(
                status: 400, code: "RepositoryPolicyNotFoundException",
                message:
                    "Repository policy does not exist for the repository with name '\(repository.name)' in "
                    + "the registry with id '\(repository.account)'")
        }
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("policyText", text)
            writer.field("registryId", repository.account)
            writer.field("repositoryName", repository.name)
        }
        return writer.bytes
    }

    static func registryPolicy(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let registry = try registry(exchange)
        guard let text = registry.policy else {
            throw .own(
                status: 400, code: "RegistryPolicyNotFoundException",
                message: "Registry policy does not exist in the registry with id '\(exchange.account.id)'")
        }
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("policyText", text)
            writer.field("registryId", exchange.account.id)
        }
        return writer.bytes
    }

    static func registryDescription(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let registry = try registry(exchange)
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("registryId", exchange.account.id)
            writer.key("replicationConfiguration")
            writer.object { writer in
                writer.key("rules")
                writer.array { writer in
                    guard let (region, prefix) = registry.replication else { return }
                    writer.replication(to: region, exchange.account.id, prefix)
                }
            }
        }
        return writer.bytes
    }

    static func upstreams(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let registry = try registry(exchange)
        let wanted = try exchange.question.texts("ecrRepositoryPrefixes")
        let upstreams = registry.upstreams.filter { wanted?.contains($0.prefix) ?? true }
        let size = try exchange.question.pageSize("maxResults", upTo: 1000, default: 100)
        let slice = try exchange.paging("nextToken").slice(of: upstreams.count, size: size, exchange.oddity)
        return JSONWriter.page("pullThroughCacheRules") { writer in
            for upstream in upstreams[slice.items] { writer.upstream(upstream, exchange.account.id) }
        } token: {
            exchange.writeToken("nextToken", slice.next, to: &$0)
        }
    }

    static func templates(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let upstreams = try registry(exchange).upstreams
        let size = try exchange.question.pageSize("maxResults", upTo: 1000, default: 100)
        let slice = try exchange.paging("nextToken").slice(of: upstreams.count, size: size, exchange.oddity)
        var writer = JSONWriter()
        writer.object { writer in
            exchange.writeToken("nextToken", slice.next, to: &writer)
            writer.field("registryId", exchange.account.id)
            writer.key("repositoryCreationTemplates")
            writer.array { writer in
                for upstream in upstreams[slice.items] { writer.template(upstream) }
            }
        }
        return writer.bytes
    }

    static func setting(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let name = try exchange.question.demanded("name")
        guard let value = try registry(exchange).setting(name) else {
            throw .own(
                status: 400, code: "InvalidParameterException",
                message: "Invalid parameter at 'name' failed to satisfy constraint: 'Unknown setting \(name)'"
            )
        }
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("name", name)
            writer.field("value", value)
        }
        return writer.bytes
    }

    static func pullExclusions(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let roles = try registry(exchange).pullExclusions
        let size = try exchange.question.pageSize("maxResults", upTo: 1000, default: 100)
        let slice = try exchange.paging("nextToken").slice(of: roles.count, size: size, exchange.oddity)
        return JSONWriter.page("pullTimeUpdateExclusions") { writer in
            for role in roles[slice.items] { writer.string(role) }
        } token: {
            exchange.writeToken("nextToken", slice.next, to: &$0)
        }
    }

    static func scanningConfiguration(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let registry = try registry(exchange)
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("registryId", exchange.account.id)
            writer.key("scanningConfiguration")
            writer.object { writer in
                writer.key("rules")
                writer.array { writer in
                    guard !registry.scannedPatterns.isEmpty else { return }
                    writer.object { writer in
                        writer.filters("repositoryFilters", registry.scannedPatterns)
                        writer.field("scanFrequency", registry.frequency)
                    }
                }
                writer.field("scanType", registry.isEnhanced ? "ENHANCED" : "BASIC")
            }
        }
        return writer.bytes
    }

    static func repositoryScanning(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let registry = try registry(exchange)
        guard let names = try exchange.question.texts("repositoryNames") else {
            throw .absent("repositoryNames")
        }
        guard (1...25).contains(names.count) else {
            throw .outside("repositoryNames", "\(names.count)", "length between 1 and 25")
        }
        let all = exchange.simulation.repositoryNames(of: exchange.account, in: exchange.region)
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("failures")
            writer.array { writer in
                for name in names where !all.contains(name) {
                    writer.object { writer in
                        writer.field("failureCode", "REPOSITORY_NOT_FOUND")
                        writer.field("failureReason", "The repository with name '\(name)' does not exist")
                        writer.field("repositoryName", name)
                    }
                }
            }
            writer.key("scanningConfigurations")
            writer.array { writer in
                for name in names where all.contains(name) {
                    writer.scanning(
                        exchange.simulation.repository(name, of: exchange.account, in: exchange.region),
                        registry)
                }
            }
        }
        return writer.bytes
    }
}

extension Registry {
    /// When what is scanned is scanned.
    fileprivate var frequency: String { isEnhanced ? "CONTINUOUS_SCAN" : "SCAN_ON_PUSH" }

    /// The patterns by which a repository is scanned.
    func patterns(for repository: Simulation.Repository) -> [String] {
        scannedPatterns.filter { $0 == "*" || repository.name.hasPrefix($0.dropLast()) }
    }
}

extension JSONWriter {
    fileprivate mutating func replication(to region: String, _ registry: String, _ prefix: String) {
        object { writer in
            writer.key("destinations")
            writer.array { writer in
                writer.object { writer in
                    writer.field("region", region)
                    writer.field("registryId", registry)
                }
            }
            writer.key("repositoryFilters")
            writer.array { writer in
                writer.object { writer in
                    writer.field("filter", prefix)
                    writer.field("filterType", "PREFIX_MATCH")
                }
            }
        }
    }

    fileprivate mutating func upstream(_ upstream: Registry.Upstream, _ registry: String) {
        object { writer in
            writer.time("createdAt", upstream.created)
            if let secret = upstream.secret { writer.field("credentialArn", secret) }
            writer.field("ecrRepositoryPrefix", upstream.prefix)
            writer.field("registryId", registry)
            writer.time("updatedAt", upstream.created)
            writer.field("upstreamRegistry", upstream.kind)
            writer.field("upstreamRegistryUrl", upstream.address)
        }
    }

    fileprivate mutating func template(_ upstream: Registry.Upstream) {
        object { writer in
            writer.texts("appliedFor", ["PULL_THROUGH_CACHE"])
            writer.time("createdAt", upstream.created)
            writer.field("description", "What is fetched from \(upstream.address)")
            writer.key("encryptionConfiguration")
            writer.object { $0.field("encryptionType", "AES256") }
            writer.field("imageTagMutability", "MUTABLE")
            writer.field("prefix", upstream.prefix)
            writer.time("updatedAt", upstream.created)
        }
    }

    fileprivate mutating func scanning(_ repository: Simulation.Repository, _ registry: Registry) {
        let patterns = registry.patterns(for: repository)
        object { writer in
            writer.filters("appliedScanFilters", patterns)
            writer.field("repositoryArn", repository.arn)
            writer.field("repositoryName", repository.name)
            writer.field("scanFrequency", patterns.isEmpty ? "MANUAL" : registry.frequency)
            writer.field("scanOnPush", !patterns.isEmpty)
        }
    }

    mutating func filters(_ name: String, _ filters: [String]) {
        key(name)
        array { writer in
            for filter in filters {
                writer.object { writer in
                    writer.field("filter", filter)
                    writer.field("filterType", "WILDCARD")
                }
            }
        }
    }
}
