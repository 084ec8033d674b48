import Formats

/// How a repository is filled: by which pipeline, for which machines, and after which fashion it is tagged.
struct ImageHabit {
    enum Form {
        case docker, oci, dockerList, index
    }

    /// A team's way to name what it builds.
    enum Naming {
        case versions, commits, branch, dates, numbers, environments
        /// One tag that moves, so that all but the newest have none.
        case moving
    }

    enum Signing {
        case none
        /// Tags that name what they sign, as cosign began.
        case tags
        /// Manifests with a subject.
        case referrers
    }

    let form: Form
    let naming: Naming
    let signing: Signing
    let hasBillOfMaterials: Bool
    let hasAttestations: Bool
    let platforms: Int
    /// Whether what is old is put into the archive.
    let isArchiving: Bool
    /// Whether a scanner has pulled everything on one day.
    let isPolluted: Bool
    /// Whether its manifests say at length where they come from.
    let isAnnotated: Bool
    let hasPullRequests: Bool
    /// Which base image it stands on, and whether always on the first of it.
    let flavour: Int
    let isPinned: Bool
    /// Whether its images are what others stand on.
    let isBase: Bool
    /// How much heavier it is than others.
    let weight: Int
    let builds: Int

    static let platformNames = ["amd64", "arm64", "arm"]
    static let flavours = 6

    init(_ repository: Simulation.Repository, _ account: Simulation.Account, _ simulation: Simulation) {
        let (name, draw) = (repository.name, repository.draw.at("images"))
        let team = String(name.prefix { $0 != "/" })
        let isTemporary = team == "tmp"
        let forms: [Form] = [.docker, .docker, .docker, .oci, .oci, .index, .index, .index, .dockerList]
        (naming, hasPullRequests) = Self.naming(of: name, draw, simulation)
        form = isTemporary ? .docker : draw.at("form").one(of: forms)
        signing = isTemporary ? .none : draw.at("signing").one(of: [.none, .none, .none, .tags, .referrers])
        hasBillOfMaterials = signing == .referrers && draw.at("bill").percent(60)
        hasAttestations = form == .index && draw.at("attestations").percent(60)
        let isMultiple = form == .index || form == .dockerList
        platforms = !isMultiple ? 1 : draw.at("platforms").percent(15) ? 3 : 2
        isArchiving = !isTemporary && draw.at("archiving").percent(12)
        isPolluted = draw.at("polluted").percent(4)
        isAnnotated = form == .oci && draw.at("annotated").percent(35)
        flavour = draw.at("flavour").below(Self.flavours)
        isPinned = draw.at("pinned").percent(20)
        isBase = name.hasSuffix("-base")
        weight = team == "ml-platform" ? 12 : 1
        let each = Self.size(ofBuild: platforms, hasAttestations, signing, hasBillOfMaterials)
        let age = Int(simulation.settings.end.seconds - repository.created.seconds) / 86_400
        let count = Self.count(account, isTemporary, draw.at("count"), simulation)
        builds = count == 0 ? 0 : max(2, min(count / each, max(1, age) * 40))
    }

    /// A team names alike whatever it builds, but for what it has forgotten to name at all.
    private static func naming(of name: String, _ draw: Draw, _ simulation: Simulation) -> (Naming, Bool) {
        let team = String(name.prefix { $0 != "/" })
        guard team != "tmp", !draw.at("moving").percent(6) else { return (.moving, false) }
        let namings: [Naming] = [.versions, .versions, .commits, .branch, .dates, .numbers, .environments]
        let naming = simulation.draw.at("naming").at(text: team).one(of: namings)
        return (naming, [.commits, .branch, .numbers].contains(naming) && draw.at("pulls").percent(70))
    }

    /// The tags of a repository that have to move for its pipeline to work.
    static func movingTags(of name: String, _ draw: Draw, _ simulation: Simulation) -> [String] {
        let (naming, hasPullRequests) = naming(of: name, draw.at("images"), simulation)
        let tags = ImageNaming.moving(naming, draw.at("latest")).map(\.tag)
        return hasPullRequests ? tags + ["pr-*"] : tags
    }

    /// How many images one build makes.
    private static func size(
        ofBuild platforms: Int, _ hasAttestations: Bool, _ signing: Signing, _ hasBill: Bool
    ) -> Int {
        let images = platforms == 1 ? 1 : 1 + platforms * (hasAttestations ? 2 : 1)
        let signatures = signing == .none ? 0 : signing == .referrers && platforms > 1 ? 1 + platforms : 1
        return images + signatures + (hasBill ? platforms : 0)
    }

    /// About how many images a repository has; the pipelines of everybody push to one account.
    private static func count(
        _ account: Simulation.Account, _ isTemporary: Bool, _ draw: Draw, _ simulation: Simulation
    ) -> Int {
        guard !draw.at("empty").percent(3) else { return 0 }
        let count =
            switch account.team {
            case _ where isTemporary: draw.within(2...8)
            case "ci-cd": draw.one(of: [40, 70, 100, 140, 180, 260, 400])
            case "shared-services": draw.one(of: [20, 60, 120, 200])
            default: draw.one(of: account.isProduction ? [6, 15, 40, 90, 150] : [3, 6, 12, 30])
            }
        return max(2, Int(Double(count) * simulation.settings.images))
    }
}
