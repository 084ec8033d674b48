import Formats

/// All repositories of an account in a region, and what holds for all of them.
struct Registry {
    let account: Simulation.Account
    let region: Simulation.Region
    let organization: String
    private let draw: Draw
    private let end: Timestamp
    private let role: String
    private let otherRegion: String

    init(_ account: Simulation.Account, _ region: Simulation.Region, _ simulation: Simulation) {
        (self.account, self.region) = (account, region)
        draw = simulation.draw.at("registry").at(account.index)
        end = simulation.settings.end
        role = "arn:aws:iam::\(account.id):role/\(simulation.settings.role)"
        organization = simulation.organizationID
        otherRegion = simulation.regions.first { $0.name != region.name }?.name ?? region.name
    }

    /// Whether it is everybody's.
    var isCentral: Bool { account.team == "ci-cd" }

    /// Whether Inspector looks at everything, all the time.
    var isEnhanced: Bool { isCentral || draw.at("enhanced").percent(25) }

    /// The repositories that are scanned when something is pushed, as patterns.
    var scannedPatterns: [String] {
        if isEnhanced { return ["*"] }
        return draw.at("scanned").percent(40) ? ["\(account.team)/*"] : []
    }

    /// Whether what a scan has found is told with the images.
    var tellsScans: Bool { isEnhanced || setting("BASIC_SCAN_TYPE_VERSION") == "CLAIR" }

    /// The value of a setting; nil for one that there is not.
    func setting(_ name: String) -> String? {
        switch name {
        case "BASIC_SCAN_TYPE_VERSION": draw.at("scanner").percent(70) ? "AWS_NATIVE" : "CLAIR"
        case "REGISTRY_POLICY_SCOPE": "V2"
        case "BLOB_MOUNTING": draw.at("mounting").percent(30) ? "ENABLED" : "DISABLED"
        default: nil
        }
    }

    /// Whose pulls are not recorded: with luck the audit's.
    var pullExclusions: [String] { draw.at("exclusions").percent(isCentral ? 100 : 50) ? [role] : [] }

    /// A region that what is released would be copied to.
    var replication: (region: String, prefix: String)? { isCentral ? (otherRegion, "release-mirror") : nil }

    /// The registries that it fetches from when it is asked for what it does not have.
    var upstreams: [Upstream] {
        let created = max(account.joined, end.adding(days: -400))
        let secret =
            "arn:aws:secretsmanager:\(region.name):\(account.id):secret:ecr-pullthroughcache/docker-hub"
        let all = [
            Upstream(
                prefix: "docker-hub", kind: "docker-hub", address: "registry-1.docker.io", secret: secret,
                created: created),
            Upstream(
                prefix: "quay", kind: "quay", address: "quay.io", secret: nil,
                created: created.adding(days: 3)),
        ]
        if isCentral { return all }
        return account.team == "shared-services" ? Array(all.suffix(1)) : []
    }

    struct Upstream {
        let prefix: String
        let kind: String
        let address: String
        let secret: String?
        let created: Timestamp
    }

    /// Who may use all of it.
    var policy: String? {
        guard isCentral else { return nil }
        return Statement(
            "ReplicationFromTheOrganisation", .organization(organization),
            ["ecr:CreateRepository", "ecr:ReplicateImage"],
            resource: "arn:aws:ecr:\(region.name):\(account.id):repository/*"
        ).policy
    }
}

/// The one statement of a policy.
struct Statement {
    enum Principal {
        case accounts([String])
        /// Everybody of an organisation.
        case organization(String)
        case everybody
    }

    private let id: String
    private let principal: Principal
    private let actions: [String]
    private let resource: String?

    init(_ id: String, _ principal: Principal, _ actions: [String], resource: String? = nil) {
        (self.id, self.principal, self.actions, self.resource) = (id, principal, actions, resource)
    }

    /// The policy that it is.
    var policy: String {
        var writer = JSONWriter(.pretty)
        writer.object { writer in
            writer.field("Version", "2012-10-17")
            writer.key("Statement")
            writer.array { writer in
                writer.object { write(to: &$0) }
            }
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private func write(to writer: inout JSONWriter) {
        writer.field("Sid", id)
        writer.field("Effect", "Allow")
        if case .accounts(let accounts) = principal {
            writer.key("Principal")
            writer.object { $0.texts("AWS", accounts.map { "arn:aws:iam::\($0):root" }) }
        } else {
            writer.field("Principal", "*")
        }
        writer.texts("Action", actions)
        if let resource { writer.field("Resource", resource) }
        guard case .organization(let id) = principal else { return }
        writer.key("Condition")
        writer.object { writer in
            writer.key("StringEquals")
            writer.object { $0.field("aws:PrincipalOrgID", id) }
        }
    }
}

extension JSONWriter {
    /// Writes a key and a list of texts.
    mutating func texts(_ name: String, _ texts: [String]) {
        key(name)
        array { writer in
            for text in texts { writer.string(text) }
        }
    }
}
