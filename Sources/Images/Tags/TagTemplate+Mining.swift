extension TagTemplate {
    /// The templates of a repository's tags, the most frequent first; equal ones by their text.
    package static func all(in images: [TaggedImage]) -> [TagTemplate] {
        let tags = images.map(\.tag)
        let groups = TemplateGroups(tags)
        let classes = ClassifiedTag.all(tags)
        let found = groups.keys.indices.map { number in
            let propose = groups.members[number].count * 100 >= tags.count
            let patterns = propose ? groups.keys[number].patterns : []
            let proposals = patterns.map {
                PatternProposal($0, template: number, templates: groups.numbers, tags: tags, classes: classes)
            }
            return TagTemplate(
                groups.keys[number].text, groups.members[number], of: images, proposals.worthwhile)
        }
        return found.sorted { ($1.tags.count, $0.text) < ($0.tags.count, $1.text) }
    }
}

extension [PatternProposal] {
    /// Those that are not both less exact and no simpler than another.
    fileprivate var worthwhile: [PatternProposal] {
        let ordered = indices.sorted { left, right in
            let (leftStars, rightStars) = (self[left].stars, self[right].stars)
            return (self[left].collateral, leftStars, left) < (self[right].collateral, rightStars, right)
        }
        var kept: [PatternProposal] = []
        for index in ordered where kept.allSatisfy({ self[index].stars < $0.stars }) {
            kept.append(self[index])
        }
        return kept
    }
}

extension PatternProposal {
    fileprivate var stars: Int { pattern.utf8.count { $0 == UInt8(ascii: "*") } }
}
