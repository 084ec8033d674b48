import Formats

/// What lies in one repository, as a plan: what there is and was, without the bytes of any manifest.
///
/// What somebody deleted stays in the plan, marked as gone: something may still point at it.
///
///     child  child  attestation  index  signature  │ child  child  index …
///     └────────────── one build ──────────────────┘
struct ImageShelf {
    /// One manifest.
    struct Item {
        let kind: Kind
        let build: Int
        let pushed: Timestamp
        var tags: [String] = []
        var isGone = false

        enum Kind {
            /// An image for one machine, by its place among the platforms.
            case image(Int)
            /// Of the images and attestations at these places.
            case index(Range<Int>)
            case attestation(of: Int)
            /// Tied to its subject by a tag.
            case signature(of: Int)
            case referrer(of: Int, Referrer)
        }

        enum Referrer {
            case signature, billOfMaterials
        }
    }

    let repository: Simulation.Repository
    let habit: ImageHabit
    let end: Timestamp
    /// Where the layers of base images hang, which many repositories share.
    let shared: Draw
    private(set) var items: [Item] = []
    /// What was built last for each tag.
    private var tagged: [String: Int] = [:]
    /// The place of what each build is asked for by: its index, or its only image.
    private(set) var roots: [Int] = []
    /// The builds of the main line, the oldest first.
    private(set) var mainBuilds: [Int] = []

    var draw: Draw { repository.draw }

    init(_ repository: Simulation.Repository, _ account: Simulation.Account, _ simulation: Simulation) {
        self.repository = repository
        habit = ImageHabit(repository, account, simulation)
        end = simulation.settings.end
        shared = simulation.draw.at("layers")
        var naming = ImageNaming(habit, draw.at("naming"))
        for number in 0..<habit.builds {
            let time = time(ofBuild: number)
            let (tags, isMain) = naming.tags(ofBuild: number, at: time)
            if isMain { mainBuilds.append(number) }
            stack(number, time, tags, isMain)
        }
        moveTags()
        if policy?.kind == .plain { expire() }
    }

    /// What ECR is told to throw away by itself.
    var policy: LifecyclePolicy? { LifecyclePolicy(habit, draw.at("policy"), end: end) }

    /// Builds come in the order of their numbers, the last of them within the last days.
    private func time(ofBuild number: Int) -> Timestamp {
        let span = Int(end.seconds - repository.created.seconds) - 7200
        let step = max(1, span / max(1, habit.builds))
        let late = draw.at("time").at(number).below(max(1, step - 300))
        return repository.created.adding(seconds: Int64(3600 + number * step + late))
    }

    private mutating func stack(_ number: Int, _ time: Timestamp, _ tags: [String], _ isMain: Bool) {
        let first = items.count
        for platform in 0..<habit.platforms { add(.image(platform), number, time) }
        let images = first..<items.count
        if habit.platforms > 1 {
            if habit.hasAttestations { for image in images { add(.attestation(of: image), number, time) } }
            add(.index(first..<items.count), number, time.adding(seconds: 5))
        }
        let root = items.count - 1
        roots.append(root)
        for tag in tags { claim(tag, root) }
        if isMain { sign(root, images, number, time) }
        lose(first..<items.count, root, number)
    }

    private mutating func sign(_ root: Int, _ images: Range<Int>, _ number: Int, _ time: Timestamp) {
        switch habit.signing {
        case .none: return
        case .tags: add(.signature(of: root), number, time.adding(seconds: 40))
        case .referrers:
            add(.referrer(of: root, .signature), number, time.adding(seconds: 40))
            guard habit.platforms > 1 else { break }
            for image in images { add(.referrer(of: image, .signature), number, time.adding(seconds: 42)) }
        }
        guard habit.hasBillOfMaterials else { return }
        for image in images { add(.referrer(of: image, .billOfMaterials), number, time.adding(seconds: 50)) }
    }

    private mutating func add(_ kind: Item.Kind, _ build: Int, _ time: Timestamp) {
        items.append(Item(kind: kind, build: build, pushed: min(time, end)))
    }

    /// A tag moves to whatever is pushed under it.
    private mutating func claim(_ tag: String, _ place: Int) {
        if let before = tagged.updateValue(place, forKey: tag) { items[before].tags.removeAll { $0 == tag } }
        items[place].tags.append(tag)
    }

    /// Somebody deletes now and then, and leaves what belongs to it.
    private mutating func lose(_ build: Range<Int>, _ root: Int, _ number: Int) {
        let fate = draw.at("fate").at(number)
        let isRecent = number + 4 > habit.builds
        guard !isRecent, !draw.at("careful").percent(30) else { return }
        switch fate.below(100) {
        case ..<6:
            // The image goes, and its signatures stay in half of the cases.
            let isHalf = fate.at("half").percent(50)
            for place in build where place <= root || !isHalf { items[place].isGone = true }
        case ..<10:
            items[root].isGone = true
            // What was signed with it is deleted by AWS, what has a tag is not.
            for place in build where place > root {
                if case .referrer(of: let subject, _) = items[place].kind, subject == root {
                    items[place].isGone = true
                }
            }
        case 10: if habit.platforms > 1 { items[build.lowerBound].isGone = true }
        default: break
        }
    }

    /// Throws away what a policy that is carried out would have: what has no tag, with all that belongs to it.
    private mutating func expire() {
        let latest = end.adding(days: -LifecyclePolicy.untaggedDays)
        for place in items.indices {
            let root = roots[items[place].build]
            guard items[root].tags.isEmpty || items[root].isGone, items[root].pushed < latest else {
                continue
            }
            // What is tied by a tag of its own has one.
            if case .signature = items[place].kind { continue }
            items[place].isGone = true
        }
    }

    private mutating func moveTags() {
        for (tag, behind) in ImageNaming.moving(habit.naming, draw.at("latest")) {
            let standing = mainBuilds.reversed().filter { !items[roots[$0]].isGone }
            guard let build = standing.dropFirst(behind).first else { continue }
            claim(tag, roots[build])
        }
    }
}
