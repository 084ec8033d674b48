import Formats
import Images

/// Registries and policies made up from a seed.
struct RandomRegistry {
    var random: SplitMix64
    let now = Timestamp(day: 20_000)

    init(_ seed: UInt64) { random = SplitMix64(state: seed) }

    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    mutating func moment() -> Timestamp {
        now.adding(seconds: -86_400 * Int64.random(in: 0...12, using: &random) - (chance(20) ? 1 : 0))
    }

    mutating func tag() -> String {
        let words = ["prod", "beta", "alpha", "v1", "é", "prod-beta"]
        return words[Int.random(in: 0..<words.count, using: &random)]
            + "-\(Int.random(in: 0...3, using: &random))"
    }

    mutating func images() -> [LifecycleImage] {
        let count = Int.random(in: 0...14, using: &random)
        return (0..<count).map { index in
            var image = LifecycleImage(pushed: chance(97) ? moment() : nil)
            if chance(60) { image.tags = (0..<Int.random(in: 1...2, using: &random)).map { _ in tag() } }
            if chance(40) { image.lastPulled = moment() }
            if chance(15) { image.lastActivated = moment() }
            image.isArchived = chance(20)
            if image.isArchived ? chance(95) : chance(10) {
                image.lastArchived = now.adding(days: -Int.random(in: 80...100, using: &random))
            }
            if chance(20) {
                image.children = (0..<Int.random(in: 1...3, using: &random)).map { _ in
                    Int.random(in: -1...count, using: &random)
                }
            }
            if chance(20) { image.subject = Int.random(in: 0..<count, using: &random) }
            return image
        }
    }

    mutating func rules() -> [LifecycleRule] {
        (0..<Int.random(in: 1...5, using: &random)).map { number in rule(number * 3 + 1) }
    }

    private mutating func rule(_ priority: Int) -> LifecycleRule {
        var rule = LifecycleRule(
            priority: priority, tagStatus: .any, countType: .imageCountMoreThan,
            count: Int.random(in: 0...4, using: &random))
        if chance(4) { rule.count = chance(50) ? .max : -3 }
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<2: rule.tagStatus = .untagged
        case 2..<7: tagRule(&rule)
        case 7 where chance(10): rule.tagStatus = .other("maybe")
        default: break
        }
        let archive = LifecycleRule.Action.transition(.archive)
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<2: rule.countType = .sinceImagePushed
        case 2..<4: (rule.countType, rule.action) = (.sinceImagePulled, archive)
        case 4:
            (rule.countType, rule.storageClass) = (.sinceImageTransitioned, .archive)
            rule.count = 90
        case 5: rule.action = archive
        case 6 where chance(20): rule.countType = .other("sinceForever")
        default: break
        }
        return rule
    }

    private mutating func tagRule(_ rule: inout LifecycleRule) {
        rule.tagStatus = .tagged
        let patterns = ["prod*", "*beta*", "*-1", "alpha-2", "*", "*a*-*", "é*"]
        let count = chance(5) ? 0 : chance(80) ? 1 : 2
        let chosen = (0..<count).map { _ in patterns[Int.random(in: 0..<patterns.count, using: &random)] }
        if chance(30) {
            rule.prefixes = chosen.map { String($0.filter { $0 != "*" }) }
        } else {
            rule.patterns = chosen
        }
    }
}
