import Audit
import Pipeline

/// What a pipeline file asks for, in words.
struct ScopeSummary {
    private let pipeline: PipelineFile

    init(_ pipeline: PipelineFile) { self.pipeline = pipeline }

    var text: String {
        let rows =
            [
                ("estate", pipeline.estate), ("database", pipeline.home.databasePath),
                ("reports", reports),
                ("asks", source),
            ] + accounts + [("regions", regions), ("services", services)]
            + [("keeps", kept)] + (pipeline.ping.map { [("pings", $0.description)] } ?? [])
        let width = (rows.map(\.0.count).max() ?? 0) + 2
        let lines = rows.map { name, value in
            name + String(repeating: " ", count: width - name.count) + value
        }
        return (lines + notes).joined(separator: "\n")
    }

    private var reports: String {
        pipeline.reports + (pipeline.reporting.upload.map { ", and then \($0)" } ?? "")
    }

    private var source: String {
        if let simulation = pipeline.simulation {
            return "a simulated organisation of \(simulation.accounts) accounts (seed \(simulation.seed))"
        }
        return "AWS, "
            + (pipeline.scope.aws.profile.map { "as profile \($0)" } ?? "with the default credentials")
    }

    private var accounts: [(String, String)] {
        switch pipeline.scope.aws.accounts {
        case .own: return [("accounts", "the one that the credentials belong to")]
        case .listed(let accounts):
            return [("accounts", accounts.map(Self.words).joined(separator: ", "))]
        case .organization(let organization):
            var rows = [("accounts", "those of the organisation, by role \(organization.door.role)")]
            if !organization.include.isEmpty { rows.append(("  only", Self.words(organization.include))) }
            if !organization.exclude.isEmpty { rows.append(("  but not", Self.words(organization.exclude))) }
            return rows
        }
    }

    private static func words(_ account: ListedAccount) -> String {
        account.id + (account.door.map { " by role \($0.role)" } ?? "")
    }

    private static func words(_ filter: AccountFilter) -> String {
        var parts: [String] = []
        func add(_ name: String, _ values: [String]) {
            if !values.isEmpty { parts.append("\(name) \(values.joined(separator: " or "))") }
        }
        add("account", filter.accounts)
        add("name", filter.names)
        add("unit", filter.units)
        for (key, value) in filter.tags.sorted(by: { $0.key < $1.key }) {
            parts.append("tag \(key)=\(value)")
        }
        return parts.joined(separator: ", and ")
    }

    private var regions: String {
        switch pipeline.scope.aws.regions {
        case .enabled: "those that are switched on in each account"
        case .listed(let names): names.joined(separator: ", ")
        }
    }

    private var kept: String {
        let kept = pipeline.retention
        return "\(kept.runs) runs, \(kept.cells) of them with all cells, \(kept.metrics) days of metrics, "
            + "\(kept.backups) backups"
    }

    private var services: String {
        pipeline.scope.services.isEmpty ? "none" : pipeline.scope.services.sorted().joined(separator: ", ")
    }

    /// What the file asks for and this version does not do.
    private var notes: [String] {
        var notes: [String] = []
        if pipeline.scope.services.isEmpty {
            notes += ["", "note: nothing is audited; add `services: { dynamodb: {}, ecr: {} }`"]
        }
        return notes
    }
}
