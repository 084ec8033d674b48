import Formats
import Images
import Testing

struct LifecycleSpeedTests {
    @Test func `an index in an index in an index costs no more than as many images`() {
        let count = 50_000
        let images = (0..<count).map {
            LifecycleImage(pushed: Timestamp(day: 20_000), children: [$0 + 1])
        }
        let policy = LifecyclePolicy(rules: [
            LifecycleRule(priority: 1, tagStatus: .any, countType: .imageCountMoreThan, count: 0)
        ])

        let fates = LifecycleSimulation(policy).fates(of: images, at: Timestamp(day: 20_001))

        #expect(fates.count(where: \.goes) == count)
    }
}
