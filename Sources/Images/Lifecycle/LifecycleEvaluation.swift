import Formats

/// One evaluation of a policy, brought forward from "nothing goes" until nothing more goes.
///
/// Each image that goes may free what it lists and draw along what is about it, and what is freed is counted
/// and may push others out. None of this ever brings an image back, so the order of the steps does not matter,
/// and each image is looked at a few times only.
struct LifecycleEvaluation {
    let rules: [LifecycleRule]
    let images: [LifecycleImage]
    let now: Timestamp
    let matches: LifecycleMatches
    private let referrers: Referrers
    /// An image's place, newest first; `Int.max` for one whose age is not known.
    private var places: [Int]
    private var cuts: [CountCut?] = []
    private var isRanked: [Bool]
    /// How many times an index that stays lists the image.
    private(set) var protectors: [Int]
    private(set) var isGoing: [Bool]
    private var isDrawn: [Bool]
    /// Images that go, and whose going has not been followed yet.
    private var pending: [Int] = []

    init(_ rules: [LifecycleRule], _ images: [LifecycleImage], _ now: Timestamp) {
        self.rules = rules
        self.images = images
        self.now = now
        matches = LifecycleMatches(rules, images)
        referrers = Referrers(images)
        protectors = [Int](repeating: 0, count: images.count)
        for image in images {
            for child in image.children where images.indices.contains(child) { protectors[child] += 1 }
        }
        places = [Int](repeating: .max, count: images.count)
        isRanked = protectors.map { $0 == 0 }
        isGoing = [Bool](repeating: false, count: images.count)
        isDrawn = isGoing
        rankImages()
    }

    private mutating func rankImages() {
        var arrivals: [(seconds: Int64, index: Int)] = []
        arrivals.reserveCapacity(images.count)
        for index in images.indices {
            if let arrived = images[index].arrived { arrivals.append((arrived.seconds, index)) }
        }
        arrivals.sort { ($0.seconds, $0.index) > ($1.seconds, $1.index) }
        for (place, arrival) in arrivals.enumerated() { places[arrival.index] = place }
        for (number, rule) in rules.enumerated() {
            guard rule.countType == .imageCountMoreThan, rule.isUnderstood else {
                cuts.append(nil)
                continue
            }
            let isMatch = matches.isMatch[number]
            let members = arrivals.lazy.map(\.index).filter { isMatch[$0] }
            let ranked = members.count { isRanked[$0] }
            cuts.append(CountCut(members: Array(members), limit: rule.count, ranked: ranked))
        }
    }

    mutating func settle() {
        for number in rules.indices { moveCut(number) }
        for index in images.indices { considerGoing(index) }
        while let index = pending.popLast() {
            for child in images[index].children where images.indices.contains(child) {
                protectors[child] -= 1
                if protectors[child] == 0 { release(child) }
            }
            for referrer in referrers[index] {
                isDrawn[referrer] = true
                considerGoing(referrer)
            }
        }
    }

    /// Ranks an image that no index protects any more.
    private mutating func release(_ index: Int) {
        isRanked[index] = true
        if places[index] != .max {
            for number in rules.indices where matches.isMatch[number][index] {
                cuts[number]?.rank(places[index])
                moveCut(number)
            }
        }
        considerGoing(index)
    }

    private mutating func moveCut(_ number: Int) {
        while let fallen = cuts[number]?.fallen(isRanked: isRanked, places: places) {
            if matches.owners[fallen] == number { considerGoing(fallen) }
        }
    }

    private mutating func considerGoing(_ index: Int) {
        guard !isGoing[index], protectors[index] == 0 else { return }
        guard isDrawn[index] || isTakenByOwner(index) else { return }
        isGoing[index] = true
        pending.append(index)
    }

    func isTakenByOwner(_ index: Int) -> Bool {
        matches.owners[index] >= 0 && isTaken(index, by: matches.owners[index])
    }

    /// Whether an image is one too many for a rule whose tags it matches.
    func isTaken(_ index: Int, by number: Int) -> Bool {
        let rule = rules[number]
        guard rule.isUnderstood else { return false }
        if let cut = cuts[number] { return places[index] != .max && places[index] > cut.place }
        guard let start = images[index].start(of: rule.countType) else { return false }
        // Timestamps lie within the years 1 to 9999: their difference fits, the days may not.
        let (age, overflows) = Int64(rule.count).multipliedReportingOverflow(by: 86_400)
        return overflows ? rule.count < 0 : now.seconds - start.seconds > age
    }
}
