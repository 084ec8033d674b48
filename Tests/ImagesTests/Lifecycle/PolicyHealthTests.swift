import Formats
import Images
import Testing

struct PolicyHealthTests {
    private let images = [["dev-1"], ["pr-7"], ["dev-2", "prod"], []].map {
        LifecycleImage(tags: $0, pushed: .earliest)
    }

    private func rule(_ priority: Int, _ patterns: String...) -> LifecycleRule {
        LifecycleRule(
            priority: priority, tagStatus: .tagged, patterns: patterns, countType: .imageCountMoreThan,
            count: 1)
    }

    private func flaws(_ rules: LifecycleRule..., archive: PolicyHealth.Archive = .saves) -> [LifecycleFlaw] {
        PolicyHealth(of: LifecyclePolicy(rules: rules), among: images, archive: archive).flaws
    }

    @Test func `a list that wants all its patterns on one image is told`() {
        #expect(flaws(rule(1, "dev*", "pr-*")) == [LifecycleFlaw(rule: 1, .listNeedsAllEntries)])
        #expect(flaws(rule(1, "dev*", "prod")).isEmpty)
        #expect(flaws(rule(1, "dev*", "release*")) == [LifecycleFlaw(rule: 1, .matchesNothing)])
    }

    @Test func `a rule behind others that own all its images is unreachable`() {
        let flaws = flaws(rule(1, "dev-1"), rule(2, "dev-2"), rule(3, "dev*"))

        #expect(flaws == [LifecycleFlaw(rule: 3, .unreachable(behind: [1, 2]))])
    }

    @Test func `no rule is reached behind one for any image`() {
        let any = LifecycleRule(priority: 1, tagStatus: .any, countType: .imageCountMoreThan, count: 1)

        #expect(
            flaws(any, rule(2, "release*")) == [
                LifecycleFlaw(rule: 1, .anyIsNotLast), LifecycleFlaw(rule: 2, .unreachable(behind: [1])),
            ])
    }

    @Test func `an archive that is not cheaper yet is told`() {
        let archive = LifecycleRule(
            priority: 1, tagStatus: .any, countType: .sinceImagePulled, countUnit: "days", count: 9,
            action: .transition(.archive))

        #expect(
            flaws(archive, archive: .savesNothing) == [LifecycleFlaw(rule: 1, .archivesWithoutSaving)])
        #expect(flaws(archive).isEmpty)
    }
}
