import Images
import Testing

struct TagClassPropertyTests {
    @Test func `tags are told as the table of expressions tells them`() throws {
        let literal = try LiteralTagClass()
        var tags = RandomTag(1)
        var kinds: [Substring: Int] = [:]
        for _ in 0..<10_000 {
            for tag in [tags.realistic(), tags.hostile()] {
                let words = ClassifiedTag(tag).words(for: tag)

                #expect(words == literal.description(of: tag), "\(tag.debugDescription)")
                kinds[words.prefix { $0 != " " }, default: 0] += 1
            }
        }
        #expect(kinds.count == 11)
        #expect((kinds.values.min() ?? 0) > 4)
    }
}
