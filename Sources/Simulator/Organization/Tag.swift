extension Simulation {
    package struct Tag: Hashable, Sendable {
        package var key: String
        package var value: String
    }

    /// The tags of an account, as complete and as well spelt as people keep them.
    package func tags(of account: Account) -> [Tag] {
        tags(account, draw.at("tags").at(account.index))
    }

    /// The tags of something in an account.
    func tags(_ account: Account, _ draw: Draw) -> [Tag] {
        guard !draw.percent(14) else { return [] }
        var tags: [Tag] = []
        if !draw.at("owner").percent(12) {
            let key = draw.at("owner").at("key").percent(8) ? "Owner" : "owner"
            tags.append(Tag(key: key, value: "team-\(account.team)@halvorsen.example"))
        }
        if !draw.at("tier").percent(20) {
            let isMisspelt = draw.at("tier").at("value").percent(6)
            tags.append(Tag(key: "tier", value: isMisspelt ? "prodction" : account.environment))
        }
        if !draw.at("cost-centre").percent(25) {
            let key = draw.at("key").one(of: ["cost-centre", "cost-centre", "cost-centre", "cost-center"])
            let centre = self.draw.at("cost-centre").at(text: account.team).within(1000...9999)
            tags.append(Tag(key: key, value: "CC-\(centre)"))
        }
        return tags + extraTags(draw.at("extra"))
    }

    /// Some things are made by tools that tag more than anybody reads.
    private func extraTags(_ draw: Draw) -> [Tag] {
        guard draw.percent(7) else { return [] }
        let keys = [
            "aws:cloudformation:logical-id", "aws:cloudformation:stack-name", "backup", "compliance",
            "created-by", "data-class", "git-commit", "git-repository", "managed-by", "pipeline", "service",
            "terraform-workspace", "ticket",
        ]
        let count = draw.at("count").within(3...keys.count)
        return keys.prefix(count).map { key in
            Tag(key: key, value: Self.word(8, draw.at(text: key)))
        }
    }
}
