import Images
import Testing

struct TagTemplatePropertyTests {
    @Test func `each tag has one template, and proposals count what they match`() {
        for seed in 0..<30 as Range<UInt64> {
            var random = RandomTag(seed)
            var tags = (0..<Int(seed)).map { _ in random.realistic() }
            tags += (0..<10).flatMap { ["v1.2.\($0)", "main-\($0)a2b3c4d", "pr-\($0)", random.hostile()] }
            let images = tags.map { TaggedImage(tag: $0, digest: ContentDigest(of: Array($0.utf8))) }

            let templates = TagTemplate.all(in: images)

            #expect(templates.flatMap(\.tags).sorted() == Array(tags.indices))
            #expect(Set(templates.map(\.text)).count == templates.count)
            for template in templates {
                let members = Set(template.tags)
                for proposal in template.proposals { check(proposal, members, tags) }
            }
        }
    }

    private func check(_ proposal: PatternProposal, _ members: Set<Int>, _ tags: [String]) {
        let matches = tags.indices.filter { LiteralLifecycle.like(tags[$0], proposal.pattern) }
        let outside = matches.filter { !members.contains($0) }.map { (tags[$0], ClassifiedTag(tags[$0])) }
        let isUsual = members.allSatisfy { !tags[$0].contains("\n") }

        #expect(proposal.pattern.count { $0 == "*" } <= 4)
        #expect(proposal.caught == matches.count - outside.count)
        #expect(proposal.caught == members.count || !isUsual, "\(proposal)")
        #expect(proposal.collateral == outside.count)
        #expect(proposal.releases == outside.count { $0.1.isVersion })
        #expect(proposal.environments == outside.count { $0.1.isEnvironment })
        #expect(proposal.examples.count == min(5, outside.count))
        #expect(Set(proposal.examples).isSubset(of: outside.map(\.0)))
    }
}
