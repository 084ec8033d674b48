import Formats
import Images
import Testing

struct LifecyclePropertyTests {
    @Test func `fates are those of the rules as they are written`() {
        var goes = 0
        for seed in 0..<3_000 as Range<UInt64> {
            var registry = RandomRegistry(seed)
            let images = registry.images()
            let policy = LifecyclePolicy(rules: registry.rules())
            let now = registry.now
            let literal = LiteralLifecycle(rules: policy.rules, images: images, now: now)

            let fates = LifecycleSimulation(policy).fates(of: images, at: now)

            let known = fates.map { $0.action == .unknown ? .kept : $0.action }
            #expect(known == literal.actions(), "seed \(seed)")
            for (image, fate) in zip(images, fates) where fate.reason != .alreadyArchived {
                if case .followsSubject = fate.reason { continue }
                #expect(fate.rule == literal.owner(image)?.priority, "seed \(seed)")
            }
            goes += fates.count(where: \.goes)
        }
        #expect(goes > 4_000)
    }
}
