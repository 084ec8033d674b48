import Formats

/// An entry for a rule's `tagPatternList` that takes the tags of a template, and what else it would take.
///
/// A list of entries asks for all of them on one image, so each proposal is for a list of its own.
package struct PatternProposal: Equatable, Sendable {
    /// At most four stars, as ECR has it.
    package let pattern: String
    /// How many tags of the template it matches.
    package let caught: Int
    /// How many tags outside the template it matches.
    package let collateral: Int
    /// How many of those are semantic versions.
    package let releases: Int
    /// How many of those are environments.
    package let environments: Int
    /// Up to five of those: releases and environments first, then by their bytes.
    package let examples: [String]

    static let exampleLimit = 5

    /// What a pattern does to the tags, of which those with the number are the template's.
    init(_ pattern: String, template: Int, templates: [Int], tags: [String], classes: [ClassifiedTag]) {
        self.pattern = pattern
        let wildcard = Wildcard(pattern, .stars)
        var caught = 0
        var collateral = 0
        var releases = 0
        var environments = 0
        var examples = SmallestTags(limit: Self.exampleLimit)
        for index in tags.indices where wildcard.matches(tags[index]) {
            guard templates[index] != template else {
                caught += 1
                continue
            }
            collateral += 1
            if classes[index].isVersion { releases += 1 }
            if classes[index].isEnvironment { environments += 1 }
            examples.add(tags[index], isLast: !classes[index].isVersion && !classes[index].isEnvironment)
        }
        (self.caught, self.collateral) = (caught, collateral)
        (self.releases, self.environments) = (releases, environments)
        self.examples = examples.tags
    }
}

/// The few first of many tags.
private struct SmallestTags {
    private var ranked: [(isLast: Bool, tag: String)] = []
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    mutating func add(_ tag: String, isLast: Bool) {
        let index = ranked.firstIndex { Self.precedes((isLast, tag), $0) } ?? ranked.count
        guard index < limit else { return }
        ranked.insert((isLast, tag), at: index)
        if ranked.count > limit { ranked.removeLast() }
    }

    private static func precedes(_ left: (isLast: Bool, tag: String), _ right: (isLast: Bool, tag: String))
        -> Bool
    {
        if left.isLast != right.isLast { return right.isLast }
        return left.tag.utf8.lexicographicallyPrecedes(right.tag.utf8)
    }

    var tags: [String] { ranked.map(\.tag) }
}
