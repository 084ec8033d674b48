import Formats

extension Simulation {
    /// A repository of images.
    package struct Repository: Sendable {
        package let name: String
        package let arn: String
        let account: String
        let region: String
        package let created: Timestamp
        let isImmutable: Bool
        /// The tags that are otherwise than the rest: that may move where others may not, or the other way round.
        let exclusions: [String]
        let scansOnPush: Bool
        /// The key it is encrypted with; nil for AWS's own.
        let key: String?
        package let tags: [Tag]
        let draw: Draw

        /// Whether tags may move, as ECR says it.
        var mutability: String {
            (isImmutable ? "IMMUTABLE" : "MUTABLE") + (exclusions.isEmpty ? "" : "_WITH_EXCLUSION")
        }
    }

    /// How many repositories an account has in a region.
    package func repositoryCount(of account: Account, in region: Region) -> Int {
        let draw = draw.at("repositories").at(account.index).at(text: region.name)
        switch presence(of: account, in: region) {
        case .none: return 0
        case .stray: return scaled(draw.below(2))
        case .secondary: return scaled(draw.below(3))
        case .home: break
        }
        switch account.team {
        case "ci-cd": return scaled(130)
        case "shared-services": return scaled(14)
        default: return scaled(account.isProduction ? draw.within(0...6) : draw.within(0...3))
        }
    }

    /// The names of all repositories, in the order in which they are listed.
    package func repositoryNames(of account: Account, in region: Region) -> [String] {
        let draw = draw.at("repository names").at(account.index).at(text: region.name)
        // The images of everybody are in one account; a team's own account has only its own.
        let teams = account.team == "ci-cd" ? Names.teams : [account.team]
        let images = Names.components.count * Names.imageForms.count
        let order = Permutation(of: teams.count * images, draw)
        let names = (0..<repositoryCount(of: account, in: region)).map { number in
            let (lap, rest) = number.quotientAndRemainder(dividingBy: teams.count * images)
            let (team, image) = order.image(of: rest).quotientAndRemainder(dividingBy: images)
            let name = Self.repositoryName(teams[team], image)
            return lap > 0 ? name + "-\(lap)" : name
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private static func repositoryName(_ team: String, _ image: Int) -> String {
        let form = Names.imageForms[image / Names.components.count]
        let component = Names.components[image % Names.components.count]
        if form == "test" { return "tmp/\(team)-\(component)" }
        return "\(team)/\(component)" + (form.isEmpty ? "" : "-\(form)")
    }

    /// Which tags may do what the others may not: where none may move, those that the pipeline moves.
    private func exclusions(_ name: String, _ isImmutable: Bool, _ draw: Draw) -> [String] {
        if isImmutable { return ImageHabit.movingTags(of: name, draw, self) }
        return draw.at("exclusions").percent(6) ? ["v*", "release-*"] : []
    }

    /// What there is to know of a repository that exists.
    package func repository(_ name: String, of account: Account, in region: Region) -> Repository {
        let draw = draw.at("repository").at(account.index).at(text: region.name).at(text: name)
        let age = draw.at("age").within(2...1900)
        let created = settings.end.adding(days: -age).adding(seconds: Int64(draw.below(86_400)))
        let isOwnKey = draw.at("key").percent(15)
        let key = "arn:aws:kms:\(region.name):\(account.id):key/\(draw.at("key").uuid)"
        let isImmutable = draw.at("immutable").percent(25)
        return Repository(
            name: name, arn: "arn:aws:ecr:\(region.name):\(account.id):repository/\(name)",
            account: account.id, region: region.name, created: max(created, account.joined),
            isImmutable: isImmutable, exclusions: exclusions(name, isImmutable, draw),
            scansOnPush: draw.at("scan").percent(55), key: isOwnKey ? key : nil,
            tags: tags(account, draw.at("tags")), draw: draw)
    }
}
