import Formats

/// Something in an account that runs what is in one repository.
struct Workload {
    enum Kind: String {
        case service, schedule, function, application, jobs, model, build
    }

    let kind: Kind
    let shelf: ImageShelf
    let account: Simulation.Account
    let region: Simulation.Region
    let name: String
    let draw: Draw
    let end: Timestamp
    /// The builds that are there to be run, the oldest first.
    private let standing: [Int]

    init(
        _ shelf: ImageShelf, _ account: Simulation.Account, _ region: Simulation.Region,
        _ simulation: Simulation
    ) {
        (self.shelf, self.account, self.region) = (shelf, account, region)
        let repository = shelf.repository
        draw = repository.draw.at("workload").at(account.index).at(text: region.name)
        end = simulation.settings.end
        let name = repository.name.replacing("/", with: "-")
        // The same name may be in both registries.
        self.name = repository.account == account.id ? name + "-app" : name
        kind = Self.kind(shelf, account, region, draw.at("kind"))
        standing = shelf.mainBuilds.filter { build in
            let root = shelf.items[shelf.roots[build]]
            let (archived, restored) = shelf.archiving(root)
            return !root.isGone && (archived == nil || restored != nil)
        }
    }

    private static func kind(
        _ shelf: ImageShelf, _ account: Simulation.Account, _ region: Simulation.Region, _ draw: Draw
    ) -> Kind {
        if account.team == "ml-platform", draw.at("model").percent(60) { return .model }
        // Lambda runs no lists, and nothing of another region.
        let isRunnable = shelf.habit.platforms == 1 && shelf.repository.region == region.name
        switch draw.below(100) {
        case ..<22: return isRunnable ? .function : .service
        case ..<29: return .schedule
        case ..<35: return .application
        case ..<42: return .jobs
        case ..<47: return .build
        case ..<50: return .model
        default: return .service
        }
    }

    /// How many versions, revisions or definitions of it there are.
    var revisions: Int {
        switch kind {
        case .service, .schedule, .function: draw.at("revisions").within(1...6)
        default: 1
        }
    }

    /// The number of its first revision that is still there.
    var firstRevision: Int { draw.at("first").within(1...90) }

    /// The address of the repository.
    var address: String {
        let repository = shelf.repository
        return "\(repository.account).dkr.ecr.\(repository.region).amazonaws.com/\(repository.name)"
    }

    /// An image as it is named somewhere, and what that is.
    struct Reference {
        var image: String
        /// The place on the shelf that it leads to, gone or not.
        var place: Int?
        /// What runs, where it is not what the name leads to by now.
        var running: Int?
    }

    /// The image of a revision, counted from the newest.
    func reference(_ back: Int) -> Reference {
        guard let build = build(back) else { return Reference(image: address + ":latest") }
        let place = shelf.roots[build]
        let item = shelf.items[place]
        let form = draw.at("form").below(100)
        if shelf.habit.naming == .moving || form < 18, let moving = moving { return moving }
        guard form >= 40, let tag = item.tags.last(where: { !$0.isEmpty }) else {
            return Reference(image: "\(address)@\(shelf.content(of: place).digest)", place: place)
        }
        return Reference(image: "\(address):\(tag)", place: place)
    }

    /// Named by a tag that moves: what runs was started under it some builds ago.
    private var moving: Reference? {
        let tags = ImageNaming.moving(shelf.habit.naming, shelf.draw.at("latest"))
        let isProduction = account.isProduction
        let wanted = isProduction ? tags.last : tags.first
        guard let tag = wanted?.tag,
            let holder = standing.last(where: { shelf.items[shelf.roots[$0]].tags.contains(tag) }),
            let index = standing.firstIndex(of: holder)
        else { return nil }
        let started = max(0, index - (draw.at("started").percent(50) ? 0 : draw.at("started").below(4)))
        return Reference(
            image: "\(address):\(tag)", place: shelf.roots[holder], running: shelf.roots[standing[started]])
    }

    /// The build of a revision: production stays some behind, and older revisions more.
    private func build(_ back: Int) -> Int? {
        let fate = draw.at("fate").below(100)
        if back == 0, fate < (kind == .function ? 30 : 7), let gone = lost { return gone }
        if back == 0, fate < 40, let archived { return archived }
        let lag = account.isProduction ? draw.at("lag").within(2...9) : draw.at("lag").below(3)
        guard back > 0 else { return standing.dropLast(lag).last ?? standing.first }
        // An old revision may name what was deleted since.
        let step = draw.at("step").within(1...5)
        return shelf.mainBuilds.dropLast(lag + back * step).last ?? shelf.mainBuilds.first
    }

    private var lost: Int? {
        let gone = shelf.mainBuilds.filter { shelf.items[shelf.roots[$0]].isGone }
        return gone.isEmpty ? nil : draw.at("lost").one(of: gone)
    }

    private var archived: Int? {
        shelf.mainBuilds.last { build in
            let root = shelf.items[shelf.roots[build]]
            let (archived, restored) = shelf.archiving(root)
            return !root.isGone && archived != nil && restored == nil
        }
    }

    /// The digest that a running container tells: of the list, or of the image that the machine chose from it.
    func runningDigest(_ reference: Reference) -> String? {
        guard let place = reference.running ?? reference.place else { return nil }
        return shelf.content(of: runningPlace(place)).digest
    }

    func runningPlace(_ place: Int) -> Int {
        guard case .index(let children) = shelf.items[place].kind, draw.at("platform").percent(50) else {
            return place
        }
        return children.lowerBound
    }

    /// When its newest revision was made.
    var updated: Timestamp {
        let place = reference(0).place
        let built = place.map { shelf.items[$0].pushed } ?? shelf.repository.created
        return min(built.adding(seconds: 900), end)
    }
}

extension Simulation {
    /// All that an account runs in a region, in the order of the repositories' names.
    func workloads(of account: Account, in region: Region) -> [Workload] {
        guard account.state == .active, isWorking(account, in: region) else { return [] }
        var workloads: [Workload] = []
        if let (registry, home) = centralRegistry, registry.index != account.index {
            workloads = self.workloads(account, region, from: registry, home)
        }
        return workloads + self.workloads(account, region, from: account, region)
    }

    private func workloads(
        _ account: Account, _ region: Region, from registry: Account, _ home: Region
    ) -> [Workload] {
        repositoryNames(of: registry, in: home).lazy.filter { uses($0, of: registry, account) }.map {
            Workload(shelf($0, of: registry, in: home), account, region, self)
        }
    }

    /// Whether an account runs anything in a region: at home, and in its second leg if that is more than a copy.
    func isWorking(_ account: Account, in region: Region) -> Bool {
        switch presence(of: account, in: region) {
        case .home: return true
        case .none, .stray: return false
        case .secondary:
            guard account.isProduction, draw.at("working").at(account.index).percent(50) else { return false }
            return legs(of: account)?.second == region
        }
    }

    /// All that runs what is in one repository, wherever it runs.
    func workloads(of repository: Repository, in registry: Account, _ region: Region) -> [Workload] {
        let isCentral =
            centralRegistry.map { $0.account.index == registry.index && $0.region == region } ?? false
        let shelf = ImageShelf(repository, registry, self)
        return consumers(of: repository.name, in: registry).flatMap { account -> [Workload] in
            let places = isCentral && account.index != registry.index ? regions : [region]
            return places.filter { isWorking(account, in: $0) }.map { Workload(shelf, account, $0, self) }
        }
    }
}
