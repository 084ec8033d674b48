import Formats

/// The tags that a pipeline gives to one build after the other.
struct ImageNaming {
    private let naming: ImageHabit.Naming
    private let draw: Draw
    private let hasPullRequests: Bool
    private var version = (major: 0, minor: 1, patch: 0)
    private var pull = 0
    /// What another spelling of the last version is still owed.
    private var owed: String?

    init(_ habit: ImageHabit, _ draw: Draw) {
        (naming, self.draw, hasPullRequests) = (habit.naming, draw, habit.hasPullRequests)
        version.major = draw.at("major").below(3)
        pull = draw.at("pull").within(10...900)
    }

    /// The tags of the next build, and whether it is of the main line.
    mutating func tags(ofBuild number: Int, at time: Timestamp) -> (tags: [String], isMain: Bool) {
        let draw = draw.at(number)
        if hasPullRequests, draw.at("request").percent(32) {
            // A request is built again and again under one tag.
            if draw.at("new").percent(60) { pull += draw.at("step").within(1...4) }
            return (["pr-\(pull)"], false)
        }
        return (mainTags(number, time, draw), true)
    }

    private mutating func mainTags(_ number: Int, _ time: Timestamp, _ draw: Draw) -> [String] {
        let commit = Self.commit(draw.at("commit"))
        let isLong = self.draw.at("long").percent(40)
        switch naming {
        case .moving: return []
        case .versions: return versions(draw)
        case .commits: return [isLong ? commit : String(commit.prefix(7))]
        case .branch: return ["main-\(commit.prefix(isLong ? 12 : 7))"]
        case .environments: return ["sha-\(commit.prefix(7))"]
        case .numbers: return [isLong ? "build-\(1000 + number)" : String(1000 + number)]
        case .dates:
            let text = time.text(.basic)
            return ["\(text.prefix(8))-\(text.dropFirst(9).prefix(4))"]
        }
    }

    /// The next version; some are skipped, some are spelt twice, and some spellings land on another build.
    private mutating func versions(_ draw: Draw) -> [String] {
        switch draw.at("part").below(100) {
        case ..<3: version = (version.major + 1, 0, 0)
        case ..<24: version = (version.major, version.minor + 1, 0)
        case ..<32: version.patch += draw.at("gap").within(2...4)
        default: version.patch += 1
        }
        let plain = "\(version.major).\(version.minor).\(version.patch)"
        let isPrefixed = self.draw.at("prefix").percent(60)
        var tags = [isPrefixed ? "v\(plain)" : plain]
        if let owed { tags.append(owed) }
        owed = nil
        let other = isPrefixed ? plain : "v\(plain)"
        switch draw.at("twice").below(100) {
        case ..<4: tags.append(other)
        case ..<6: owed = other
        case ..<9: tags = ["\(tags[0])-rc.1"]
        default: break
        }
        return tags
    }

    private static func commit(_ draw: Draw) -> String {
        var text: [UInt8] = []
        for part in 0..<3 { text.append(hexOf: draw.at(part).bits) }
        return String(decoding: text.prefix(40), as: UTF8.self)
    }

    /// The tags that move to the newest build, each with how many builds it stays behind.
    static func moving(_ naming: ImageHabit.Naming, _ draw: Draw) -> [(tag: String, behind: Int)] {
        switch naming {
        case .moving: [("latest", 0)]
        case .branch: [("main", 0), ("latest", 0)]
        case .environments: [("dev", 0), ("staging", 2), ("prod", 5)]
        case .versions: draw.percent(50) ? [("latest", 0)] : []
        case .commits, .dates, .numbers: draw.percent(40) ? [("latest", 0)] : []
        }
    }
}
