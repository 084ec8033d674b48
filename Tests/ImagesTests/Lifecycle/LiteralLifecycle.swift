import Formats
import Images

/// The rules of lifecycle policies as they are written down, one sentence after the other, and slow.
struct LiteralLifecycle {
    let rules: [LifecycleRule]
    let images: [LifecycleImage]
    let now: Timestamp

    func matches(_ rule: LifecycleRule, _ image: LifecycleImage) -> Bool {
        switch rule.storageClass {
        case .standard: if image.isArchived { return false }
        case .archive: if !image.isArchived { return false }
        case .other: break
        }
        switch rule.tagStatus {
        case .any, .other: return true
        case .untagged: return image.tags == []
        case .tagged:
            if image.tags == [] { return false }
            for pattern in rule.patterns where !image.tags.contains(where: { Self.like($0, pattern) }) {
                return false
            }
            for prefix in rule.prefixes where !image.tags.contains(where: { $0.hasPrefix(prefix) }) {
                return false
            }
            return true
        }
    }

    /// A match tried in every way.
    static func like(_ text: String, _ pattern: String) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        let rest = String(pattern.dropFirst())
        if first == "*" {
            return (0...text.count).contains { like(String(text.dropFirst($0)), rest) }
        }
        return text.first == first && like(String(text.dropFirst()), rest)
    }

    func owner(_ image: LifecycleImage) -> LifecycleRule? {
        rules.sorted { $0.priority < $1.priority }.first { matches($0, image) }
    }

    func isProtected(_ index: Int, gone: Set<Int>) -> Bool {
        images.indices.contains { images[$0].children.contains(index) && !gone.contains($0) }
    }

    /// The images that a rule marks, whatever other rules do.
    func marked(_ rule: LifecycleRule, gone: Set<Int>) -> Set<Int> {
        guard rule.isUnderstood else { return [] }
        let matching = images.indices.filter { matches(rule, images[$0]) }
        switch rule.countType {
        case .imageCountMoreThan:
            let ranked = matching.filter { !isProtected($0, gone: gone) && arrival(images[$0]) != nil }
            let sorted = ranked.sorted { left, right in
                let (leftArrival, rightArrival) = (arrival(images[left]), arrival(images[right]))
                if leftArrival == rightArrival { return left > right }
                return (leftArrival ?? now) > (rightArrival ?? now)
            }
            return Set(sorted.dropFirst(max(0, rule.count)))
        case .sinceImagePushed: return older(matching, rule) { arrival($0) }
        case .sinceImagePulled:
            return older(matching, rule) { image in
                if let pulled = image.lastPulled {
                    if let restored = image.lastActivated, pulled < restored { return restored }
                    return pulled
                }
                return arrival(image)
            }
        case .sinceImageTransitioned: return older(matching, rule) { $0.lastArchived }
        case .other: return []
        }
    }

    func arrival(_ image: LifecycleImage) -> Timestamp? {
        if let restored = image.lastActivated { return restored }
        return image.pushed
    }

    func older(_ matching: [Int], _ rule: LifecycleRule, _ start: (LifecycleImage) -> Timestamp?) -> Set<Int>
    {
        Set(
            matching.filter { index in
                guard let start = start(images[index]) else { return false }
                return Double(now.seconds - start.seconds) > Double(rule.count) * 86_400
            })
    }

    /// What each image's own rule or subject does to it, given what goes already.
    func step(_ gone: Set<Int>) -> [Int: Fate.Action] {
        let marks = rules.map { marked($0, gone: gone) }
        var actions: [Int: Fate.Action] = [:]
        for index in images.indices where !isProtected(index, gone: gone) {
            guard let number = rules.firstIndex(where: { matches($0, images[index]) }) else { continue }
            guard marks[number].contains(index) else { continue }
            actions[index] = rules[number].action == .expire ? .expired : .archived
        }
        while true {
            let followers = images.indices.filter { index in
                guard actions[index] == nil, !isProtected(index, gone: gone) else { return false }
                return images[index].subject.map { actions[$0] != nil } ?? false
            }
            if followers.isEmpty { return actions }
            for index in followers { actions[index] = images[index].subject.flatMap { actions[$0] } }
        }
    }

    /// The images that go, once one more evaluation changes nothing.
    func actions() -> [Fate.Action] {
        var actions: [Int: Fate.Action] = [:]
        while true {
            let before = Set(actions.keys)
            actions = step(before)
            if Set(actions.keys) == before { break }
        }
        return images.indices.map { index in
            guard let action = actions[index] else { return .kept }
            let isLed = !isOwnMark(index, gone: Set(actions.keys))
            return isLed && action == .archived && images[index].isArchived ? .kept : action
        }
    }

    private func isOwnMark(_ index: Int, gone: Set<Int>) -> Bool {
        guard let rule = owner(images[index]) else { return false }
        return marked(rule, gone: gone).contains(index)
    }
}
